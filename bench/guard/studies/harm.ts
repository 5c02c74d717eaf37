import { calibrated } from './calibration.ts';
import type { Crew } from '../runs/crew.ts';
import { falseAlarms } from './false-alarms.ts';
import { HARM_VOLUMES, type HarmVolume } from '../days/harm-cells.ts';
import type { Options } from '../options.ts';
import { bestElsewhere, ranked, type Ranked } from './ranking.ts';
import { clock } from '../reference/report.ts';
import { HINDSIGHT_WINDOWS, RULES, shippedGuard } from '../rules/index.ts';
import type { Judge } from '../runs/run.ts';
import { atUsualThresholds, simulateCells, type Study } from '../runs/simulated-cells.ts';

const WIDTH = 56;

/** Of the median of people harmed under the best rule elsewhere. */
const AT_MOST = 0.5;

type Compared = { readonly cell: string; readonly rules: readonly Ranked[] };

/**
 * Every rule elsewhere set to the same false alarms, and the guard as it ships: under which is the fewest harm
 * done? The answer: does the guard harm at most half as many people as the best rule elsewhere, on every kind of
 * day that is bound to it?
 */
export async function harmStudy(crew: Crew, options: Options): Promise<boolean> {
  const bound: Compared[] = [];
  const told: Compared[] = [];
  for (const volume of HARM_VOLUMES) {
    const judges = await judgesFor(crew, options, volume);
    bound.push(...(await compared(crew, options, { cells: volume.bound, judges })));
    told.push(...(await compared(crew, options, { cells: volume.told, judges })));
  }
  for (const { cell, rules } of [...bound, ...told]) print(cell, rules);
  console.log(`\n${'Median of people harmed'.padEnd(WIDTH)}guard   best elsewhere`);
  const kept = bound.map(isBetter);
  console.log('  told only:');
  told.forEach(isBetter);
  console.log(`${kept.filter(Boolean).length} of ${kept.length} bound cells are kept.`);
  return kept.every(Boolean);
}

async function compared(crew: Crew, options: Options, study: Study): Promise<readonly Compared[]> {
  const cells = await simulateCells(crew, options, study);
  return cells.map((cell) => ({ cell: cell.name, rules: ranked(cell) }));
}

/** The guard keeps the budget that it ships with; how often it fires on the same quiet days is told. */
async function judgesFor(
  crew: Crew,
  options: Options,
  { calibration }: HarmVolume,
): Promise<readonly Judge[]> {
  const others = [...RULES, ...HINDSIGHT_WINDOWS].map(({ name }) => name);
  const guard = atUsualThresholds([shippedGuard.name]);
  const study = { cells: calibration, judges: [...atUsualThresholds(others), ...guard] };
  const quiet = await simulateCells(crew, options, study);
  for (const { cell, alarms, runs } of falseAlarms(quiet, shippedGuard.name)) {
    console.log(`${cell}: the guard as it ships fires on ${alarms} of ${runs} days.`);
  }
  const judges = calibrated(quiet).filter(({ rule }) => rule !== shippedGuard.name);
  const unset = others.filter((name) => !judges.some(({ rule }) => rule === name));
  console.log(`  No threshold holds these to 1 % of false alarms: ${unset.join('; ')}.`);
  return [...judges, ...guard];
}

/** Prints the comparison of one kind of harm. A day on which nobody at all was harmed in time is won. */
function isBetter({ cell, rules }: Compared): boolean {
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
    const delay = `${rounded(minutes.median)} [${rounded(minutes.p90)}]`.padEnd(18);
    const share = `${(100 * missed).toFixed(1)} %`;
    console.log(
      `  ${rule.padEnd(WIDTH - 2)}${meanHarmed.toFixed(1).padStart(6)}   ${delay}${share}`,
    );
  }
}

function rounded(minutes: number): string {
  return clock(Number.isFinite(minutes) ? Math.round(minutes) : minutes);
}
