import type { Figures } from '../runs/figures.ts';
import type { Reference } from './reference.ts';

/** Where a figure of ours lies too far from the reference. */
export type Difference = 'share' | 'minutes' | 'harmed';

const MEDIANS_WITHIN = 0.15;
/** With fewer runs, on either side, chance alone moves a median further. */
const RUNS_FOR_THAT = 2_000;
/** Some 150 shares are compared, so one of them may well lie two standard errors away. */
const STANDARD_ERRORS = 3.3;

export type Compared = {
  readonly ours: Figures;
  readonly runs: number;
  readonly minutesBetweenLooks: number;
};

/**
 * Medians may differ by 15%, or by the smallest step they can differ by: a look, or a person. Shares may differ
 * by what chance does to two samples of these sizes, and by the rounding in print.
 */
export function differences(compared: Compared, reference: Reference): readonly Difference[] {
  const { ours, runs, minutesBetweenLooks } = compared;
  const { median, harmed } = reference;
  const within = medianWithin(Math.min(runs, reference.runs));
  const found: readonly (readonly [Difference, boolean])[] = [
    ['share', sharesAgree(compared, reference)],
    [
      'minutes',
      median === null || near(ours.minutes.median, median, { within, step: minutesBetweenLooks }),
    ],
    ['harmed', harmed === null || near(ours.harmed, harmed, { within, step: 1 })],
  ];
  return found.flatMap(([difference, agrees]) => (agrees ? [] : [difference]));
}

function medianWithin(runs: number): number {
  return MEDIANS_WITHIN * Math.sqrt(Math.max(1, RUNS_FOR_THAT / runs));
}

function near(
  ours: number,
  theirs: number,
  { within, step }: { readonly within: number; readonly step: number },
): boolean {
  if (ours === theirs) return true;
  return Math.abs(ours - theirs) <= Math.max(within * theirs, step) + 1e-9;
}

function sharesAgree({ ours, runs }: Compared, reference: Reference): boolean {
  const theirs = reference.fired / 100;
  const pooled = (ours.fired * runs + theirs * reference.runs) / (runs + reference.runs);
  const error = Math.sqrt(pooled * (1 - pooled) * (1 / runs + 1 / reference.runs));
  const oneRun = 1 / Math.min(runs, reference.runs);
  const rounding = reference.roundedTo / 200;
  return Math.abs(ours.fired - theirs) <= STANDARD_ERRORS * error + oneRun + rounding;
}
