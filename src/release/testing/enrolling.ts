import { err, ok } from '../../lib/result.ts';
import type { Release } from '../journal/release.ts';
import type { Refusal, StepDecision, StepSituation } from '../decisions/situation.ts';
import type { AccessEnd, TestingFact } from './facts.ts';
import { NOT_A_CODE, PARTICIPANT, refusalOf } from './sessions.ts';
import { endOf, sessionsOf, type Tester, type Testing } from './testing.ts';

/** What is said of a tester who is enrolled; what is left out stays, or is as usual. */
export type TesterTerms = { readonly participant?: string; readonly ends?: AccessEnd };

type Binding = { readonly emailDigest: string; readonly terms?: TesterTerms | undefined };

/** Whose code a tester gets, and until when they are let in; nothing to write where it is so already. */
export function bindTester(
  { progress, now }: StepSituation,
  { emailDigest, terms }: Binding,
): StepDecision {
  if (terms === undefined) return ok([]);
  const { testing } = progress;
  const before = testing.testers.get(emailDigest);
  const bound = boundBy(terms, before);
  const refusal =
    problemWithCode(testing, emailDigest, bound.participant) ?? problemWithEnd(testing, bound, now);
  if (refusal) return err(refusal);
  const isSo = before?.participant === bound.participant && before.ends === bound.ends;
  return ok(isSo ? [] : [{ kind: 'tester-bound', emailDigest, ...bound }]);
}

type BoundTester = Pick<Tester, 'participant' | 'ends'>;

/** Who gets a code is let in until their session ends, unless something else is said. */
function boundBy({ participant, ends }: TesterTerms, before: Tester | undefined): BoundTester {
  const usual = participant === undefined ? (before?.ends ?? 'never') : 'session';
  return { participant: participant ?? before?.participant ?? null, ends: ends ?? usual };
}

function problemWithCode(
  { testers }: Testing,
  emailDigest: string,
  participant: string | null,
): Refusal | null {
  if (participant === null) return null;
  if (!PARTICIPANT.test(participant)) return refusalOf(NOT_A_CODE);
  const before = testers.get(emailDigest)?.participant ?? participant;
  const isTaken = [...testers].some(
    ([digest, tester]) => digest !== emailDigest && tester.participant === participant,
  );
  return isTaken || before !== participant ? refusalOf(TAKEN) : null;
}

function problemWithEnd(testing: Testing, bound: BoundTester, now: Date): Refusal | null {
  const { participant, ends } = bound;
  if (ends === 'session' && sessionsOf(testing, participant ?? '').length === 0) {
    return refusalOf(IN_NO_SESSION);
  }
  const end = endOf(testing, bound);
  return end !== null && end <= now ? refusalOf(OVER) : null;
}

/** Whose access ends by the clock, in a release that is not over. Moving a session moves the end with it. */
export function accessToEnd(
  { progress }: Pick<Release, 'progress'>,
  now: Date,
): readonly TestingFact[] {
  const { testers, testing, phase } = progress;
  if (phase === 'closed') return [];
  return [...testers.keys()].flatMap((emailDigest) => {
    const tester = testing.testers.get(emailDigest);
    const end = tester && endOf(testing, tester);
    if (!tester || !end || end > now) return [];
    return [{ kind: 'access-ended', emailDigest, participant: tester.participant }];
  });
}

const TAKEN = [
  'participant-taken',
  'Each participant has one code, and each code one participant. Give the next code that nobody has.',
] as const;
const IN_NO_SESSION = [
  'no-such-session',
  'No session is planned for this participant, so their access can’t end with it. Plan a session, or say when access ends.',
] as const;
const OVER = [
  'session-over',
  'Access would have ended already. Plan a session to come, or give a later time.',
] as const;
