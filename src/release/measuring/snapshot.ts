import { SECOND_MS } from '../../lib/duration.ts';
import { inFigures } from '../../lib/figures.ts';
import type { PlannedRules } from '../decisions/rules.ts';
import type { Release } from '../journal/release.ts';
import type { Heartbeat } from './kept/measurements.ts';
import type { PagesInWindows } from './pages/page-events.ts';
import type { RunWatch } from './run-watch.ts';

/** What is measured of a release at one moment. */
export type Snapshot = MeasuredRun & {
  /** What is open: for what share of people, which stage run by its number, and since when. */
  readonly share: number;
  readonly opening: number;
  readonly openedAt: Date;
  /** Since when nothing has been heard of a cohort that there is; null while all are heard. */
  readonly blindSince: Date | null;
  /** Why the numbers are not to be trusted just now, as a sentence; null when they are. */
  readonly unhealthy: string | null;
};

type MeasuredRun = {
  readonly release: Release;
  readonly rules: PlannedRules;
  readonly watch: RunWatch;
  /** Other features that are open for a part of the same people, or were when the stage was opened, a sentence each. */
  readonly confounders: readonly string[];
  /** What pages reported in the present stage run; null where it could not be read. */
  readonly pages: PagesInWindows | null;
  readonly now: Date;
};

/** What is open now, and how far its numbers can be trusted. */
export function snapshotOf(measured: MeasuredRun, vitals: Vitals): Snapshot {
  const { release, watch, now } = measured;
  const runs = release.runs.filter(({ run }) => run === watch.run);
  const nothingOpen = { at: now, share: 0, opening: 0 };
  const present = runs.at(-1) ?? nothingOpen;
  const share = release.progress.phase === 'fully-on' ? 1 : present.share;
  const blindSince = blindSinceOf(vitals, { share, openedAt: present.at, now });
  return {
    ...measured,
    share,
    opening: present.opening,
    openedAt: present.at,
    blindSince,
    unhealthy: blindSince ? UNHEARD : refusedTooOften(vitals, measured.watch, present),
  };
}

/** What the heartbeats of a release say, those of all instances together. */
export type Vitals = {
  /** Milliseconds since this cohort was last heard; infinite when it never was. */
  readonly silentMs: Readonly<Record<Heartbeat['cohort'], number>>;
  /** The newest stage run in which anything was heard, and the answers in it that can’t be. */
  readonly opening: number;
  readonly refused: number;
};

export function vitalsOf(heartbeats: readonly Heartbeat[]): Vitals {
  const silenceOf = (cohort: Heartbeat['cohort']) => {
    const heard = heartbeats.filter((heartbeat) => heartbeat.cohort === cohort);
    return Math.min(...heard.map(({ silentMs }) => silentMs), Infinity);
  };
  const opening = Math.max(0, ...heartbeats.map((one) => one.opening));
  const ofOpening = heartbeats.filter((one) => one.opening === opening);
  return {
    silentMs: { open: silenceOf('open'), closed: silenceOf('closed') },
    opening,
    refused: ofOpening.reduce((sum, { refused }) => sum + refused, 0),
  };
}

/** A heartbeat comes every second; so many may be lost before it is silence. */
const SILENCE_MS = 30 * SECOND_MS;
/** More answers than this that can’t be, and the others are not trusted either. */
const TRUSTED_SHARE = 0.01;

const UNHEARD =
  'Nothing is heard of the people with the feature, or of those without it, so the numbers are not trusted.';

/** No data is one of three things: no one came, nothing is heard, or nothing went wrong. Only the last is good. */
function blindSinceOf(
  { silentMs }: Vitals,
  { share, openedAt, now }: Pick<Snapshot, 'share' | 'openedAt' | 'now'>,
): Date | null {
  const longest = share < 1 ? Math.max(silentMs.open, silentMs.closed) : silentMs.open;
  if (longest <= SILENCE_MS) return null;
  return Number.isFinite(longest) ? new Date(now.getTime() - longest) : openedAt;
}

/** Of the present stage run alone: what was refused before speaks against what was counted then. */
function refusedTooOften(
  vitals: Vitals,
  watch: RunWatch,
  { opening }: Pick<Snapshot, 'opening'>,
): string | null {
  const refused = vitals.opening === opening ? vitals.refused : 0;
  const all = watch.answersIn(opening) + refused;
  if (refused <= TRUSTED_SHARE * all) return null;
  return `In this stage ${inFigures(refused)} of ${inFigures(all)} answers can’t have been as they were reported, so the numbers are not trusted.`;
}
