import type { Cell } from '../days/cells.ts';
import type { Crew } from './crew.ts';
import type { Options } from '../options.ts';
import type { Judge, Outcome } from './run.ts';
import { ruleNamed } from '../rules/index.ts';

/** What each rule, by its name, made of each run of a cell. */
export type SimulatedCell = {
  readonly name: string;
  readonly runs: number;
  readonly outcomes: ReadonlyMap<string, readonly Outcome[]>;
};

export type Study = {
  readonly cells: readonly Cell[];
  readonly judges: readonly Judge[];
};

/** The rules with their usual thresholds. */
export function atUsualThresholds(rules: readonly string[]): readonly Judge[] {
  return rules.map((rule) => ({ rule, threshold: ruleNamed(rule).threshold }));
}

/** One cell after the other, each on every core. */
export async function simulateCells(
  crew: Crew,
  { runs, seed }: Options,
  { cells, judges }: Study,
): Promise<readonly SimulatedCell[]> {
  const simulated: SimulatedCell[] = [];
  for (const { name, traffic, partOfRuns } of cells) {
    const runsOfCell = Math.ceil(runs * partOfRuns);
    const work = { through: 'rules', traffic, judges } as const;
    const byRun = await crew.simulate({ name, work, seed: `${seed}, ${name}`, runs: runsOfCell });
    const byRule = judges.map(
      ({ rule }, n) => [rule, byRun.flatMap((outcomes) => outcomes[n] ?? [])] as const,
    );
    simulated.push({ name, runs: runsOfCell, outcomes: new Map(byRule) });
  }
  return simulated;
}
