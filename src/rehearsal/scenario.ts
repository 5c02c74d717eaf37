/** The traffic that a plan is rehearsed with, and what goes wrong. Shares are from 0 to 1. */
export type Scenario = {
  /** Visits in a day, on average; each by a person who comes once in 30 days on average. */
  readonly usersPerDay: number;
  /** Share of requests that fail through our own fault, with the feature or without it. */
  readonly errorRate: number;
  /** Share of the feature's own requests that fail in addition, from so long after the first stage opened. */
  readonly regression: { readonly share: number; readonly onsetMinutes: number } | null;
  /** How long the service behind the feature is down; null start: at a random moment of the planned time. */
  readonly outage: { readonly minutes: number; readonly startMinutes: number | null } | null;
  /** Single answers of the feature with this status, so long after the first stage opened. */
  readonly answers: readonly { readonly status: number; readonly afterMinutes: number }[];
};

export const QUIET: Scenario = {
  usersPerDay: 2_300,
  errorRate: 0.001,
  regression: null,
  outage: null,
  answers: [],
};

/** Requests of a visit: one, and so many more on average (Poisson). */
export const FURTHER_REQUESTS = 5;
/** One in so many requests of a person with the feature, the first included, is for the feature itself. */
export const FEATURE_REQUEST_EVERY = 3;
/** Share of the feature's answers that have content. */
export const CONTENT_SHARE = 0.4;
/** Response times are lognormal: half are faster than this. */
export const MEDIAN_MS = 250;
export const SPREAD_OF_LOG_MS = 0.6;
/** How much a day's traffic swings around its mean: least at four in the morning, most at four in the afternoon. */
export const DAILY_SWING = 0.8;
