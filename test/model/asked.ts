/** What people ask of a release in the model-based test, and what the answer has to be. */
import type { Step } from '../../src/release/decisions/decide.ts';
import {
  dueMs,
  isGood,
  isOut,
  isTime,
  PASSES_BY_ITSELF,
  reaches,
  reachOf,
  shareOf,
  type Expected,
  type Person,
} from './expected.ts';
import type { PlanChange } from './plan.ts';

/** A step that somebody asks for, or a plan that somebody loads. */
export type Asked = Step | { readonly kind: 'load'; readonly change: PlanChange };

/**
 * Where it is so already, a reason is added all the same. `stale`: others have changed the release since the asker
 * looked. `repeated`: the same request was carried out before; `key reused`: another one was, under the same key.
 */
export type Outcome =
  | 'done'
  | 'already so'
  | 'added'
  | 'refused'
  | 'stale'
  | 'repeated'
  | 'key reused';

/** What somebody asks, with what they knew. */
export type Question = {
  readonly asked: Asked;
  readonly who: Person;
  readonly why: string | null;
  /** The version that they were shown; null: they don’t say. */
  readonly seen: number | null;
  readonly key: string;
};

export type Asking = Question & {
  readonly nowMs: number;
  /** Whether the toggles are open for anybody, in the store. */
  readonly isOpenInStore: boolean;
  /** What was carried out before under the same key. */
  readonly before: Question | null;
};

const MAY_MOVE = new Set(['product-manager', 'product-owner', 'engineer']);
const OF_EVERYBODY = new Set(['rollback', 'hold', 'answer', 'go', 'no-go', 'pause', 'answer-item']);
/** Neither an old view of the release nor a key keeps the feature open. */
const NEVER_LATE = new Set(['rollback', 'hold']);

/** How many entries of the asker it leaves. */
export function entriesOf(outcome: Outcome): number {
  return outcome === 'done' || outcome === 'added' ? 1 : 0;
}

/** The answer to it: `ok`, a code, or null for the code of whatever else keeps it from being done. */
export function answerTo(outcome: Outcome): string | null {
  if (outcome === 'stale') return 'moved-on';
  if (outcome === 'key reused') return 'key-reused';
  return outcome === 'refused' ? null : 'ok';
}

/** What is to come of it when nobody else is at work. */
export function outcomeOf(expected: Expected, asking: Asking): Outcome {
  const { asked, who } = asking;
  if (!MAY_MOVE.has(who.role) && !OF_EVERYBODY.has(asked.kind)) return 'refused';
  if (expected.phase === 'unknown') return outcomeWithoutPlan(asking);
  const untimely = asked.kind === 'load' ? null : outcomeOutOfTime(expected, asking);
  if (untimely !== null) return untimely;
  const outcome = expected.phase === 'closed' ? 'refused' : outcomeOfStep(expected, asking);
  return outcome === 'already so' && isReasonNew(expected, asking) ? 'added' : outcome;
}

/** Of what came before, or is meant for the release as it is not; null: it is due. */
function outcomeOutOfTime(expected: Expected, asking: Asking): Outcome | null {
  const { asked, before } = asking;
  if (before && isSameRequest(before, asking)) return 'repeated';
  if (before && !NEVER_LATE.has(asked.kind)) return 'key reused';
  return isStale(expected, asking) ? 'stale' : null;
}

function outcomeWithoutPlan({ asked, isOpenInStore }: Asking): Outcome {
  return asked.kind === 'load' && !isOpenInStore ? 'done' : 'refused';
}

function isSameRequest(one: Question, other: Question): boolean {
  const [first, second] = [one, other].map(({ asked, who, why }) => [asked, who, why]);
  return JSON.stringify(first) === JSON.stringify(second);
}

function isStale({ version, toldVersion }: Expected, { asked, seen }: Asking): boolean {
  if (seen === null || NEVER_LATE.has(asked.kind)) return false;
  return seen < toldVersion || seen > version;
}

/** What the same person says twice in a row is kept once. */
function isReasonNew({ lastReason: last }: Expected, { asked, who, why }: Asking): boolean {
  if (why === null || asked.kind === 'load') return false;
  return last?.why !== why || last.who.name !== who.name || last.who.role !== who.role;
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
  go: (expected, { asked: { upTo }, who, why }) => {
    const { tested, phase, answer, go, signed, signers } = expected;
    if (!maySign(expected, who) || !tested || phase === 'fully-on' || answer === false)
      return 'refused';
    if (upTo !== undefined && why === null) return 'refused';
    const reach = reachOf(upTo);
    const own = signed.find((one) => one.reach === reach && one.name === who.name);
    // Nobody signs for two roles.
    if (own && signers.length > 0 && own.role !== who.role) return 'refused';
    return go === reach || own ? 'already so' : may(isReady(expected));
  },
  'no-go': (expected, { who }) => may(maySign(expected, who)),
  advance: (expected, asking) => may(mayAdvance(expected, asking)),
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
  'answer-item': ({ phase, item, itemSaid }, { asked: { answer }, who, why }) => {
    if (phase === 'fully-on' || who.role !== 'engineer') return 'refused';
    if (answer !== 'no' && why === null) return 'refused';
    const isSame = item === answer && itemSaid?.name === who.name && itemSaid.why === why;
    return unlessSo(isSame);
  },
  'close-condition': () => 'refused',
  pause: (expected, { who, why }) =>
    may(maySign(expected, who) && expected.phase !== 'fully-on' && why !== null),
  'void-go': nobodyAsks,
  'plan-session': nobodyAsks,
  'cancel-session': nobodyAsks,
  'record-task': nobodyAsks,
  'record-bug': nobodyAsks,
  'step-back': nobodyAsks,
  note: nobodyAsks,
  'enter-calls': nobodyAsks,
  'enter-result': nobodyAsks,
};

const isReady = ({ answer, item }: Expected) => answer === true && isGood(item);

function maySign({ signers }: Expected, { role }: Person): boolean {
  return signers.length === 0 ? MAY_MOVE.has(role) : signers.includes(role);
}

type Advancing = Asking & { readonly asked: Asked & { readonly kind: 'advance' } };

function mayAdvance(expected: Expected, asking: Advancing): boolean {
  const { held, phase, stage, shares } = expected;
  const { override, to } = asking.asked;
  const next = (stage ?? -1) + 1;
  const opens = next < shares.length ? 'ABC'[next] : 'fully-on';
  const isThereMore = next < shares.length || shareOf(expected) === 100;
  const isMeant = to === undefined || to === opens;
  const isPossible = held === null && phase !== 'fully-on' && isThereMore && isMeant;
  if (!isPossible || !reaches(expected, next)) return false;
  return override ? mayOverride(expected, asking) : isTime(expected, asking.nowMs);
}

/** Who says neither what they saw nor what they mean may mean the stage that was opened just now. */
function mayOverride({ stage, openedAtMs }: Expected, { asked, why, seen, nowMs }: Advancing) {
  const isNamed = stage === null || asked.to !== undefined || seen !== null;
  return why !== null && (isNamed || nowMs - openedAtMs >= MINUTE_MS);
}

const MINUTE_MS = 60_000;

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
  pause: new Set(['pause-signed']),
  'answer-item': new Set(['item-answered', 'reason-added']),
  advance: new Set(['stage-opened', 'fully-on']),
  hold: new Set(['held', 'reason-added']),
  resume: new Set(['resumed', 'reason-added']),
  rollback: new Set(['rolled-back', 'reason-added']),
  'check-in': new Set(['check-in-answered', 'check-in-waived']),
  close: new Set(['closed']),
};
