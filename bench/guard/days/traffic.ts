/** What happens on one day of visits: who comes, what fails without the change, and what the change breaks. */
export type Traffic = {
  readonly visitorsADay: number;
  readonly share: Share;
  /** Chance that a request fails by itself, mean over visitors. */
  readonly errorShare: number;
  /** Some visitors' requests fail far more often than others’; the mean stays. */
  readonly errorProne: { readonly share: number; readonly times: number };
  /** Who meets an error may try again at once, and fail again until the burst ends. */
  readonly burst: { readonly chance: number; readonly ends: number };
  /** Visitors that are programs, and send far more requests. */
  readonly bots: { readonly share: number; readonly requests: number };
  /** Both arms fail alike for a while. */
  readonly outage: Outage | null;
  /** Nothing is counted for a while, in either arm. */
  readonly telemetryGap: { readonly fromMinute: number; readonly minutes: number } | null;
  readonly effect: Effect | null;
};

/** Share of visitors treated, from 0 to 1: at the start, and from a minute on. */
export type Share = readonly { readonly fromMinute: number; readonly share: number }[];

export type Outage = { readonly minutes: number; readonly errorShare: number };

/** What the change does to the requests of a treated visitor. */
export type Effect = {
  /** Chance that the request fails because of the change; where it grows, at the end of the day. */
  readonly delta: number;
  readonly grows: boolean;
  readonly fromMinute: number;
  /** Share of visitors whom it concerns: those with one browser, say. */
  readonly concerns: number;
  readonly requests: 'all' | 'first';
  /** Share of treated visitors of whom nothing is heard any more. */
  readonly silenced: number;
};

/** The usual day of the tables: 500 of 10,000 visitors treated, one request in a thousand fails. */
export const USUAL: Traffic = {
  visitorsADay: 10_000,
  share: always(0.05),
  errorShare: 0.001,
  errorProne: { share: 0.02, times: 20 },
  burst: { chance: 0.5, ends: 0.4 },
  bots: { share: 0, requests: 0 },
  outage: null,
  telemetryGap: null,
  effect: null,
};

export const SHARED_OUTAGE: Outage = { minutes: 10, errorShare: 0.1 };
export const HEAVY_OUTAGE: Outage = { minutes: 30, errorShare: 0.5 };
export const DEPLOY_BLIP: Outage = { minutes: 2, errorShare: 0.5 };

export function always(share: number): Share {
  return [{ fromMinute: 0, share }];
}

/** Every request of everybody treated, from the start on, unless said otherwise. */
export function breaking(delta: number, otherwise: Partial<Effect> = {}): Effect {
  const plain = { grows: false, fromMinute: 0, concerns: 1, requests: 'all', silenced: 0 } as const;
  return { ...plain, ...otherwise, delta };
}
