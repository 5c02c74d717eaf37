import type { Judge } from '../runs/run.ts';
import type { SimulatedCell } from '../runs/simulated-cells.ts';

/** Share of days without harm on which a calibrated rule may fire. */
const FALSE_ALARMS = 0.01;

/**
 * Each rule with the threshold above which it fires on at most 1% of the days of each of these kinds. Left out:
 * rules that fire without any threshold, on days on which nobody comes, say.
 */
export function calibrated(cells: readonly SimulatedCell[]): readonly Judge[] {
  const rules = [...(cells[0]?.outcomes.keys() ?? [])];
  return rules.flatMap((rule) => {
    const threshold = Math.max(...cells.map((cell) => thresholdOn(cell, rule)));
    return threshold < Infinity ? [{ rule, threshold }] : [];
  });
}

function thresholdOn({ outcomes, runs }: SimulatedCell, rule: string): number {
  const peaks = (outcomes.get(rule) ?? []).map(({ peak }) => peak).toSorted((a, b) => a - b);
  return peaks[Math.ceil((1 - FALSE_ALARMS) * runs) - 1] ?? Infinity;
}
