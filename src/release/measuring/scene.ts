import type { JournalEntry } from '../journal/journal.ts';
import type { ReleasePlan } from '../../plan/index.ts';
import type { Progress } from '../journal/progress.ts';
import type { PlannedRules } from '../decisions/rules.ts';
import type { Judged } from './judging.ts';
import { openingsOf } from './place.ts';
import type { RunWatch } from './run-watch.ts';
import type { Pulse } from './store.ts';
import { telemetryOf, type Telemetry } from './telemetry.ts';

/** A release at one moment, with everything that was seen of its run. */
export type Scene = Seen &
  Telemetry & {
    /** What is open, and since when. */
    readonly judged: Judged;
    readonly openedAt: Date;
  };

type Seen = {
  readonly plan: ReleasePlan;
  readonly rules: PlannedRules;
  readonly progress: Progress;
  readonly entries: readonly JournalEntry[];
  readonly watch: RunWatch;
  readonly now: Date;
};

/** What is open now, and how far its numbers can be trusted. */
export function sceneOf(seen: Seen, pulses: readonly Pulse[]): Scene {
  const { progress, entries, watch, now } = seen;
  const openings = openingsOf(entries).filter(({ run }) => run === watch.run);
  const present = openings.at(-1);
  const openedAt = present?.at ?? now;
  const share = progress.phase === 'fully-on' ? 1 : (present?.share ?? 0);
  const telemetry = telemetryOf({ pulses, share, openedAt, answers: watch.answers, now });
  const judged: Judged = {
    share,
    opening: present?.opening ?? 0,
    runOpenedAt: openings.find((opening) => opening.share > 0)?.at ?? now,
    runsFirstOpening: openings.at(0)?.opening ?? 0,
    isBlind: telemetry.blindSince !== null,
    now,
  };
  return { ...seen, ...telemetry, judged, openedAt };
}
