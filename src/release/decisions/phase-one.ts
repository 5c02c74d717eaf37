import { ok } from '../../lib/result.ts';
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
export function addTester({ progress }: StepSituation, step: Joining): StepDecision {
  if (progress.phase === 'draft') {
    return refuse(
      'not-started',
      'Phase I has not started, so no one can test yet. Start it first.',
    );
  }
  if (progress.phase === 'rolled-back') return refuse(...NEW_GO_NEEDED);
  const { emailDigest } = step;
  const known = progress.testers.get(emailDigest);
  if (step.kind !== 'enroll-tester') {
    return ok(known === undefined ? [{ kind: 'tester-invited', emailDigest }] : []);
  }
  const { accountId } = step;
  return ok(known === accountId ? [] : [{ kind: 'tester-enrolled', emailDigest, accountId }]);
}

type Joining =
  | { readonly kind: 'invite-tester'; readonly emailDigest: string }
  | { readonly kind: 'enroll-tester'; readonly emailDigest: string; readonly accountId: string };

export function removeTester({ progress }: StepSituation, emailDigest: string): StepDecision {
  return progress.testers.has(emailDigest)
    ? ok([{ kind: 'tester-removed', emailDigest }])
    : refuse('no-such-tester', 'No tester of this release has that e-mail address.');
}
