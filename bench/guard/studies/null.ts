import type { Crew } from '../runs/crew.ts';
import { falseAlarms, isDefect, keepsBudget, pooled, type FalseAlarms } from './false-alarms.ts';
import { NULL_CELLS } from '../days/null-cells.ts';
import type { Options } from '../options.ts';
import { labelMixture, shippedGuard } from '../rules/index.ts';
import { atUsualThresholds, simulateCells } from '../runs/simulated-cells.ts';

const RULES = [labelMixture.name, shippedGuard.name];
const WIDTH = 38;

/** Every kind of day without harm. The answer: is the budget of false rollbacks kept? */
export async function nullStudy(crew: Crew, options: Options): Promise<boolean> {
  const study = { cells: NULL_CELLS, judges: atUsualThresholds(RULES) };
  const cells = await simulateCells(crew, options, study);
  const kept = RULES.map((rule) => {
    const counted = falseAlarms(cells, rule);
    print(rule, [...counted, pooled(counted)]);
    return keepsBudget(counted);
  });
  return kept.every(Boolean);
}

function print(rule: string, rows: readonly FalseAlarms[]): void {
  console.log(`\n${rule}: false rollbacks`.padEnd(WIDTH + 1) + 'of runs     share   at most (95%)');
  for (const row of rows) {
    const { cell, alarms, runs, upper } = row;
    const counts = `${alarms} of ${runs}`.padEnd(12);
    const share = ((100 * alarms) / runs).toFixed(2).padStart(5);
    console.log(
      `  ${cell.padEnd(WIDTH - 2)}${counts}${share}%  ${(100 * upper).toFixed(2)}%${isDefect(row) ? '  ✗' : ''}`,
    );
  }
}
