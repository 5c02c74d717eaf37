import { InvalidArgumentError } from 'commander';

import { MINUTES_PER_DAY, MINUTES_PER_HOUR } from '../lib/duration.ts';

const LARGEST_RATE_RATIO = 1_000_000;
const SMALLEST_BUDGET = 1e-12;

/** How many times as frequent errors are with the feature. */
export function rateRatio(text: string): number {
  return numberIn(
    text,
    (value) => value > 0 && value <= LARGEST_RATE_RATIO,
    `a number above 0 and at most ${LARGEST_RATE_RATIO}, such as 1.5`,
  );
}

/** A number from 0, such as how many people are expected. */
export function atLeastZero(text: string): number {
  return numberIn(text, (value) => value >= 0, 'a number from 0, such as 50');
}

/** A whole number from 0. */
export function wholeNumber(text: string): number {
  return numberIn(
    text,
    (value) => Number.isSafeInteger(value) && value >= 0,
    'a whole number, such as 12',
  );
}

/** A whole number from 1, such as the number of a question. */
export function fromOne(text: string): number {
  return wholeNumberUpTo(Number.MAX_SAFE_INTEGER)(text);
}

/** A whole number from 1 up to, and including, `most`. */
export function wholeNumberUpTo(most: number): (text: string) => number {
  const limit = most === Number.MAX_SAFE_INTEGER ? '' : ` to ${most.toLocaleString('en-US')}`;
  return (text) =>
    numberIn(
      text,
      (value) => Number.isSafeInteger(value) && value >= 1 && value <= most,
      `a whole number from 1${limit}, such as 12`,
    );
}

/** Any whole number, such as a seed. */
export function anyWholeNumber(text: string): number {
  return numberIn(text, Number.isSafeInteger, 'a whole number, such as 1');
}

const MOST_PEOPLE = 1_000_000;

/** People a day, at least some: `2300`, `2,300`. */
export function peopleADay(text: string): number {
  return numberIn(
    text.replaceAll(',', ''),
    (value) => value > 0 && value <= MOST_PEOPLE,
    'people a day, above 0 and at most 1,000,000',
  );
}

/** A budget of false rollbacks. */
export function budget(text: string): number {
  return numberIn(
    text,
    (value) => value >= SMALLEST_BUDGET && value < 1,
    `a number from ${SMALLEST_BUDGET} and below 1, such as 0.01`,
  );
}

function numberIn(text: string, fits: (value: number) => boolean, expected: string): number {
  const value = Number(text);
  if (text.trim() !== '' && Number.isFinite(value) && fits(value)) return value;
  throw new InvalidArgumentError(`Expected ${expected}.`);
}

/** `5%` or `0.05` → 0.05 */
export function fraction(text: string): number {
  const share = text.endsWith('%') ? Number(text.slice(0, -1)) / 100 : Number(text);
  if (text.trim() === '' || !(share >= 0 && share <= 1)) {
    throw new InvalidArgumentError('Expected a share such as 5% or 0.05, from 0 to 1.');
  }
  return share;
}

const MINUTES_PER_UNIT: Readonly<Record<string, number>> = {
  m: 1,
  h: MINUTES_PER_HOUR,
  d: MINUTES_PER_DAY,
};

/** `90m`, `2h`, `2d` → minutes */
export function minutes(text: string): number {
  const [, count, unit] = /^(\d+(?:\.\d+)?)([mhd])$/.exec(text) ?? [];
  const perUnit = MINUTES_PER_UNIT[unit ?? ''];
  if (count === undefined || perUnit === undefined) {
    throw new InvalidArgumentError('Expected a duration such as 90m, 2h or 2d.');
  }
  return Number(count) * perUnit;
}
