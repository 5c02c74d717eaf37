/** How a plan wants to be carried out, beside its stages. */
export type Terms = {
  /** The false-rollback budget of the release, such as 0.01. */
  readonly alpha: number;
  /** The rate ratio of failed visits that is still no harm; 1 tolerates none. */
  readonly tolerance: number;
  /** Who opens the next stage when everything that the plan asks is there. */
  readonly advances: 'by-people' | 'automatic';
  /** When a share may be raised. Lowering never waits. */
  readonly raises: RaiseTimes;
  readonly whenDependencyIsDown: 'hold' | 'roll-back';
};

export type RaiseTimes = {
  /** IANA name. */
  readonly timeZone: string;
  /** Minutes after midnight, the end left out; null: at any hour. */
  readonly hours: { readonly from: number; readonly to: number } | null;
  readonly notOnFridays: boolean;
  readonly notOnWeekends: boolean;
  readonly notOnFederalHolidays: boolean;
  /** Freeze days, as `2024-12-24`. */
  readonly notOn: readonly string[];
};

/** VA.gov release plans give their times in Eastern time. */
export const PLAN_TIME_ZONE = 'America/New_York';

/** What holds where the plan says nothing. */
export const USUAL_TERMS: Terms = {
  alpha: 0.01,
  tolerance: 1,
  advances: 'by-people',
  raises: {
    timeZone: PLAN_TIME_ZONE,
    hours: null,
    notOnFridays: false,
    notOnWeekends: false,
    notOnFederalHolidays: false,
    notOn: [],
  },
  whenDependencyIsDown: 'hold',
};
