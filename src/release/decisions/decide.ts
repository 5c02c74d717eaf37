import { err, ok, type Result } from '../../lib/result.ts';
import { LONGEST_NAME, textFromPeople } from '../../lib/text-from-people.ts';
import { checkIn, close, type EndingRelease } from './ending.ts';
import { enterCalls, type CallsOnDay } from './from-people/calls.ts';
import { enterResult, type ResultOfPeople } from './from-people/results.ts';
import { PROGRAM, type CheckInName, type HoldCause, type JournalFact } from '../journal/journal.ts';
import { unmet } from './obstacles.ts';
import type { ReleasePlan, ReleaseStage } from '../../plan/index.ts';
import { addTester, removeTester, start, type Joining } from './phase-one.ts';
import {
  recordBug,
  recordTask,
  type RecordingBug,
  type RecordingTask,
} from '../testing/findings.ts';
import { cancelSession, planSession, type PlanningSession } from '../testing/sessions.ts';
import { addedInWords } from '../journal/changelog.ts';
import { isOut, staysAsItIs, type Hold } from '../journal/progress.ts';
import { closeCondition } from './go-no-go/conditions.ts';
import { whyNotInForce } from './go-no-go/decision.ts';
import { answerItem } from './go-no-go/items.ts';
import type { ItemAnswer, LostEvidence, PlannedCondition } from '../journal/go-no-go/facts.ts';
import { answer, signGo, signNoGo, signPause, whyNoGo } from './signing.ts';
import { standingInWords } from './signatures.ts';
import {
  CLOSED_FOR_GOOD,
  GO_NEEDED,
  NEW_GO_NEEDED,
  refuse,
  whatIsUnclear,
  type StepDecision,
  type Refusal,
  type StepSituation,
} from './situation.ts';
import { stageWatchOf } from '../../guard/index.ts';

/** A step that a person asks for. */
export type Step =
  | { readonly kind: 'start' }
  | Joining
  | { readonly kind: 'remove-tester'; readonly emailDigest: string }
  | PlanningSession
  | { readonly kind: 'cancel-session'; readonly session: number }
  | RecordingTask
  | RecordingBug
  /** An answer to a success criterion that people are asked about; `criterion` by its words in the plan; null: all that are open. */
  | { readonly kind: 'answer'; readonly criterion: string | null; readonly yes: boolean }
  /** `upTo`: the letter of the last stage that the go is for; what has to be closed before more, in the reason. */
  | {
      readonly kind: 'go';
      readonly upTo?: string;
      readonly conditions?: readonly PlannedCondition[];
    }
  | { readonly kind: 'no-go' }
  | { readonly kind: 'pause' }
  /** By the program: the go stood on what is not so any more. */
  | { readonly kind: 'void-go'; readonly cause: LostEvidence }
  /** An item of the go/no-go by its words. */
  | {
      readonly kind: 'answer-item';
      readonly item: string;
      readonly answer: ItemAnswer;
      readonly link?: string;
    }
  /** A condition of a go by its words; how it was met, in the reason. */
  | { readonly kind: 'close-condition'; readonly condition: string; readonly link?: string }
  /**
   * `override`: open the next stage although the plan’s conditions are not met. `to`: the letter of the stage that is
   * meant, or `fully-on`; without it, whichever is next.
   */
  | { readonly kind: 'advance'; readonly override: boolean; readonly to?: string }
  /** `cause`: what the program holds for; a person has reasons of their own. */
  | { readonly kind: 'hold'; readonly cause?: HoldCause }
  /** Back to the stage before, and hold there. `cause`: what the program does it for; a person has reasons of their own. */
  | { readonly kind: 'step-back'; readonly cause?: HoldCause }
  /** `hold`: the version of the hold that is meant; without it, whichever stands. */
  | { readonly kind: 'resume'; readonly hold?: number }
  /** A rule of low severity is broken: it is written down. */
  | { readonly kind: 'note'; readonly rule: string }
  | { readonly kind: 'rollback' }
  /** The answer, or why it is waived, stands in the reason. */
  | { readonly kind: 'check-in'; readonly checkIn: CheckInName; readonly waive: boolean }
  /** What the contact center counted; a stop holds the release. */
  | ({ readonly kind: 'enter-calls' } & CallsOnDay)
  /** What only people know; its words stand in the reason. */
  | ({ readonly kind: 'enter-result' } & ResultOfPeople)
  | EndingRelease;

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
  const decision = decideStep(situation, step);
  return decision.ok && decision.value.length === 0 ? ok(reasonAdded(situation, step)) : decision;
}

/** Where everything is so already, a person’s reason is kept all the same; said twice in a row it is kept already. */
function reasonAdded(situation: StepSituation, { kind }: Step): readonly JournalFact[] {
  const { who, why, progress } = situation;
  if (why === null || who.role === PROGRAM.role) return [];
  const last = progress.lastReason;
  const isKept = last?.why === why && last.who.name === who.name && last.who.role === who.role;
  return isKept ? [] : [{ kind: 'reason-added', to: kind }];
}

function decideStep(situation: StepSituation, step: Step): StepDecision {
  if (situation.progress.phase === 'closed') return refuse(...CLOSED_FOR_GOOD);
  const unclear = whatIsUnclear(situation);
  if (unclear !== null && NEEDS_CLARITY.has(step.kind)) return refuse(...unclear);
  switch (step.kind) {
    case 'start':
      return start(situation);
    case 'invite-tester':
    case 'enroll-tester':
      return addTester(situation, step);
    case 'remove-tester':
      return removeTester(situation, step.emailDigest);
    case 'plan-session':
      return planSession(situation, step);
    case 'cancel-session':
      return cancelSession(situation, step.session);
    case 'record-task':
      return recordTask(situation, step);
    case 'record-bug':
      return recordBug(situation, step);
    case 'answer':
      return answer(situation, step);
    case 'go':
      return signGo(situation, { ...step, upTo: step.upTo ?? null });
    case 'no-go':
      return signNoGo(situation);
    case 'pause':
      return signPause(situation);
    case 'void-go':
      return ok(voidedFor(situation, step.cause));
    case 'answer-item':
      return answerItem(situation, step);
    case 'close-condition':
      return closeCondition(situation, step);
    case 'advance':
      return advance(situation, step);
    case 'hold':
      return hold(situation, step.cause ?? null);
    case 'step-back':
      return stepBack(situation, step.cause ?? null);
    case 'resume':
      return resume(situation, step.hold);
    case 'note':
      return ok([{ kind: 'rule-noted', rule: step.rule }]);
    case 'rollback':
      return ok(situation.progress.phase === 'rolled-back' ? [] : [{ kind: 'rolled-back' }]);
    case 'check-in':
      return checkIn(situation, step);
    case 'enter-calls':
      return enterCalls(situation, step);
    case 'enter-result':
      return enterResult(situation, step);
    case 'close':
      return close(situation, step);
  }
}

function voidedFor({ progress }: StepSituation, cause: LostEvidence): readonly JournalFact[] {
  return progress.signatures.length === 0 ? [] : [{ kind: 'go-voided', cause }];
}

/** What opens something, or answers a question of the plan. */
const NEEDS_CLARITY: ReadonlySet<StepKind> = new Set([
  'start',
  'answer',
  'answer-item',
  'go',
  'advance',
  'resume',
  'check-in',
  'enter-result',
]);

function hold({ progress }: StepSituation, cause: HoldCause | null): StepDecision {
  if (progress.held && staysAsItIs(progress.held, cause)) return ok([]);
  if (progress.phase === 'testing' || isOut(progress)) {
    return ok([cause ? { kind: 'held', cause } : { kind: 'held' }]);
  }
  return refuse('nothing-to-hold', 'Nothing is open that could be held.');
}

/** Ends the hold that is meant, with all that was added to it, and no other. */
function resume({ progress: { held } }: StepSituation, meant: number | undefined): StepDecision {
  if (held === null) return ok([]);
  if (meant === undefined || meant === held.version) return ok([{ kind: 'resumed' }]);
  const says = [held, ...held.added].map(({ who, why }) => `${who.name}: ${why ?? 'no reason'}`);
  return refuse(
    'another-hold',
    `The release is on a different hold, or reasons were added since you looked (${says.join('; ')}). Look at its status, then resume it once they are resolved.`,
  );
}

function stepBack(situation: StepSituation, cause: HoldCause | null): StepDecision {
  const { plan, progress } = situation;
  const before = progress.stage && plan.stages[progress.stage.stage - 1];
  if (!before) return refuse('first-stage', 'There is no stage before the open one to go back to.');
  const opened = { ...openStage(plan, before, false), steppedBackFrom: progress.stage.letter };
  const held = hold(situation, cause);
  return held.ok ? ok([opened, ...held.value]) : held;
}

function advance(situation: StepSituation, step: Advancing): StepDecision {
  const { progress, why } = situation;
  const { override } = step;
  if (override && why === null) {
    return refuse('reason-needed', 'An override needs a reason; it is printed in the report.');
  }
  if (!progress.go) return refuseWithoutGo(situation);
  if (progress.held) return refuse('on-hold', heldSentence(progress.held));
  const limit = whyNoGo(situation);
  return limit === null ? openNext(situation, step) : err(limit);
}

/** The stage after the open one, or fully on after the one that is open for everyone. */
function openNext(situation: StepSituation, { override, to }: Advancing): StepDecision {
  const { plan, progress } = situation;
  const next = plan.stages[progress.stage ? progress.stage.stage + 1 : 0];
  const isNearlyDone = progress.phase === 'rollout' && progress.stage?.percentage === EVERYONE;
  if (!next && !isNearlyDone) return refuse(...LAST_STAGE);
  if (to !== undefined && !isMeant(to, next))
    return refuse('another-stage', anotherStage(to, next));
  const obstacles = unmet(situation);
  if (obstacles.length > 0 && !override) return refuse('not-yet', obstacles.join(' '));
  if (!next) return ok([{ kind: 'fully-on', ...(obstacles.length > 0 && { overridden: true }) }]);
  return ok([openStage(plan, next, obstacles.length > 0)]);
}

type Advancing = Extract<Step, { kind: 'advance' }>;

function isMeant(to: string, next: ReleaseStage | undefined): boolean {
  return to.toLowerCase() === (next?.letter ?? 'fully-on').toLowerCase();
}

function anotherStage(to: string, next: ReleaseStage | undefined): string {
  const meant = textFromPeople(to, LONGEST_NAME).text ?? '“”';
  const opens = next ? `opens Stage ${next.letter} (${next.percentage}%)` : 'is “fully on”';
  return `The next step ${opens}, not ${meant}. Look at the status; nothing was opened.`;
}

function refuseWithoutGo({ plan, progress }: StepSituation): StepDecision {
  const standing = standingInWords({ plan, progress });
  if (plan.testing !== null && !progress.tested) {
    return refuse('not-started', 'Start Phase I first, then sign the go/no-go.');
  }
  if (standing !== null) return refuse('go-needed', standing);
  const undone = whyNotInForce(progress);
  if (undone) return err(undone);
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

function heldSentence({ why, added }: Pick<Hold, 'why' | 'added'>): string {
  const reasons = [...(why === null ? [] : [why]), ...added.map(addedInWords)].join('; ');
  return `The release is on hold${reasons === '' ? '' : ` (${reasons})`}. Resume it first.`;
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
