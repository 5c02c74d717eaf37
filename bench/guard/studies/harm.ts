import { calibrated } from './calibration.ts';
import type { Crew } from '../runs/crew.ts';
import { CALIBRATION_CELL, HARM_CELLS } from '../days/harm-cells.ts';
import type { Options } from '../options.ts';
import { ranked, type Ranked } from './ranking.ts';
import { clock } from '../reference/report.ts';
import { HINDSIGHT_WINDOWS, RULES, shippedGuard } from '../rules/index.ts';
import { atUsualThresholds, simulateCells } from '../runs/simulated-cells.ts';

const WIDTH = 36;

/** Every rule set to the same false alarms, on ten kinds of harm: under which is the fewest harm done? */
export async function harmStudy(crew: Crew, options: Options): Promise<void> {
  const rules = [...RULES, shippedGuard, ...HINDSIGHT_WINDOWS].map(({ name }) => name);
  const calibration = { cells: [CALIBRATION_CELL], judges: atUsualThresholds(rules) };
  const judges = (await simulateCells(crew, options, calibration)).flatMap(calibrated);
  const uncalibrated = rules.filter((name) => !judges.some(({ rule }) => rule === name));
  console.log(`No threshold holds these to 1 % of false alarms: ${uncalibrated.join('; ')}.`);
  for (const cell of await simulateCells(crew, options, { cells: HARM_CELLS, judges })) {
    print(cell.name, ranked(cell));
  }
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
