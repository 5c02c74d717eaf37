import type { Judge } from '../runs/run.ts';
import type { SimulatedCell } from '../runs/simulated-cells.ts';

/** Share of days without harm on which a calibrated rule may fire. */
const FALSE_ALARMS = 0.01;

/**
 * Each rule with the threshold above which it fires on at most 1 % of these days. Left out: rules that fire
 * without any threshold, on days on which nobody comes, say.
 */
export function calibrated({ outcomes, runs }: SimulatedCell): readonly Judge[] {
  return [...outcomes].flatMap(([rule, ofRuns]) => {
    const peaks = ofRuns.map(({ peak }) => peak).toSorted((a, b) => a - b);
    const threshold = peaks[Math.ceil((1 - FALSE_ALARMS) * runs) - 1] ?? Infinity;
    return threshold < Infinity ? [{ rule, threshold }] : [];
  });
}
