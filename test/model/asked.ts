/** What people ask of a release in the model-based test, and what the answer has to be. */
import type { Step } from '../../src/release/decide.ts';
import { dueMs, isOut, isTime, PASSES_BY_ITSELF, shareOf, type Expected } from './expected.ts';

export const QUESTION = 'People find it.';
export const TESTERS = ['ada', 'bob', 'cy'] as const;
export type Tester = (typeof TESTERS)[number];

/** A step that somebody asks for, or a plan that somebody loads. */
export type Asked =
  Step | { readonly kind: 'load'; readonly change: 'none' | 'words' | 'first share' };

export type Outcome = 'done' | 'already so' | 'refused';

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

/** What is to come of it when nobody else is at work. */
export function outcomeOf(expected: Expected, asking: Asking): Outcome {
  const { asked, role } = asking;
  if (!MAY_MOVE.has(role) && !OF_EVERYBODY.has(asked.kind)) return 'refused';
  if (expected.phase === 'unknown') return outcomeWithoutPlan(asking);
  if (expected.phase === 'closed')
    return asked.kind === 'load' && asked.change === 'none' ? 'already so' : 'refused';
  return outcomeOfStep(expected, asking);
}

function outcomeWithoutPlan({ asked, isOpenInStore }: Asking): Outcome {
  return asked.kind === 'load' && !isOpenInStore ? 'done' : 'refused';
}

function outcomeOfStep(expected: Expected, { asked, why, nowMs }: Asking): Outcome {
  const { phase, go, held, tested, answer, testers, stage } = expected;
  const isOpen = phase === 'testing' || isOut(expected);
  switch (asked.kind) {
    case 'load':
      if (asked.change === 'none') return 'already so';
      return asked.change === 'first share' && stage !== null ? 'refused' : 'done';
    case 'start':
      if (phase === 'testing') return 'already so';
      return may(phase === 'draft' || (phase === 'rolled-back' && (go || !tested)));
    case 'invite-tester':
      return isOpen ? unlessSo(testers.has(asked.emailDigest)) : 'refused';
    case 'enrol-tester':
      return isOpen ? unlessSo(testers.get(asked.emailDigest) === asked.accountId) : 'refused';
    case 'remove-tester':
      return may(testers.has(asked.emailDigest));
    case 'answer':
      return may((phase === 'testing' || phase === 'rollout') && (asked.yes || why !== null));
    case 'go':
      if (!tested || phase === 'fully-on' || answer === false) return 'refused';
      return unlessSo(go);
    case 'no-go':
      return 'done';
    case 'advance':
      return may(mayAdvance(expected, { isOverride: asked.override, why, nowMs }));
    case 'hold':
      if (held !== null && !PASSES_BY_ITSELF.has(held)) return 'already so';
      return may(isOpen);
    case 'resume':
      return unlessSo(held === null);
    case 'rollback':
      return unlessSo(phase === 'rolled-back');
    case 'check-in':
      return may(
        why !== null &&
          expected.everyoneSinceMs !== null &&
          (asked.waive || nowMs >= dueMs(expected, asked.checkIn)),
      );
    case 'close':
      // The toggles are still in the flag engine, so that what is fully on is not closed here.
      return may((phase === 'draft' || phase === 'rolled-back') && why !== null);
    case 'step-back':
    case 'note':
      throw new Error('Nobody asks for that.');
  }
}

type Advancing = {
  readonly isOverride: boolean;
  readonly why: string | null;
  readonly nowMs: number;
};

function mayAdvance(expected: Expected, { isOverride, why, nowMs }: Advancing): boolean {
  const { go, held, phase, stage, shares } = expected;
  if (!go || held !== null || phase === 'fully-on' || (isOverride && why === null)) return false;
  const isThereMore = (stage ?? -1) + 1 < shares.length || shareOf(expected) === 100;
  return isThereMore && (isOverride || isTime(expected, nowMs));
}

const may = (isAllowed: boolean): Outcome => (isAllowed ? 'done' : 'refused');
const unlessSo = (isSo: boolean): Outcome => (isSo ? 'already so' : 'done');

/** What stands in the journal once each step is done. */
export const FACTS: Readonly<Record<string, ReadonlySet<string>>> = {
  load: new Set(['plan-loaded']),
  start: new Set(['testing-started']),
  'invite-tester': new Set(['tester-invited']),
  'enrol-tester': new Set(['tester-enrolled']),
  'remove-tester': new Set(['tester-removed']),
  answer: new Set(['criterion-answered']),
  go: new Set(['go-signed']),
  'no-go': new Set(['no-go-signed']),
  advance: new Set(['stage-opened', 'fully-on']),
  hold: new Set(['held']),
  resume: new Set(['resumed']),
  rollback: new Set(['rolled-back']),
  'check-in': new Set(['check-in-answered', 'check-in-waived']),
  close: new Set(['closed']),
};
