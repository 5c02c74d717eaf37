import { CHECK_IN_IN_WORDS } from '../journal/changelog.ts';
import { dueAtOf, openCheckIns } from '../decisions/check-ins.ts';
import type { GuardFigures } from '../measuring/look.ts';
import type { JournalEntry } from '../journal/journal.ts';
import { unmet, unmetBesidesQuestions, type Waiting } from '../decisions/obstacles.ts';
import type { ReleasePlan } from '../../plan/index.ts';
import type { Progress } from '../journal/progress.ts';
import { whyNoGo } from '../decisions/signing.ts';
import type { Assessment } from '../../guard/index.ts';

/** A release as it is to be told of. */
export type ReleaseView = {
  readonly id: string;
  readonly plan: ReleasePlan;
  readonly progress: Progress;
  readonly entries: readonly JournalEntry[];
  readonly now: Date;
  /** What is seen of it now; null when that can’t be told. */
  readonly live: LiveView | null;
};

export type LiveView = {
  readonly assessment: Assessment;
  readonly guard: GuardFigures;
};

/** What happens next and what it takes, in a sentence or two. */
export function nextStep(view: ReleaseView): string {
  const { plan, progress } = view;
  if (progress.phase === 'closed') return 'Nothing: the release is closed.';
  if (progress.held) return 'On hold: nothing moves until somebody resumes the release.';
  if (progress.phase === 'rollout') return nextStage(view);
  if (progress.phase === 'fully-on') return nextCheckIn(progress);
  if (plan.testing !== null && !progress.tested) return 'Start Phase I, then enrol testers.';
  if (progress.go) return `Advance to ${stageInWords(plan, 0)}.`;
  return progress.phase === 'rolled-back'
    ? 'It stays closed until a new go/no-go is signed.'
    : 'Sign the go/no-go for the rollout.';
}

function nextStage(view: ReleaseView): string {
  const { plan, progress } = view;
  const next = (progress.stage?.stage ?? -1) + 1;
  const isLast = next >= plan.stages.length;
  if (isLast && progress.stage?.percentage !== 100) {
    return 'The last stage is open; nothing more is to be opened.';
  }
  const withoutGo = whyNoGo(view);
  if (withoutGo !== null) return withoutGo;
  const goal = `Advance to ${isLast ? '“fully on”' : stageInWords(plan, next)}`;
  return unmet(waitingIn(view)).length === 0 ? `${goal}.` : `${goal}, but not yet.`;
}

/** What is missing before the next stage besides answers to its questions, a sentence each. */
export function missingIn(view: ReleaseView): readonly string[] {
  return view.progress.phase === 'rollout' ? unmetBesidesQuestions(waitingIn(view)) : [];
}

function waitingIn({ plan, progress, now, live }: ReleaseView): Waiting {
  return { plan, progress, assessment: live?.assessment ?? null, now };
}

function nextCheckIn(progress: Progress): string {
  const [next] = openCheckIns(progress);
  if (next === undefined)
    return 'Remove the flag from the code and from the flag engine (phcc flags remove), then close the release.';
  const due = dueAtOf(next, progress.everyoneSince)?.toISOString().slice(0, 10) ?? '';
  return `Answer the ${CHECK_IN_IN_WORDS[next]}, from ${due} on: phcc plan check-in ${next}`;
}

function stageInWords(plan: ReleasePlan, index: number): string {
  const stage = plan.stages[index];
  return stage ? `Stage ${stage.letter} (${stage.percentage} %)` : 'the next stage';
}
