import { calibrated, pooledCell } from './calibration.ts';
import type { Crew } from '../runs/crew.ts';
import { HARM_STAGES, type HarmStage } from '../days/harm-cells.ts';
import type { Options } from '../options.ts';
import { bestElsewhere, ranked, type Ranked } from './ranking.ts';
import { clock } from '../reference/report.ts';
import { HINDSIGHT_WINDOWS, RULES, shippedGuard } from '../rules/index.ts';
import type { Judge } from '../runs/run.ts';
import { atUsualThresholds, simulateCells } from '../runs/simulated-cells.ts';

const WIDTH = 40;

/** Of the median of people harmed under the best rule elsewhere. */
const AT_MOST = 0.5;

type Compared = { readonly cell: string; readonly rules: readonly Ranked[] };

/**
 * Every other rule set to 1 % of false alarms on days with outages, the guard as it ships: under which is the
 * fewest harm done? The answer: does the guard harm at most half as many people as the best rule elsewhere, on
 * every kind of day that is bound to it?
 */
export async function harmStudy(crew: Crew, options: Options): Promise<boolean> {
  const bound: Compared[] = [];
  const told: Compared[] = [];
  for (const stage of HARM_STAGES) {
    const judges = await calibratedJudges(crew, options, stage);
    const compare = async (cells: HarmStage['bound']): Promise<readonly Compared[]> => {
      const study = { cells, judges, closing: 'at once' } as const;
      const simulated = await simulateCells(crew, options, study);
      return simulated.map((cell) => ({ cell: cell.name, rules: ranked(cell) }));
    };
    bound.push(...(await compare(stage.bound)));
    told.push(...(await compare(stage.told)));
  }
  for (const { cell, rules } of [...bound, ...told]) print(cell, rules);
  console.log(`\n${'Median of people harmed'.padEnd(WIDTH)}guard   best elsewhere`);
  const kept = bound.map(isBetter);
  console.log('Without a limit, since there is little to see:');
  told.forEach(isBetter);
  return kept.every(Boolean);
}

async function calibratedJudges(
  crew: Crew,
  options: Options,
  { calibration }: HarmStage,
): Promise<readonly Judge[]> {
  const names = [...RULES, shippedGuard, ...HINDSIGHT_WINDOWS].map(({ name }) => name);
  const judges = atUsualThresholds(names);
  const quiet = pooledCell(await simulateCells(crew, options, { cells: calibration, judges }));
  const others = calibrated(quiet).filter(({ rule }) => rule !== shippedGuard.name);
  const without = names.filter((name) => !others.some(({ rule }) => rule === name));
  const guard = quiet.outcomes.get(shippedGuard.name) ?? [];
  const alarms = guard.filter(({ minutes }) => Number.isFinite(minutes)).length;
  console.log(`On ${quiet.runs} days with an outage the guard as it ships has ${alarms} alarms.`);
  const unset = without.filter((name) => name !== shippedGuard.name);
  console.log(`No threshold holds these to 1 % of false alarms: ${unset.join('; ')}.`);
  return [...others, ...atUsualThresholds([shippedGuard.name])];
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
  return clock(Number.isFinite(minutes) ? Number(minutes.toFixed(1)) : minutes);
}
