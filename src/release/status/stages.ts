import type { ReleasePlan } from '../../plan/index.ts';
import type { JournalEntry } from '../journal/journal.ts';
import { isOut } from '../journal/progress.ts';
import type { Release } from '../journal/release.ts';
import type { StageRun } from '../journal/stage-runs.ts';

export type StageStatus = {
  readonly letter: string;
  readonly name: string;
  readonly percentage: number;
  /** `overridden`: an operator went past its conditions. `taken-back`: it was open, and the last rollback ended it. */
  readonly state: 'passed' | 'overridden' | 'open' | 'planned' | 'taken-back';
  /** When it was opened last, in ISO 8601; null while it is planned. */
  readonly openedAt: string | null;
};

/** `none`: the plan has no Phase I. `not-used`: it is over, and no tester was seen. */
export type PhaseOneState = 'none' | 'planned' | 'open' | 'passed' | 'not-used';

/** Every stage of the plan in order, with where it stands. */
export function stagesOf({ plan, progress, entries, runs }: Release): readonly StageStatus[] {
  const isOver = isCarriedOut(entries) && progress.phase !== 'rollout';
  const open = isOver ? plan.stages.length : (progress.stage?.stage ?? -1);
  const overridden = leftByOverride(entries);
  const takenBack = progress.stage === null && !isOver ? openedBeforeRollback(entries) : NONE;
  return plan.stages.map(({ letter, name, percentage }, index) => {
    const passed = overridden.has(index) ? 'overridden' : 'passed';
    const notOpen = takenBack.has(index) ? 'taken-back' : 'planned';
    const state = index < open ? passed : index === open ? 'open' : notOpen;
    const openedAt = state === 'planned' ? null : lastOpeningOf(index, runs);
    return { letter, name, percentage, state, openedAt };
  });
}

function lastOpeningOf(stage: number, runs: Release['runs']): string | null {
  return runs.findLast((one) => one.stage === stage)?.at.toISOString() ?? null;
}

/** What was opened of this run for everyone; a release that was given up passed nothing. */
function isCarriedOut(entries: readonly JournalEntry[]): boolean {
  const last = entries.findLast(({ kind }) => kind === 'fully-on' || kind === 'rolled-back');
  return last?.kind === 'fully-on';
}

const NONE: ReadonlySet<number> = new Set();

/** The stages that were open in the run that the last rollback ended, by their position. */
function openedBeforeRollback(entries: readonly JournalEntry[]): ReadonlySet<number> {
  const end = entries.findLastIndex(({ kind }) => kind === 'rolled-back');
  const before = entries.slice(0, Math.max(end, 0));
  const start = before.findLastIndex(({ kind }) => kind === 'rolled-back') + 1;
  const opened = before.slice(start).filter((entry) => entry.kind === 'stage-opened');
  return new Set(opened.map(({ stage }) => stage));
}

/** The stages of the present run whose conditions were overridden, by their position. */
function leftByOverride(entries: readonly JournalEntry[]): ReadonlySet<number> {
  const overridden = new Set<number>();
  let open: number | null = null;
  for (const entry of entries) {
    if (entry.kind === 'rolled-back') {
      open = null;
      overridden.clear();
    }
    if (entry.kind !== 'stage-opened' && entry.kind !== 'fully-on') continue;
    const to = entry.kind === 'stage-opened' ? entry.stage : null;
    if (open !== null && entry.overridden === true) overridden.add(open);
    else if (open !== null && to !== open) overridden.delete(open);
    open = to;
  }
  return overridden;
}

export function phaseOneOf({ plan, progress }: Release): PhaseOneState {
  if (plan.testing === null) return 'none';
  if (progress.phase === 'testing') return 'open';
  if (!progress.tested && !isOut(progress)) return 'planned';
  const wasSeen = progress.records.some(
    ({ place, figures }) => place.kind === 'testing' && figures?.people !== 0,
  );
  return wasSeen ? 'passed' : 'not-used';
}

export function openStage({ plan, progress }: Pick<Release, 'plan' | 'progress'>) {
  if (!progress.stage) return null;
  const { stage, letter, percentage } = progress.stage;
  const unsafeToSwitchOff = plan.stages[stage]?.unsafeToSwitchOff ?? null;
  return { letter, percentage, name: stageName(plan, stage, letter), unsafeToSwitchOff };
}

/** The opening that lasts, in words that no other opening has. Null: nothing is open. */
export function openStageRun(release: Release | null): string | null {
  const last = release?.runs.at(-1);
  if (!release || !last) return null;
  const { progress } = release;
  return isOut(progress) || progress.phase === 'testing' ? stageRunInWords(release, last) : null;
}

/** One opening, to those who know the release: `Stage A`, `Stage A, run 2, opening 2`, `Fully on`. */
export function openingInWords(release: Release, of: StageRun): string {
  const { progress, plan, runs } = release;
  if (progress.phase === 'fully-on' && of === runs.at(-1)) return 'Fully on';
  const again = againIn(runs, of);
  return [
    stageOf(plan, of),
    ...(of.run > 1 ? [`run ${of.run}`] : []),
    ...(again > 1 ? [`opening ${again}`] : []),
  ].join(', ');
}

/** One opening, in words that no other has: `mvp: Stage A, run 2`. */
export function stageRunInWords({ id, plan, runs }: Release, of: StageRun): string {
  const again = againIn(runs, of);
  return `${id}: ${stageOf(plan, of)}, run ${of.run}${again > 1 ? `, opening ${again}` : ''}`;
}

/** How often its stage has been opened in its run, this time included. */
function againIn(runs: readonly StageRun[], of: StageRun): number {
  const before = runs.slice(0, of.opening);
  return before.filter(({ run, stage }) => run === of.run && stage === of.stage).length;
}

function stageOf({ stages }: ReleasePlan, { stage }: StageRun): string {
  return stage === null ? 'Phase I' : `Stage ${stages[stage]?.letter ?? '?'}`;
}

function stageName({ stages }: ReleasePlan, stage: number, letter: string): string {
  return stages[stage]?.name ?? `Stage ${letter}`;
}
