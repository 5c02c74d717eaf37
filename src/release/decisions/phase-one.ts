import { ok } from '../../lib/result.ts';
import type { JournalFact } from '../journal/journal.ts';
import { bindTester, type TesterTerms } from '../testing/enrolling.ts';
import { NEW_GO_NEEDED, refuse, type StepDecision, type StepSituation } from './situation.ts';

/** Opens Phase I, moderated production testing. */
export function start({ plan, progress }: StepSituation): StepDecision {
  if (plan.testing === null) {
    return refuse(
      'no-testing-phase',
      'The plan has no moderated testing phase to start; sign the go/no-go instead.',
    );
  }
  switch (progress.phase) {
    case 'draft':
      return ok([{ kind: 'testing-started' }]);
    case 'testing':
      return ok([]);
    case 'rollout':
      return refuse('already-rolling-out', 'The rollout has begun; Phase I is over.');
    case 'fully-on':
    case 'closed':
      return refuse('already-rolling-out', 'Everyone has the feature; Phase I is over.');
    case 'rolled-back':
      // What was never open is not opened again.
      return progress.go || !progress.tested
        ? ok([{ kind: 'testing-started' }])
        : refuse(...NEW_GO_NEEDED);
  }
}

/** Invites a person, or enrolls them if they have signed in before. */
export function addTester(situation: StepSituation, step: Joining): StepDecision {
  const { progress } = situation;
  if (progress.phase === 'draft') {
    return refuse(
      'not-started',
      'Phase I has not started, so no one can test yet. Start it first.',
    );
  }
  if (progress.phase === 'rolled-back') return refuse(...NEW_GO_NEEDED);
  const bound = bindTester(situation, step);
  return bound.ok ? ok([...joinedBy(progress, step), ...bound.value]) : bound;
}

function joinedBy({ testers }: StepSituation['progress'], step: Joining): readonly JournalFact[] {
  const { emailDigest } = step;
  const known = testers.get(emailDigest);
  if (step.kind !== 'enroll-tester') {
    return known === undefined ? [{ kind: 'tester-invited', emailDigest }] : [];
  }
  const { accountId } = step;
  return known === accountId ? [] : [{ kind: 'tester-enrolled', emailDigest, accountId }];
}

/** `terms`: their code and until when; without them, as they are already. */
export type Joining = { readonly emailDigest: string; readonly terms?: TesterTerms } & (
  | { readonly kind: 'invite-tester' }
  | { readonly kind: 'enroll-tester'; readonly accountId: string }
);

export function removeTester({ progress }: StepSituation, emailDigest: string): StepDecision {
  return progress.testers.has(emailDigest)
    ? ok([{ kind: 'tester-removed', emailDigest }])
    : refuse('no-such-tester', 'No tester of this release has that e-mail address.');
}
