/** What was counted so far beside the labels. A unit is one person on one day. */
export type Counts = {
  /** The share of people for whom the feature is open now, 0 to 1. */
  readonly share: number;
  /** People with the feature who met its own pages, and those of them who met an error there. */
  readonly feature: Units;
  /** People with the feature on all other pages. */
  readonly elsewhere: Units;
  /** People who first came in this stage, by whether the feature was open for them. */
  readonly stage: { readonly open: number; readonly closed: number };
  readonly dependencyDown: boolean;
};

export type Units = {
  readonly errors: number;
  readonly units: number;
  /** Those of the days before this one. */
  readonly unitsBeforeToday: number;
};
