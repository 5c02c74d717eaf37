/** What people ask of a release in the model-based test, and what the answer has to be. */
import type { Step } from '../../src/release/decisions/decide.ts';
import {
  dueMs,
  isOut,
  isTime,
  PASSES_BY_ITSELF,
  reaches,
  reachOf,
  shareOf,
  type Expected,
} from './expected.ts';
import type { PlanChange } from './plan.ts';

/** A step that somebody asks for, or a plan that somebody loads. */
export type Asked = Step | { readonly kind: 'load'; readonly change: PlanChange };

/** Where it is so already, a reason is added all the same. */
export type Outcome = 'done' | 'already so' | 'added' | 'refused';

export type Asking = {
  readonly asked: Asked;
  readonly role: string;
  readonly why: string | null;
  readonly nowMs: number;
  /** Whether the toggles are open for anybody, in the store. */
  readonly isOpenInStore: boolean;
};

const MAY_MOVE = new Set(['product-manager', 'product-owner', 'engineer']);
const OF_EVERYBODY = new Set(['rollback', 'hold', 'answer']);

/** How many entries of the asker it leaves. */
export function entriesOf(outcome: Outcome): number {
  return outcome === 'done' || outcome === 'added' ? 1 : 0;
}

/** What is to come of it when nobody else is at work. */
export function outcomeOf(expected: Expected, asking: Asking): Outcome {
  const outcome = outcomeWithoutReason(expected, asking);
  const hasReason = asking.why !== null && asking.asked.kind !== 'load';
  return outcome === 'already so' && hasReason ? 'added' : outcome;
}

function outcomeWithoutReason(expected: Expected, asking: Asking): Outcome {
  const { asked, role } = asking;
  if (!MAY_MOVE.has(role) && !OF_EVERYBODY.has(asked.kind)) return 'refused';
  if (expected.phase === 'unknown') return outcomeWithoutPlan(asking);
  if (expected.phase === 'closed') return 'refused';
  return outcomeOfStep(expected, asking);
}

function outcomeWithoutPlan({ asked, isOpenInStore }: Asking): Outcome {
  return asked.kind === 'load' && !isOpenInStore ? 'done' : 'refused';
}

type Rule<Kind extends Asked['kind']> = (
  expected: Expected,
  asking: Asking & { readonly asked: Asked & { readonly kind: Kind } },
) => Outcome;

function outcomeOfStep(expected: Expected, asking: Asking): Outcome {
  return (RULES[asking.asked.kind] as Rule<Asked['kind']>)(expected, asking);
}

const may = (isAllowed: boolean): Outcome => (isAllowed ? 'done' : 'refused');
const unlessSo = (isSo: boolean): Outcome => (isSo ? 'already so' : 'done');
const isOpen = (expected: Expected) => expected.phase === 'testing' || isOut(expected);

const nobodyAsks = (): never => {
  throw new Error('Nobody asks for that.');
};

const RULES: { readonly [Kind in Asked['kind']]: Rule<Kind> } = {
  load: ({ stage }, { asked: { change } }) => {
    if (change === 'none') return 'already so';
    return may(change === 'words' || stage === null);
  },
  start: ({ phase, go, tested }) => {
    if (phase === 'testing') return 'already so';
    return may(phase === 'draft' || (phase === 'rolled-back' && (go !== null || !tested)));
  },
  'invite-tester': (expected, { asked: { emailDigest } }) =>
    isOpen(expected) ? unlessSo(expected.testers.has(emailDigest)) : 'refused',
  'enroll-tester': (expected, { asked: { emailDigest, accountId } }) =>
    isOpen(expected) ? unlessSo(expected.testers.get(emailDigest) === accountId) : 'refused',
  'remove-tester': ({ testers }, { asked: { emailDigest } }) => may(testers.has(emailDigest)),
  answer: ({ phase }, { asked: { yes }, why }) =>
    may(['testing', 'rollout', 'rolled-back'].includes(phase) && (yes || why !== null)),
  go: ({ tested, phase, answer, go }, { asked: { upTo }, why }) => {
    if (!tested || phase === 'fully-on' || answer === false) return 'refused';
    if (upTo !== undefined && why === null) return 'refused';
    return go === reachOf(upTo) ? 'already so' : may(answer === true);
  },
  'no-go': () => 'done',
  advance: (expected, { asked: { override }, why, nowMs }) =>
    may(mayAdvance(expected, { isOverride: override, why, nowMs })),
  hold: (expected) =>
    expected.held !== null && !PASSES_BY_ITSELF.has(expected.held)
      ? 'already so'
      : may(isOpen(expected)),
  resume: ({ held }) => unlessSo(held === null),
  rollback: ({ phase }) => unlessSo(phase === 'rolled-back'),
  'check-in': (expected, { asked: { checkIn, waive }, why, nowMs }) => {
    const isDue = waive || nowMs >= dueMs(expected, checkIn);
    return may(why !== null && expected.everyoneSinceMs !== null && isDue);
  },
  // The toggles are still in the flag engine, so that what is fully on is not closed here.
  close: ({ phase }, { why }) =>
    may((phase === 'draft' || phase === 'rolled-back') && why !== null),
  'step-back': nobodyAsks,
  note: nobodyAsks,
};

type Advancing = {
  readonly isOverride: boolean;
  readonly why: string | null;
  readonly nowMs: number;
};

function mayAdvance(expected: Expected, { isOverride, why, nowMs }: Advancing): boolean {
  const { held, phase, stage, shares } = expected;
  if (
    !reaches(expected, (stage ?? -1) + 1) ||
    held !== null ||
    phase === 'fully-on' ||
    (isOverride && why === null)
  )
    return false;
  const isThereMore = (stage ?? -1) + 1 < shares.length || shareOf(expected) === 100;
  return isThereMore && (isOverride || isTime(expected, nowMs));
}

/** What stands in the journal once each step is done. */
export const FACTS: Readonly<Record<string, ReadonlySet<string>>> = {
  load: new Set(['plan-loaded']),
  start: new Set(['testing-started', 'reason-added']),
  'invite-tester': new Set(['tester-invited', 'reason-added']),
  'enroll-tester': new Set(['tester-enrolled', 'reason-added']),
  'remove-tester': new Set(['tester-removed']),
  answer: new Set(['criterion-answered']),
  go: new Set(['go-signed', 'reason-added']),
  'no-go': new Set(['no-go-signed']),
  advance: new Set(['stage-opened', 'fully-on']),
  hold: new Set(['held', 'reason-added']),
  resume: new Set(['resumed', 'reason-added']),
  rollback: new Set(['rolled-back', 'reason-added']),
  'check-in': new Set(['check-in-answered', 'check-in-waived']),
  close: new Set(['closed']),
};
