import { inWords, signedBy } from './changelog.ts';
import type { JournalEntry } from './journal.ts';
import { unmet } from './obstacles.ts';
import { enrolledTesters } from './opening.ts';
import type { ReleasePlan } from './plan/index.ts';
import type { Progress } from './progress.ts';

/** What people want to know of a release at a glance. Times are ISO 8601, UTC. */
export type ReleaseStatus = {
  readonly id: string;
  readonly title: string;
  readonly toggles: readonly string[];
  readonly planVersion: number;
  readonly phase: Progress['phase'];
  readonly stage: {
    readonly letter: string;
    readonly name: string;
    readonly percentage: number;
  } | null;
  /** For whom the feature is open now, in words. */
  readonly openFor: string;
  readonly since: string | null;
  /** What made it so: the step, who took it and why. */
  readonly because: string;
  readonly next: string;
  /** Every stage of the plan in order, with where it stands. */
  readonly stages: readonly StageStatus[];
  readonly held: boolean;
  readonly goSigned: boolean;
  readonly testers: { readonly enrolled: number; readonly waiting: number };
  readonly history: readonly HistoryLine[];
};

export type StageStatus = {
  readonly letter: string;
  readonly name: string;
  readonly percentage: number;
  readonly state: 'passed' | 'open' | 'planned';
};

export type HistoryLine = {
  readonly at: string;
  readonly what: string;
  readonly who: string;
  readonly why: string | null;
};

export type ReleaseView = {
  readonly id: string;
  readonly plan: ReleasePlan;
  readonly progress: Progress;
  readonly entries: readonly JournalEntry[];
  readonly now: Date;
};

export function statusOf(view: ReleaseView): ReleaseStatus {
  const { id, plan, progress, entries } = view;
  const enrolled = enrolledTesters(progress).length;
  return {
    id,
    title: plan.title,
    toggles: plan.toggles,
    planVersion: progress.planVersion,
    phase: progress.phase,
    stage: openStage(plan, progress),
    openFor: openFor(progress, enrolled),
    since: progress.since?.at.toISOString() ?? null,
    because: because(progress.since),
    next: nextStep(view),
    stages: stagesOf(plan, progress),
    held: progress.held !== null,
    goSigned: progress.go !== null,
    testers: { enrolled, waiting: progress.testers.size - enrolled },
    history: historyOf(entries),
  };
}

function openStage(plan: ReleasePlan, progress: Progress): ReleaseStatus['stage'] {
  if (!progress.stage) return null;
  const { stage, letter, percentage } = progress.stage;
  return { letter, percentage, name: plan.stages[stage]?.name ?? `Stage ${letter}` };
}

function stagesOf(plan: ReleasePlan, progress: Progress): readonly StageStatus[] {
  const open = progress.stage?.stage ?? -1;
  return plan.stages.map(({ letter, name, percentage }, index) => ({
    letter,
    name,
    percentage,
    state: index < open ? 'passed' : index === open ? 'open' : 'planned',
  }));
}

function openFor({ phase, stage }: Progress, testers: number): string {
  if (phase === 'draft' || phase === 'rolled-back') return 'Nobody';
  const people = [
    testers === 0 ? null : testers === 1 ? '1 tester' : `${testers} testers`,
    stage && `${stage.percentage} % of Veterans`,
  ].filter((group) => group !== null);
  return people.length === 0 ? 'Nobody yet: no tester is enrolled' : people.join(' and ');
}

function because(since: JournalEntry | null): string {
  if (!since) return 'The plan is loaded and nothing has been started.';
  const why = since.why ? `: ${since.why}` : '';
  return `${inWords(since) ?? ''} by ${signedBy(since.who)}${why}`;
}

/** What happens next and what it takes, in a sentence or two. */
function nextStep({ plan, progress, now }: ReleaseView): string {
  if (progress.held) return 'On hold: nothing moves until somebody resumes the release.';
  if (progress.phase === 'rollout') return nextStage(plan, progress, now);
  if (plan.testing !== null && !progress.tested) return 'Start Phase I, then enrol testers.';
  if (progress.go) return `Advance to ${stageInWords(plan, 0)}.`;
  return progress.phase === 'rolled-back'
    ? 'It stays closed until a new go/no-go is signed.'
    : 'Sign the go/no-go for the rollout.';
}

function nextStage(plan: ReleasePlan, progress: Progress, now: Date): string {
  const next = (progress.stage?.stage ?? -1) + 1;
  if (next >= plan.stages.length) return 'The last stage is open; nothing more is to be opened.';
  const obstacles = unmet({ plan, progress, watched: null, now });
  const goal = `Advance to ${stageInWords(plan, next)}`;
  return obstacles.length === 0 ? `${goal}.` : `${goal}, but not yet. ${obstacles.join(' ')}`;
}

function stageInWords(plan: ReleasePlan, index: number): string {
  const stage = plan.stages[index];
  return stage ? `Stage ${stage.letter} (${stage.percentage} %)` : 'the next stage';
}

function historyOf(entries: readonly JournalEntry[]): readonly HistoryLine[] {
  return entries.flatMap((entry) => {
    const what = inWords(entry);
    if (what === null) return [];
    return [{ at: entry.at.toISOString(), what, who: signedBy(entry.who), why: entry.why }];
  });
}
