import type { MeasureName } from './measures/catalogue.ts';
import type { CountedUnit } from './measures/units.ts';

/** A success criterion or rollback rule as the program understands it. Plain data; nothing in it is left to a default. */
export type Criterion = {
  /** The words before the measure, in lower case; null means the feature's own surface. */
  readonly surface: string | null;
  readonly measure: MeasureName;
  /** The count that the measure is a ratio to; null where it stands alone. */
  readonly per: MeasureName | null;
  /** For durations alone, and there always. */
  readonly statistic: Statistic | null;
  readonly filter: Filter;
  readonly condition: Condition;
  /** What a share is a share of; null for counts and durations. */
  readonly denominator: CountedUnit | null;
  readonly window: Window;
  /** How much must have been seen; null where the author does not say. */
  readonly sample: Sample | null;
};

export type Statistic = 'p50' | 'p75' | 'p90' | 'p95' | 'p99' | 'average';

/** What is looked at. A status named under `withStatus` is what counts; one under `withoutStatus` is left out altogether. */
export type Filter = {
  readonly endpoint: string | null;
  readonly withStatus: readonly StatusRange[];
  readonly withoutStatus: readonly StatusRange[];
  readonly cause: Cause | null;
  /** For slow requests: from how many milliseconds on; null means the program's own limit. */
  readonly slowerThanMs: number | null;
  /** For shares of a choice alone, and there always: what people chose. */
  readonly option: string | null;
};

/** HTTP status codes, both ends included. */
export type StatusRange = { readonly from: number; readonly to: number };

export type Cause =
  | { readonly kind: 'us' }
  | { readonly kind: 'client' }
  | { readonly kind: 'dependency'; readonly name: string };

export type Comparison = '<' | '<=' | '>' | '>=' | '=';

export type Condition =
  | { readonly kind: 'fixed'; readonly comparison: Comparison; readonly limit: Quantity }
  /** `percent` of the reference: 120 is a fifth more than it. */
  | {
      readonly kind: 'relative';
      readonly comparison: Comparison;
      readonly percent: number;
      readonly reference: Reference;
    }
  /** At most this far from the reference, up or down: percent of it, or percentage points. */
  | {
      readonly kind: 'near';
      readonly tolerance: number;
      readonly of: 'percent' | 'points';
      readonly reference: Reference;
    };

export type Quantity =
  | { readonly kind: 'percent'; readonly percent: number }
  | { readonly kind: 'count'; readonly count: number }
  | { readonly kind: 'duration'; readonly ms: number };

export type Reference =
  /** The same measure before the release; `stated` when the plan gives its figure. */
  | { readonly kind: 'baseline'; readonly stated: Quantity | null }
  /** The same measure in the same window among people for whom the feature is closed. */
  | { readonly kind: 'closed-cohort' }
  /** The share of people for whom the stage opens the feature. */
  | { readonly kind: 'flag-share' };

export type Window =
  | { readonly kind: 'last'; readonly ms: number }
  /** Since the stage opened. */
  | { readonly kind: 'stage' };

export type Sample = { readonly count: number; readonly unit: CountedUnit };

export const NO_FILTER: Filter = {
  endpoint: null,
  withStatus: [],
  withoutStatus: [],
  cause: null,
  slowerThanMs: null,
  option: null,
};

/** A criterion of which the measure has been read, and more or less of the rest. */
export type CriterionDraft = Omit<Criterion, 'condition' | 'window'> & {
  readonly condition: Condition | null;
  readonly window: Window | null;
};
