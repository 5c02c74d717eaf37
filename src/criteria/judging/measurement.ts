/** What was measured of one criterion, over its window. Handed in by the program that measures; nothing here counts. */
export type Measurement = {
  /** Without exposure there is nothing to see; blind is when it could not be seen. Quiet is good, and flowing too. */
  readonly telemetry: 'no-exposure' | 'blind' | 'quiet-or-flowing';
  /** With the feature open. */
  readonly open: Figures;
  /** The same before the release; null where it was not measured. */
  readonly baseline: Figures | null;
  /** The same for people with the feature closed; null where there are none. */
  readonly closedCohort: Figures | null;
  /** Percent of people for whom the stage opens the feature; null where nothing asks for it. */
  readonly flagShare: number | null;
  /** What the criterion leaves out by its status, and how often it came. */
  readonly excluded: readonly Excluded[];
};

/** Of the kind of its measure. `sample` counts the unit that `sampleUnitOf` names. */
export type Figures =
  | {
      /** A ratio may be above 100%; a share may not. */
      readonly kind: 'share' | 'ratio';
      readonly numerator: number;
      readonly denominator: number;
      readonly sample: number;
    }
  | { readonly kind: 'count'; readonly count: number; readonly sample: number }
  /** The statistic that the criterion names; null of nothing. */
  | { readonly kind: 'duration'; readonly ms: number | null; readonly sample: number }
  | { readonly kind: 'score'; readonly score: number | null; readonly sample: number };

export type Excluded = { readonly status: number; readonly count: number };
