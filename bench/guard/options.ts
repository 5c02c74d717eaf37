import { parseArgs } from 'node:util';

export type Options = {
  /** Runs of each kind of day; days with many people get a part of them. */
  readonly runs: number;
  readonly seed: string;
};

const USUAL_RUNS = 2_000;
const QUICK_RUNS = 40;

export const HELP = `npm run bench -- guard [-- options]

Simulates days on which a change does or does not harm people, and what the guard and other rules make of them.

  --runs N     runs of each kind of day; ${USUAL_RUNS} without it
  --quick      ${QUICK_RUNS} runs, in some seconds: does it work at all?
  --seed TEXT  other days; the same seed gives the same figures
  --help`;

/** Throws a sentence on options that there are not. */
export function optionsFrom(args: readonly string[]): Options | 'help' {
  const { values } = parseArgs({
    args: [...args],
    options: {
      runs: { type: 'string' },
      quick: { type: 'boolean', default: false },
      seed: { type: 'string', default: '1' },
      help: { type: 'boolean', default: false },
    },
  });
  if (values.help) return 'help';
  const usual = values.quick ? QUICK_RUNS : USUAL_RUNS;
  const runs = values.runs === undefined ? usual : Number(values.runs);
  if (!Number.isSafeInteger(runs) || runs < 1) {
    throw new Error(
      `--runs ${values.runs ?? ''} is no number of runs. Give a whole number, 1 or more.`,
    );
  }
  return { runs, seed: values.seed };
}
