/** The reference figures of some rules where more people are treated. */
import { BREAKING, inWords, OTHER_VOLUMES, OUTAGE, QUIET } from '../days/cells.ts';
import { falseAlarms, RUNS, type Reference } from './reference.ts';

/** Median minutes, median harmed. */
type Harm = readonly [number, number];

type OtherRow = {
  /** Of the labels: quiet day, outage. */
  readonly label: readonly [number, number];
  readonly two: { readonly label: Harm; readonly growthBook: Harm };
  readonly ten: { readonly label: Harm; readonly growthBook: Harm };
  /** On a quiet day, of the rules in the order of `OTHER_RULES`. */
  readonly falseAlarms: readonly number[];
};

const OTHER_RULES = [
  '>1% in 5 min',
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
      falseAlarms({ cell: cell(QUIET), rule: OTHER_RULES[rule] ?? '', runs, fired }),
    ),
    harm(BREAKING.two, 'Label mixture', row.two.label),
    harm(BREAKING.two, 'GrowthBook CS 10 min', row.two.growthBook),
    harm(BREAKING.ten, 'Label mixture', row.ten.label),
    harm(BREAKING.ten, 'GrowthBook CS 10 min', row.ten.growthBook),
  ];
});
