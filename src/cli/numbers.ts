import { InvalidArgumentError } from 'commander';

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
  return numberIn(
    text,
    (value) => Number.isSafeInteger(value) && value >= 1,
    'a whole number from 1, such as 12',
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
