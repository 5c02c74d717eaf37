/** What has to be counted: each person’s first error. Anything else, and the bound does not hold. */
import {
  afterLabel,
  ALPHA,
  emptyEvidence,
  logEvidence,
  thresholdAt,
} from '../../../src/guard/index.ts';
import { randomFrom } from '../days/random.ts';
import { errorsOfStages, type StageError } from '../days/stages.ts';
import type { Options } from '../options.ts';
import { keepsBudget, withBound, type FalseAlarms } from './false-alarms.ts';

type Counting = {
  readonly name: string;
  /** Errors with the same name count once. */
  readonly nameOf: (error: StageError, position: number) => string;
  /** Percent of runs, of the reference. */
  readonly reference: number;
};

export const FIRST_OF_EACH_PERSON: Counting = {
  name: 'each person’s first error',
  nameOf: ({ person }) => String(person),
  reference: 0.5,
};
const FIRST_IN_EACH_STAGE: Counting = {
  name: 'the first in each stage',
  nameOf: ({ person, stage }) => `${person} in ${stage}`,
  reference: 0.5,
};
export const EVERY_ERROR: Counting = {
  name: 'every error',
  nameOf: (_, position) => String(position),
  reference: 33,
};

/** Runs without harm in which the plain process crosses its threshold. */
export function crossings({ nameOf, name }: Counting, runs: number, seed: string): FalseAlarms {
  let crossed = 0;
  for (let run = 0; run < runs; run += 1) {
    const errors = errorsOfStages(randomFrom(`${seed}, stages, run ${run}`));
    if (crosses(firstOf(errors, nameOf))) crossed += 1;
  }
  return withBound(name, runs, crossed);
}

function firstOf(errors: readonly StageError[], nameOf: Counting['nameOf']): readonly StageError[] {
  const known = new Set<string>();
  return errors.filter((error, position) => {
    const name = nameOf(error, position);
    return !known.has(name) && known.add(name);
  });
}

function crosses(errors: readonly StageError[]): boolean {
  let evidence = emptyEvidence();
  for (const { arm, share } of errors) {
    const next = afterLabel(evidence, { arm, share });
    if (!next.ok) throw new Error(next.error);
    evidence = next.value;
    if (logEvidence(evidence) >= thresholdAt(ALPHA)) return true;
  }
  return false;
}

/** The answer: is the budget kept by first errors, and broken by all of them? */
export function countingStudy({ runs, seed }: Options): boolean {
  console.log('\nThree stages without harm, the plain process: false rollbacks by what is counted');
  const rows = [FIRST_OF_EACH_PERSON, FIRST_IN_EACH_STAGE, EVERY_ERROR].map((counting) => {
    const row = crossings(counting, runs, seed);
    const counts = `${row.alarms} of ${row.runs}`.padEnd(14);
    const share = ((100 * row.alarms) / row.runs).toFixed(1).padStart(5);
    console.log(`  ${row.cell.padEnd(28)}${counts}${share}%   reference ${counting.reference}%`);
    return row;
  });
  const [first, , all] = rows;
  return first !== undefined && all !== undefined && keepsBudget([first]) && !keepsBudget([all]);
}
