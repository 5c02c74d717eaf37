/** The published figures of the same rules under the same protocol, from another program. */
import { BREAKING, inWords, OTHER_VOLUMES, OUTAGE, QUIET } from './cells.ts';

export type Reference = {
  readonly cell: string;
  readonly rule: string;
  readonly runs: number;
  /** Percent, as printed. */
  readonly fired: number;
  /** To how many percent it was rounded. */
  readonly roundedTo: number;
  /** null: not published, or of no interest. */
  readonly median: number | null;
  readonly p90: number | null;
  readonly harmed: number | null;
};

const RUNS = 2_000;
const NEVER = Infinity;

/** Percent fired, median minutes, 90th percentile, median harmed. */
type Alarms = readonly [number, number, number, number | null];

/** False alarms in percent on a quiet day and with an outage, then the days on which the change breaks things. */
type Row = readonly [string, number, number, ...Alarms[]];

const ROWS: readonly Row[] = [
  // prettier-ignore
  ['>1 % in 5 min', 94.6, 98.6, [100, 65, 313, 1], [100, 21, 102, 1], [100, 7, 28, 1], [100, 4, 15, 1]],
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

type FalseAlarms = Pick<Reference, 'cell' | 'rule' | 'runs' | 'fired'>;

function falseAlarms(published: FalseAlarms): Reference {
  return { ...published, roundedTo: 0.1, median: null, p90: null, harmed: null };
}

/** Median minutes, median harmed. */
type Harm = readonly [number, number];

type OtherRow = {
  /** Of the labels: quiet day, outage. */
  readonly label: readonly [number, number];
  readonly two: { readonly label: Harm; readonly growthBook: Harm };
  readonly ten: { readonly label: Harm; readonly growthBook: Harm };
  /** On a quiet day, of the rules in the order of `RATE_RULES`. */
  readonly falseAlarms: readonly number[];
};

const RATE_RULES = [
  '>1 % in 5 min',
  'Argo L3, no data ok',
  'Flagger, no data ignored',
  'Burn rate, SLO 99.9',
  'Fisher peeking',
];

/** In the order of `OTHER_VOLUMES`. */
const OTHER_ROWS: readonly OtherRow[] = [
  {
    label: [0.4, 0.5],
    two: { label: [28, 4], growthBook: [70, 9] },
    ten: { label: [8, 4], growthBook: [20, 12] },
    falseAlarms: [100, 98.9, 98.1, 66.7, 5.7],
  },
  {
    label: [0.3, 0.6],
    two: { label: [31, 5], growthBook: [90, 13] },
    ten: { label: [8, 5], growthBook: [30, 19] },
    falseAlarms: [100, 99.6, 99.5, 62.0, 4.0],
  },
  {
    label: [0.7, 0.9],
    two: { label: [26, 9], growthBook: [50, 20] },
    ten: { label: [7, 10], growthBook: [20, 31] },
    falseAlarms: [100, 100, 100, 45.4, 4.2],
  },
  {
    label: [0.0, 0.3],
    two: { label: [11, 4], growthBook: [30, 11] },
    ten: { label: [4, 5], growthBook: [10, 16] },
    falseAlarms: [100, 100, 100, 41.7, 10.3],
  },
];

export const OTHER_REFERENCE: readonly Reference[] = OTHER_ROWS.flatMap((row, n) => {
  const volume = OTHER_VOLUMES[n];
  if (volume === undefined) return [];
  const runs = RUNS * volume.partOfRuns;
  const cell = (kind: string): string => `${inWords(volume)}: ${kind}`;
  const harm = (kind: string, rule: string, [median, harmed]: Harm): Reference => ({
    ...{ cell: cell(kind), rule, runs, fired: 100, roundedTo: 1, median, p90: null, harmed },
  });
  const [quiet, outage] = row.label;
  return [
    falseAlarms({ cell: cell(QUIET), rule: 'Label mixture', runs, fired: quiet }),
    falseAlarms({ cell: cell(OUTAGE), rule: 'Label mixture', runs, fired: outage }),
    ...row.falseAlarms.map((fired, rule) =>
      falseAlarms({ cell: cell(QUIET), rule: RATE_RULES[rule] ?? '', runs, fired }),
    ),
    harm(BREAKING.two, 'Label mixture', row.two.label),
    harm(BREAKING.two, 'GrowthBook CS 10 min', row.two.growthBook),
    harm(BREAKING.ten, 'Label mixture', row.ten.label),
    harm(BREAKING.ten, 'GrowthBook CS 10 min', row.ten.growthBook),
  ];
});
