/** The reference figures of every rule where 500 people are treated a day. */
import { BREAKING, OUTAGE, QUIET } from '../days/cells.ts';
import { falseAlarms, RUNS, type Reference } from './reference.ts';

const NEVER = Infinity;

/** Percent fired, median minutes, 90th percentile, median harmed. */
type Alarms = readonly [number, number, number, number | null];

/** False alarms in percent on a quiet day and with an outage, then the days on which the change breaks things. */
type Row = readonly [string, number, number, ...Alarms[]];

const ROWS: readonly Row[] = [
  // prettier-ignore
  ['>1% in 5 min', 94.6, 98.6, [100, 65, 313, 1], [100, 21, 102, 1], [100, 7, 28, 1], [100, 4, 15, 1]],
  // prettier-ignore
  ['… n >= 50', 3.0, 5.7, [20, NEVER, NEVER, 14], [44, NEVER, NEVER, 49], [88, 672, NEVER, 95], [100, 251, 841, 72]],
  // prettier-ignore
  ['… >= 5 errors', 30.1, 53.6, [90, 483, 1416, 5], [100, 132, 525, 5], [100, 19, 96, 3], [100, 8, 28, 2]],
  // prettier-ignore
  ['Argo L3, no data ok', 35.9, 60.5, [100, 330, 705, 4], [100, 110, 330, 4], [100, 35, 100, 5], [100, 25, 55, 7]],
  ['Argo L3, no data is an error', 94.4, 97.1],
  // prettier-ignore
  ['Flagger, no data ignored', 25.1, 55.9, [100, 376, 761, 4], [100, 117, 353, 4], [100, 28, 99, 4], [100, 13, 44, 4]],
  ['Flagger, no data is bad', 100, 100],
  // prettier-ignore
  ['Burn rate, SLO 99.9', 70.8, 89.5, [100, 91, 393, 1], [100, 21, 112, 1], [100, 7, 28, 1], [100, 4, 15, 1]],
  // prettier-ignore
  ['Fisher peeking', 2.9, 4.0, [99, 284, 789, 3], [100, 60, 237, 2], [100, 15, 55, 2], [100, 8, 29, 2]],
  // prettier-ignore
  ['GrowthBook CS 10 min', 0, 0, [89, 900, NEVER, 9], [100, 240, 560, 9], [100, 60, 210, 10], [100, 30, 90, 8]],
  // prettier-ignore
  ['GrowthBook CS 6 h', 0, 0, [87, 1080, NEVER, 11], [100, 360, 720, 18], [100, 360, 360, 57], [100, 360, 360, 108]],
  // prettier-ignore
  ['Kayenta-style', 0, 0, [0, NEVER, NEVER, null], [0, NEVER, NEVER, null], [0, NEVER, NEVER, 226], [100, 420, 1020, 120]],
  // prettier-ignore
  ['Dirichlet two-sided', 0, 0.6, [90, 703, 1429, 8], [100, 118, 387, 5], [100, 23, 95, 4], [100, 12, 45, 4]],
  // prettier-ignore
  ['Label mixture', 0.2, 0.4, [95, 526, 1178, 6], [100, 91, 321, 3], [100, 20, 80, 3], [100, 11, 41, 3]],
  // prettier-ignore
  ['Label, 12 restarts', 0.2, 0.3, [93, 673, 1296, 7], [100, 129, 382, 5], [100, 27, 104, 4], [100, 15, 54, 4]],
  // prettier-ignore
  ['Label + floor', 0, 0.3, [94, 600, 1248, 7], [100, 100, 344, 4], [100, 20, 82, 3], [100, 11, 41, 3]],
];

const BROKEN_DAYS = [BREAKING.half, BREAKING.two, BREAKING.ten, BREAKING.thirty];

export const USUAL_REFERENCE: readonly Reference[] = ROWS.flatMap(
  ([rule, quiet, outage, ...broken]) => [
    falseAlarms({ cell: QUIET, rule, runs: RUNS, fired: quiet }),
    falseAlarms({ cell: OUTAGE, rule, runs: RUNS, fired: outage }),
    ...broken.map(([fired, median, p90, harmed], day) => ({
      ...{ cell: BROKEN_DAYS[day] ?? '', rule, runs: RUNS },
      ...{ fired, roundedTo: 1, median, p90, harmed },
    })),
  ],
);
