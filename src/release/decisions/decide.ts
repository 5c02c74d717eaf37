import { ok, type Result } from '../../lib/result.ts';
import { LONGEST_NAME, textFromPeople } from '../../lib/text-from-people.ts';
import { checkIn, close } from './ending.ts';
import type { CheckInName, HoldCause, JournalFact } from '../journal/journal.ts';
import { unmet } from './obstacles.ts';
import type { ReleasePlan, ReleaseStage } from '../../plan/index.ts';
import { addTester, removeTester, start } from './phase-one.ts';
import { isOut, staysAsItIs } from '../journal/progress.ts';
import { answer, signGo, whyNoGo } from './signing.ts';
import {
  CLOSED_FOR_GOOD,
  GO_NEEDED,
  NEW_GO_NEEDED,
  refuse,
  unreadableSentence,
  type StepDecision,
  type Refusal,
  type StepSituation,
} from './situation.ts';
import { stageWatchOf } from '../../guard/index.ts';

/** A step that a person asks for. */
export type Step =
  | { readonly kind: 'start' }
  | { readonly kind: 'invite-tester'; readonly emailDigest: string }
  | { readonly kind: 'enroll-tester'; readonly emailDigest: string; readonly accountId: string }
  | { readonly kind: 'remove-tester'; readonly emailDigest: string }
  /** An answer to a success criterion that people are asked about; `criterion` by its words in the plan. */
  | { readonly kind: 'answer'; readonly criterion: string; readonly yes: boolean }
  /** `upTo`: the letter of the last stage that the go is for; what has to be closed before more, in the reason. */
  | { readonly kind: 'go'; readonly upTo?: string }
  | { readonly kind: 'no-go' }
  /** `override`: open the next stage although the plan's conditions are not met. */
  | { readonly kind: 'advance'; readonly override: boolean }
  /** `cause`: what the program holds for; a person has reasons of their own. */
  | { readonly kind: 'hold'; readonly cause?: HoldCause }
  /** Back to the stage before, and hold there. */
  | { readonly kind: 'step-back'; readonly cause: HoldCause }
  | { readonly kind: 'resume' }
  /** A rule of low severity is broken: it is written down. */
  | { readonly kind: 'note'; readonly rule: string }
  | { readonly kind: 'rollback' }
  /** The answer, or why it is waived, stands in the reason. */
  | { readonly kind: 'check-in'; readonly checkIn: CheckInName; readonly waive: boolean }
  | { readonly kind: 'close' };

export type StepKind = Step['kind'];

export type { Refusal, StepSituation } from './situation.ts';

/**
 * What a step does to a release: the facts to write down (none when it is already so), or the refusal.
 * Pure: the same situation always gives the same answer.
 */
export function decide(
  situation: StepSituation,
  step: Step,
): Result<readonly JournalFact[], Refusal> {
  if (situation.progress.phase === 'closed') return refuse(...CLOSED_FOR_GOOD);
  const { unreadable } = situation.plan;
  if (unreadable !== null && NEEDS_PLAN.has(step.kind)) {
    return refuse('plan-unreadable', unreadableSentence(unreadable));
  }
  switch (step.kind) {
    case 'start':
      return start(situation);
    case 'invite-tester':
    case 'enroll-tester':
      return addTester(situation, step);
    case 'remove-tester':
      return removeTester(situation, step.emailDigest);
    case 'answer':
      return answer(situation, step);
    case 'go':
      return signGo(situation, step.upTo ?? null);
    case 'no-go':
      return ok([{ kind: 'no-go-signed' }]);
    case 'advance':
      return advance(situation, step.override);
    case 'hold':
      return hold(situation, step.cause ?? null);
    case 'step-back':
      return stepBack(situation, step.cause);
    case 'resume':
      return ok(situation.progress.held ? [{ kind: 'resumed' }] : []);
    case 'note':
      return ok([{ kind: 'rule-noted', rule: step.rule }]);
    case 'rollback':
      return ok(situation.progress.phase === 'rolled-back' ? [] : [{ kind: 'rolled-back' }]);
    case 'check-in':
      return checkIn(situation, step);
    case 'close':
      return close(situation);
  }
}

/** What opens something, or answers a question of the plan. */
const NEEDS_PLAN: ReadonlySet<StepKind> = new Set([
  'start',
  'answer',
  'go',
  'advance',
  'resume',
  'check-in',
]);

function hold({ progress }: StepSituation, cause: HoldCause | null): StepDecision {
  if (progress.held && staysAsItIs(progress.held, cause)) return ok([]);
  if (progress.phase === 'testing' || isOut(progress)) {
    return ok([cause ? { kind: 'held', cause } : { kind: 'held' }]);
  }
  return refuse('nothing-to-hold', 'Nothing is open that could be held.');
}

function stepBack(situation: StepSituation, cause: HoldCause): StepDecision {
  const { plan, progress } = situation;
  const before = progress.stage && plan.stages[progress.stage.stage - 1];
  if (!before) return refuse('first-stage', 'There is no stage before the open one to go back to.');
  const opened = { ...openStage(plan, before, false), steppedBackFrom: progress.stage.letter };
  const held = hold(situation, cause);
  return held.ok ? ok([opened, ...held.value]) : held;
}

function advance(situation: StepSituation, override: boolean): StepDecision {
  const { progress, why } = situation;
  if (override && why === null) {
    return refuse('reason-needed', 'An override needs a reason; it is printed in the report.');
  }
  if (!progress.go) return refuseWithoutGo(situation);
  if (progress.held) return refuse('on-hold', heldSentence(progress.held));
  const limit = whyNoGo(situation);
  return limit === null ? openNext(situation, override) : refuse('go-ends', limit);
}

/** The stage after the open one, or fully on after the one that is open for everyone. */
function openNext(situation: StepSituation, override: boolean): StepDecision {
  const { plan, progress } = situation;
  const next = plan.stages[progress.stage ? progress.stage.stage + 1 : 0];
  const isNearlyDone = progress.phase === 'rollout' && progress.stage?.percentage === EVERYONE;
  if (!next && !isNearlyDone) return refuse(...LAST_STAGE);
  const obstacles = unmet(situation);
  if (obstacles.length > 0 && !override) return refuse('not-yet', obstacles.join(' '));
  if (!next) return ok([{ kind: 'fully-on', ...(obstacles.length > 0 && { overridden: true }) }]);
  return ok([openStage(plan, next, obstacles.length > 0)]);
}

function refuseWithoutGo({ plan, progress }: StepSituation): StepDecision {
  if (plan.testing !== null && !progress.tested) {
    return refuse('not-started', 'Start Phase I first, then sign the go/no-go.');
  }
  if (progress.phase === 'rolled-back') return refuse(...NEW_GO_NEEDED);
  if (progress.phase === 'fully-on') return refuse(...LAST_STAGE);
  return refuse(...GO_NEEDED);
}

function openStage(
  plan: ReleasePlan,
  stage: ReleaseStage,
  overridden: boolean,
): JournalFact & { kind: 'stage-opened' } {
  const { letter, percentage } = stage;
  const watch = stageWatchOf(plan, stage);
  const index = plan.stages.indexOf(stage);
  return { kind: 'stage-opened', stage: index, letter, percentage, overridden, watch };
}

function heldSentence(held: { readonly why: string | null }): string {
  return `The release is on hold${held.why ? ` (${held.why})` : ''}. Resume it first.`;
}

/** Percent. */
const EVERYONE = 100;

const LAST_STAGE = [
  'last-stage',
  'The last stage of the plan is open; there is no next one.',
] as const;

export function noSuchRelease(id: string): Refusal {
  return {
    code: 'no-such-release',
    sentence: `No plan is loaded under the id ${textFromPeople(id, LONGEST_NAME).text ?? '“”'}.`,
  };
}
