import type {
  HoldCause,
  OpenStage,
  RecordedFigures,
  StageRecord,
} from '../release/journal/index.ts';
import type { ReleasePlan } from '../plan/index.ts';

/** One opening of a stage, as it went. Minutes count from the opening of the first stage. */
export type RehearsedStage = StageRecord & {
  /** Position in the plan’s list of stages, from 0. */
  readonly stage: number;
  readonly letter: string;
  readonly name: string;
  readonly percentage: number;
  readonly openedAt: number;
  readonly minutes: number;
  readonly holds: readonly { readonly cause: HoldCause; readonly minutes: number }[];
};

type Open = {
  readonly stage: OpenStage;
  readonly openedAt: number;
  readonly holds: RecordedHold[];
};
type RecordedHold = { readonly cause: HoldCause; readonly from: number; to: number | null };

export function stageRecorder(plan: ReleasePlan) {
  const done: RehearsedStage[] = [];
  let open: Open | null = null;
  const lift = (minute: number) => {
    const hold = open?.holds.at(-1);
    if (hold) hold.to ??= minute;
  };
  return {
    opened: (stage: OpenStage, minute: number) => {
      open = { stage, openedAt: minute, holds: [] };
    },
    closed: (minute: number, figures: RecordedFigures) => {
      if (!open) return;
      lift(minute);
      done.push(stageRun(plan, open, { minute, figures }));
      open = null;
    },
    /** The release is held for this now; null: it is not held, or not by the program. */
    held: (cause: HoldCause | null, minute: number) => {
      const standing = open?.holds.at(-1);
      if (cause === null) lift(minute);
      else if (standing?.to !== null) open?.holds.push({ cause, from: minute, to: null });
    },
    stages: (): readonly RehearsedStage[] => done,
  };
}

function stageRun(
  plan: ReleasePlan,
  { stage: { stage, letter, percentage }, openedAt, holds }: Open,
  { minute, figures }: { readonly minute: number; readonly figures: RecordedFigures },
): RehearsedStage {
  return {
    stage,
    letter,
    name: plan.stages[stage]?.name ?? `Stage ${letter}`,
    percentage,
    openedAt,
    minutes: minute - openedAt,
    holds: holds.map(({ cause, from, to }) => ({ cause, minutes: (to ?? minute) - from })),
    dependencyWasDown: holds.some(({ cause }) => cause === 'dependency'),
    figures,
    place: { kind: 'stage', index: stage, letter },
    course: null,
  };
}
