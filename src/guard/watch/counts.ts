/** What was counted so far beside the labels. A unit is one person on one day. */
export type Counts = Pages & {
  /** The share of people for whom the feature is open now, 0 to 1. */
  readonly share: number;
  /** People who first came in this stage, by whether the feature was open for them. */
  readonly stage: { readonly open: number; readonly closed: number };
  readonly dependencyDown: boolean;
};

/** People with the feature, by the pages that they met. */
export type Pages = {
  /** Its own pages, and those of them who met an error there. */
  readonly feature: Units;
  /** All other pages. */
  readonly elsewhere: Units;
};

export type Units = {
  readonly errors: number;
  readonly units: number;
  /** Those of the days before this one. */
  readonly unitsBeforeToday: number;
};

/** What came after a restart. The whole day in which it falls counts, people who were well before it included. */
export function unitsSince(start: Units, now: Units): Units {
  const units = now.units - start.unitsBeforeToday;
  return { errors: now.errors - start.errors, units, unitsBeforeToday: 0 };
}
