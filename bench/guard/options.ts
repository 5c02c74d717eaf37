import { parseArgs } from 'node:util';

/** Which days are simulated: those of the reference tables, or a further study. */
const CELLS = ['all', 'exact', 'tables', 'null', 'everybody', 'engine', 'harm'] as const;

export type Options = {
  /** Runs of each kind of day; in the tables, days with many people get a part of them. */
  readonly runs: number;
  readonly seed: string;
  readonly cells: (typeof CELLS)[number];
};

const USUAL_RUNS = 2_000;
const QUICK_RUNS = 40;

export const HELP = `npm run bench -- guard [options]

Simulates days on which a change does or does not harm people, and what the guard and other rules make of them.
Without --cells: all of it, one after the other.

  --runs N      runs of each kind of day; ${USUAL_RUNS} without it
  --quick       ${QUICK_RUNS} runs, in some seconds: does it work at all?
  --seed TEXT   other days; the same seed gives the same figures on any number of cores
  --cells exact  what needs no simulation: chances of a false rollback, prices of detection
  --cells tables  the tables of the reference again, each figure beside it
  --cells null  false rollbacks on every kind of day without harm, and by what is counted
  --cells everybody  open for everybody: outages, and pages of the feature that fail
  --cells engine  three kinds of day without harm through the whole engine
  --cells harm  harm at five volumes, with the other rules set to 1% of false alarms at each
  --help`;

/** Throws a sentence where an option is not one of these. */
export function optionsFrom(args: readonly string[]): Options | 'help' {
  const { values } = parseArgs({
    args: [...args],
    options: {
      runs: { type: 'string' },
      quick: { type: 'boolean', default: false },
      seed: { type: 'string', default: '1' },
      cells: { type: 'string', default: 'all' },
      help: { type: 'boolean', default: false },
    },
  });
  if (values.help) return 'help';
  const usual = values.quick ? QUICK_RUNS : USUAL_RUNS;
  return {
    runs: values.runs === undefined ? usual : runsFrom(values.runs),
    seed: values.seed,
    cells: cellsFrom(values.cells),
  };
}

function runsFrom(text: string): number {
  const runs = Number(text);
  if (Number.isSafeInteger(runs) && runs > 0) return runs;
  throw new Error(`--runs is “${text}”. Give a whole number of runs, 1 or more.`);
}

function cellsFrom(text: string): Options['cells'] {
  const known = CELLS.find((name) => name === text);
  if (known !== undefined) return known;
  throw new Error(
    `--cells is “${text}”. It can be exact, tables, null, everybody, engine or harm; leave it out for all of them.`,
  );
}
