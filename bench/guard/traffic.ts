/** What happens on one day of visits: how many come, what fails without the change, and what the change breaks. */
export type Traffic = {
  readonly visitorsADay: number;
  /** Share of visitors treated, from 0 to 1. */
  readonly share: number;
  /** Chance that a request fails by itself, mean over visitors. */
  readonly errorShare: number;
  /** Both arms fail alike for a while. */
  readonly outage: Outage | null;
  readonly effect: Effect | null;
};

export type Outage = { readonly minutes: number; readonly errorShare: number };

/** What the change does to each request of a treated visitor. */
export type Effect = {
  /** Chance that the request fails because of the change. */
  readonly delta: number;
  readonly fromMinute: number;
};

/** The usual day of the tables: 500 of 10,000 visitors treated, one request in a thousand fails. */
export const USUAL: Traffic = {
  visitorsADay: 10_000,
  share: 0.05,
  errorShare: 0.001,
  outage: null,
  effect: null,
};

export const SHARED_OUTAGE: Outage = { minutes: 10, errorShare: 0.1 };

export function breaking(delta: number): Effect {
  return { delta, fromMinute: 0 };
}
