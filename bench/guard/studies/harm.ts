import { calibrated } from './calibration.ts';
import type { Crew } from '../runs/crew.ts';
import { falseAlarms } from './false-alarms.ts';
import { HARM_VOLUMES, type HarmVolume } from '../days/harm-cells.ts';
import type { Options } from '../options.ts';
import { bestElsewhere, ranked, type Ranked } from './ranking.ts';
import { clock } from '../reference/report.ts';
import { guardSetAlike, HINDSIGHT_WINDOWS, RULES, shippedGuard } from '../rules/index.ts';
import type { Judge } from '../runs/run.ts';
import { atUsualThresholds, simulateCells, type Study } from '../runs/simulated-cells.ts';

const WIDTH = 60;

/** Of the median of people harmed under the best rule elsewhere. */
const AT_MOST = 0.5;

type Compared = { readonly cell: string; readonly rules: readonly Ranked[] };

/**
 * Every rule set to the same false alarms, the guard as well: under which is the fewest harm done? The answer:
 * does the guard harm at most half as many people as the best rule elsewhere, on every kind of day that is bound
 * to it? How the guard as it ships compares with the same rules is told beside.
 */
export async function harmStudy(crew: Crew, options: Options): Promise<boolean> {
  const bound: Compared[] = [];
  const told: Compared[] = [];
  for (const volume of HARM_VOLUMES) {
    const judges = await judgesFor(crew, options, volume);
    bound.push(...(await compared(crew, options, { cells: volume.bound, judges })));
    told.push(...(await compared(crew, options, { cells: volume.told, judges })));
  }
  for (const { cell, rules } of [...bound, ...told]) printRules(cell, rules);
  console.log(`\n${'Median of people harmed'.padEnd(WIDTH)}guard   as it ships   best elsewhere`);
  bound.forEach(printMedians);
  console.log('  told only:');
  told.forEach(printMedians);
  const kept = bound.filter(({ rules }) => isAtMostHalf(rules, guardSetAlike.name));
  const keptAsShipped = bound.filter(({ rules }) => isAtMostHalf(rules, shippedGuard.name));
  console.log(
    `${kept.length} of ${bound.length} bound cells are kept; by the guard as it ships, ${keptAsShipped.length}.`,
  );
  return kept.length === bound.length;
}

async function compared(crew: Crew, options: Options, study: Study): Promise<readonly Compared[]> {
  const cells = await simulateCells(crew, options, study);
  return cells.map((cell) => ({ cell: cell.name, rules: ranked(cell) }));
}

/** Each rule as it is set on quiet days of this volume, and the guard as it ships. */
async function judgesFor(
  crew: Crew,
  options: Options,
  { calibration }: HarmVolume,
): Promise<readonly Judge[]> {
  const names = [...RULES, guardSetAlike, ...HINDSIGHT_WINDOWS].map(({ name }) => name);
  const asShipped = atUsualThresholds([shippedGuard.name]);
  const study = { cells: calibration, judges: [...atUsualThresholds(names), ...asShipped] };
  const quiet = await simulateCells(crew, options, study);
  for (const { cell, alarms, runs } of falseAlarms(quiet, shippedGuard.name)) {
    console.log(`${cell}: the guard as it ships fires on ${alarms} of ${runs} days.`);
  }
  const set = calibrated(quiet).filter(({ rule }) => rule !== shippedGuard.name);
  const unset = names.filter((name) => !set.some(({ rule }) => rule === name));
  console.log(`  No threshold holds these to 1% of false alarms: ${unset.join('; ')}.`);
  return [...set, ...asShipped];
}

/** A day on which nobody at all was harmed in time is won. */
function isAtMostHalf(rules: readonly Ranked[], guard: string): boolean {
  const best = bestElsewhere(rules);
  const harmed = medianUnder(rules, guard);
  return best !== undefined && harmed !== undefined && harmed <= AT_MOST * best.medianHarmed;
}

function printMedians({ cell, rules }: Compared): void {
  const figure = (guard: string): string =>
    `${medianUnder(rules, guard) ?? '–'}${isAtMostHalf(rules, guard) ? '' : ' ✗'}`;
  const best = bestElsewhere(rules);
  console.log(
    `  ${cell.padEnd(WIDTH - 2)}${figure(guardSetAlike.name).padEnd(8)}${figure(shippedGuard.name).padEnd(14)}${best?.medianHarmed ?? '–'} (${best?.rule ?? 'none can be set'})`,
  );
}

function medianUnder(rules: readonly Ranked[], name: string): number | undefined {
  return rules.find(({ rule }) => rule === name)?.medianHarmed;
}

function printRules(cell: string, rules: readonly Ranked[]): void {
  console.log(`\n${cell.padEnd(WIDTH)}harmed   minutes [p90]     missed`);
  for (const { rule, meanHarmed, minutes, missed } of rules) {
    const delay = `${rounded(minutes.median)} [${rounded(minutes.p90)}]`.padEnd(18);
    const share = `${(100 * missed).toFixed(1)}%`;
    console.log(
      `  ${rule.padEnd(WIDTH - 2)}${meanHarmed.toFixed(1).padStart(6)}   ${delay}${share}`,
    );
  }
}

function rounded(minutes: number): string {
  return clock(Number.isFinite(minutes) ? Math.round(minutes) : minutes);
}
