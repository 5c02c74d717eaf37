import { percent } from '../lib/figures.ts';
import { BETA } from './guard/index.ts';

/** So many times as frequent are failed visits with the feature; null: that can’t be said. */
export type RateRatioBounds = {
  /** Since the run began. Wrong with a chance of alpha, at whatever moment one looks. */
  readonly atLeast: number | null;
  /** In the present stage. Wrong one time in twenty, at whatever moment one looks. */
  readonly atMost: number | null;
};

/** `With the feature, visits fail at least 2.1 times as often as without it (wrong with a chance of 1 %).` */
export function rateRatioInWords({ atLeast, atMost }: RateRatioBounds, alpha: number): string {
  const bounds = [
    atLeast && `at least ${down(atLeast)} times as often as without it (${wrongWith(alpha)})`,
    atMost && `in this stage at most ${up(atMost)} times as often (${wrongWith(BETA)})`,
  ].filter((bound) => bound !== null);
  return bounds.length === 0
    ? 'How often visits fail with the feature, beside how often they fail without it, can’t be said yet.'
    : `With the feature, visits fail ${bounds.join(', and ')}.`;
}

function wrongWith(chance: number): string {
  return `wrong with a chance of ${percent(chance)}`;
}

const down = (value: number): string => twoDigits(value, Math.floor);
const up = (value: number): string => twoDigits(value, Math.ceil);

/** Rounded so that the bound still holds: `2.1`, `0.36`, `43`. */
function twoDigits(value: number, round: (scaled: number) => number): string {
  const unit = 10 ** (Math.floor(Math.log10(value)) - 1);
  return String(Number((round(value / unit) * unit).toPrecision(2)));
}
