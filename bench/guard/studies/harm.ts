import { calibrated } from './calibration.ts';
import type { Crew } from '../runs/crew.ts';
import { CALIBRATION_CELL, HARM_CELLS } from '../days/harm-cells.ts';
import type { Options } from '../options.ts';
import { bestElsewhere, ranked, type Ranked } from './ranking.ts';
import { clock } from '../reference/report.ts';
import { HINDSIGHT_WINDOWS, RULES, shippedGuard } from '../rules/index.ts';
import { atUsualThresholds, simulateCells } from '../runs/simulated-cells.ts';

const WIDTH = 36;

/** Of the median of people harmed under the best rule elsewhere. */
const AT_MOST = 0.5;

/**
 * Every rule set to the same false alarms, on ten kinds of harm: under which is the fewest harm done? The answer:
 * does the guard as it ships harm at most half as many as the best rule elsewhere, on every kind?
 */
export async function harmStudy(crew: Crew, options: Options): Promise<boolean> {
  const rules = [...RULES, shippedGuard, ...HINDSIGHT_WINDOWS].map(({ name }) => name);
  const calibration = { cells: [CALIBRATION_CELL], judges: atUsualThresholds(rules) };
  const judges = (await simulateCells(crew, options, calibration)).flatMap(calibrated);
  const uncalibrated = rules.filter((name) => !judges.some(({ rule }) => rule === name));
  console.log(`No threshold holds these to 1 % of false alarms: ${uncalibrated.join('; ')}.`);
  const cells = await simulateCells(crew, options, { cells: HARM_CELLS, judges });
  for (const cell of cells) print(cell.name, ranked(cell));
  console.log(`\n${'Median of people harmed'.padEnd(WIDTH)}guard   best elsewhere`);
  return cells.map(({ name, ...cell }) => isBetter(name, ranked({ name, ...cell }))).every(Boolean);
}

/** Prints the comparison of one kind of harm. A day on which nobody at all was harmed in time is won. */
function isBetter(cell: string, rules: readonly Ranked[]): boolean {
  const guard = rules.find(({ rule }) => rule === shippedGuard.name);
  const best = bestElsewhere(rules);
  if (!guard || !best) return false;
  const wins = guard.medianHarmed <= AT_MOST * best.medianHarmed;
  console.log(
    `  ${cell.padEnd(WIDTH - 2)}${String(guard.medianHarmed).padStart(5)}   ${best.medianHarmed} (${best.rule})${wins ? '' : '  ✗ more than half'}`,
  );
  return wins;
}

function print(cell: string, rules: readonly Ranked[]): void {
  console.log(`\n${cell.padEnd(WIDTH)}harmed   minutes [p90]     missed`);
  for (const { rule, meanHarmed, minutes, missed } of rules) {
    const delay = `${clock(minutes.median)} [${clock(minutes.p90)}]`.padEnd(18);
    const share = `${(100 * missed).toFixed(1)} %`;
    console.log(
      `  ${rule.padEnd(WIDTH - 2)}${meanHarmed.toFixed(1).padStart(6)}   ${delay}${share}`,
    );
  }
}
