import { SECOND_MS } from '../../lib/duration.ts';
import type { Pulse } from './store.ts';

/** What can be said of the figures before looking at them. */
export type Telemetry = {
  /** Since when nothing has been heard of a cohort that there is; null while all are heard. */
  readonly blindSince: Date | null;
  /** Why the numbers are not to be trusted just now, as a sentence; null when they are. */
  readonly unhealthy: string | null;
};

type Moment = {
  readonly pulses: readonly Pulse[];
  /** For what share of people the feature is open. */
  readonly share: number;
  readonly openedAt: Date;
  readonly answers: number;
  readonly now: Date;
};

/** A heartbeat comes every second; so many may be lost before it is silence. */
const SILENCE_MS = 30 * SECOND_MS;
/** More answers than this that can’t be, and the others are not trusted either. */
const TRUSTED_SHARE = 0.01;

/** No data is one of three things: nobody came, nothing is heard, or nothing went wrong. Only the last is good. */
export function telemetryOf(moment: Moment): Telemetry {
  const blindSince = blindSinceOf(moment);
  return { blindSince, unhealthy: blindSince ? UNHEARD : refusedTooOften(moment) };
}

const UNHEARD =
  'Nothing is heard of the people with the feature, or of those without it, so the numbers are not trusted.';

function blindSinceOf({ pulses, share, openedAt, now }: Moment): Date | null {
  const cohorts = share < 1 ? (['open', 'closed'] as const) : (['open'] as const);
  const silences = cohorts.map((cohort) => silenceOf(cohort, pulses));
  const longest = Math.max(...silences);
  if (longest <= SILENCE_MS) return null;
  return Number.isFinite(longest) ? new Date(now.getTime() - longest) : openedAt;
}

/** Milliseconds since any instance told of this cohort; infinite when none ever has. */
function silenceOf(cohort: Pulse['cohort'], pulses: readonly Pulse[]): number {
  const heard = pulses.filter((pulse) => pulse.cohort === cohort);
  return Math.min(...heard.map(({ silentMs }) => silentMs), Infinity);
}

function refusedTooOften({ pulses, answers }: Moment): string | null {
  const refused = pulses.reduce((sum, pulse) => sum + pulse.refused, 0);
  if (refused <= TRUSTED_SHARE * (answers + refused)) return null;
  return `${refused} of ${answers + refused} answers can’t have been as they were told, so the numbers are not trusted.`;
}
