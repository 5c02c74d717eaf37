import type { CountedUnit } from './units.ts';

/** Something that a criterion can be about. */
export type Measure = {
  /** A score is a plain number that is no count, such as 0.1. */
  readonly kind: 'share' | 'count' | 'duration' | 'score' | 'ratio';
  /** One plain sentence. */
  readonly meaning: string;
  readonly synonyms: readonly string[];
  /** What a share may be a share of, the default first; empty for counts and durations. */
  readonly denominators: readonly CountedUnit[];
  /** What a sample is counted in when the criterion does not say. */
  readonly sampleUnit: CountedUnit;
  /** Whether people with the feature closed have it too, so that both can be compared. */
  readonly closedCohort: boolean;
  /** Which way is good; null when neither is in itself. */
  readonly better: 'lower' | 'higher' | null;
  readonly filters: readonly FilterKind[];
  /** Who is to measure it. */
  readonly from: 'this program' | 'another program' | 'page events' | 'the calendar';
  /** Whether it is measured today; a criterion about anything else would hold its stage for good. */
  readonly measured: boolean;
  /** What else its limit may be counted in: complaints in calls. */
  readonly countedIn: readonly string[];
  /** The share of the same thing, for an author who writes a percentage. */
  readonly shareTwin?: string;
  readonly example: string;
};

export type FilterKind = 'endpoint' | 'status' | 'cause' | 'slower' | 'option';

type MeasureGiven = Partial<Measure> & Pick<Measure, 'meaning' | 'example' | 'sampleUnit'>;

/** A measure whose good direction is down, without filters, that this program counts, unless it says otherwise. */
function measure(kind: Measure['kind'], given: MeasureGiven): Measure {
  return {
    kind,
    synonyms: [],
    denominators: [],
    closedCohort: false,
    better: 'lower',
    filters: [],
    from: 'this program',
    measured: true,
    countedIn: [],
    ...given,
  };
}

type ShareGiven = Omit<MeasureGiven, 'sampleUnit'> & {
  readonly denominators: readonly [CountedUnit, ...CountedUnit[]];
};

/** A share's sample is counted in its default denominator. */
export function share(given: ShareGiven): Measure {
  return measure('share', { sampleUnit: given.denominators[0], ...given });
}

export function count(given: MeasureGiven): Measure {
  return measure('count', given);
}

export function duration(given: MeasureGiven): Measure {
  return measure('duration', given);
}

export function score(given: MeasureGiven): Measure {
  return measure('score', given);
}

/** Of lengths of time and scores a percentile or the average is asked for. */
export function hasStatistic({ kind }: Pick<Measure, 'kind'>): boolean {
  return kind === 'duration' || kind === 'score';
}
