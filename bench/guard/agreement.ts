import type { Figures } from './figures.ts';
import type { Reference } from './reference.ts';

/** Where a figure of ours lies too far from the published one. */
export type Difference = 'share' | 'minutes' | 'harmed';

const MEDIANS_WITHIN = 0.15;
/** Some 150 shares are compared, so one of them may well lie two standard errors away. */
const STANDARD_ERRORS = 3.3;

export type Compared = {
  readonly ours: Figures;
  readonly runs: number;
  readonly minutesBetweenLooks: number;
};

/**
 * Medians may differ by 15 %, or by the smallest step they can differ by: a look, or a person. Shares may differ
 * by what chance does to two samples of these sizes, and by the rounding in print.
 */
export function differences(compared: Compared, reference: Reference): readonly Difference[] {
  const { ours, minutesBetweenLooks } = compared;
  const { median, harmed } = reference;
  const found: readonly (readonly [Difference, boolean])[] = [
    ['share', !sharesAgree(compared, reference)],
    ['minutes', median !== null && !near(ours.minutes.median, median, minutesBetweenLooks)],
    ['harmed', harmed !== null && !near(ours.harmed, harmed, 1)],
  ];
  return found.flatMap(([difference, isThere]) => (isThere ? [difference] : []));
}

function sharesAgree({ ours, runs }: Compared, reference: Reference): boolean {
  const theirs = reference.fired / 100;
  const pooled = (ours.fired * runs + theirs * reference.runs) / (runs + reference.runs);
  const error = Math.sqrt(pooled * (1 - pooled) * (1 / runs + 1 / reference.runs));
  const oneRun = 1 / Math.min(runs, reference.runs);
  const rounding = reference.roundedTo / 200;
  return Math.abs(ours.fired - theirs) <= STANDARD_ERRORS * error + oneRun + rounding;
}

function near(ours: number, theirs: number, step: number): boolean {
  if (ours === theirs) return true;
  return Math.abs(ours - theirs) <= Math.max(MEDIANS_WITHIN * theirs, step) + 1e-9;
}
