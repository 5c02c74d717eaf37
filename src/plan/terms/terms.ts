import { PLAN_TIME_ZONE, type RaiseTimes } from '../../calendar/index.ts';
import { USUAL_ITEMS, type ItemTerms } from '../go-no-go/item-terms.ts';

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
  /** The roles that each have to sign a go, such as `product-manager`; none: one signature is enough. */
  readonly goSignedBy: readonly string[];
  /** Whether the author of the last change of the plan may be the only one who signs. */
  readonly authorSignsAlone: boolean;
  readonly goItems: ItemTerms;
};

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
  goSignedBy: [],
  authorSignsAlone: true,
  goItems: USUAL_ITEMS,
};
