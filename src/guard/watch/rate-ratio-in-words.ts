import { percent } from '../../lib/figures.ts';
import { BETA } from '../labels/proven-safe.ts';

/** So many times as frequent are failed visits with the feature; null: that can’t be said. */
export type RateRatioBounds = {
  /** Since the run began. Wrong with a chance of alpha, at whatever moment one looks. */
  readonly atLeast: number | null;
  /** In the present stage. Wrong one time in twenty, at whatever moment one looks. */
  readonly atMost: number | null;
};

/** `With the feature, visits fail at least 2.1 times as often (wrong with a chance of 1 %).` */
export function rateRatioInWords({ atLeast, atMost }: RateRatioBounds, alpha: number): string {
  const more = atLeastInWords(atLeast);
  const bounds = [
    more && `${more} (${wrongWith(alpha)})`,
    atMost && `in this stage at most ${up(atMost)} times as often (${wrongWith(BETA)})`,
  ].filter((bound) => bound !== null);
  return bounds.length === 0
    ? 'Whether visits fail more often with the feature than without it can’t be said yet.'
    : `With the feature, visits fail ${bounds.join(', and ')}.`;
}

/** `at least 2.1 times as often`; null where the bound says nothing of harm, being hardly above once or below. */
export function atLeastInWords(atLeast: number | null): string | null {
  if (atLeast === null || atLeast < WORTH_TELLING) return null;
  return `at least ${down(atLeast)} times as often`;
}

const WORTH_TELLING = 1.1;

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
