import { InvalidArgumentError } from 'commander';

import { MINUTE_MS } from '../lib/duration.ts';
import {
  countIn,
  instantIn,
  isDay,
  lengthIn,
  mayBeThousands,
  numberIn,
  percentIn,
  shareIn,
} from '../lib/written/index.ts';

const LARGEST_RATE_RATIO = 1_000_000;
const SMALLEST_BUDGET = 1e-12;

/** How many times as frequent errors are with the feature. */
export function rateRatio(text: string): number {
  return figureIn(
    text,
    (value) => value > 0 && value <= LARGEST_RATE_RATIO,
    `a number above 0 and at most ${LARGEST_RATE_RATIO}, such as 1.5`,
  );
}

/** A number from 0, such as how many people are expected. */
export function atLeastZero(text: string): number {
  return figureIn(text, () => true, 'a number from 0, such as 50');
}

/** A whole number from 0. */
export function wholeNumber(text: string): number {
  return figureIn(text, Number.isInteger, 'a whole number, such as 12');
}

/** As many as were counted on a day, from 0. */
export function counted(text: string): number {
  return figureIn(
    text,
    (value) => Number.isInteger(value) && value <= MOST_COUNTED,
    `a whole number from 0 to ${MOST_COUNTED.toLocaleString('en-US')}, such as 3`,
  );
}

const MOST_COUNTED = 100_000;

/** A whole number from 1, such as the number of a question. */
export function fromOne(text: string): number {
  return wholeNumberUpTo(Number.MAX_SAFE_INTEGER)(text);
}

/** A whole number from 1 up to, and including, `most`. */
export function wholeNumberUpTo(most: number): (text: string) => number {
  const limit = most === Number.MAX_SAFE_INTEGER ? '' : ` to ${most.toLocaleString('en-US')}`;
  return (text) =>
    figureIn(
      text,
      (value) => Number.isInteger(value) && value >= 1 && value <= most,
      `a whole number from 1${limit}, such as 12`,
    );
}

/** Any whole number, such as a seed. */
export function anyWholeNumber(text: string): number {
  const count = countIn(text.replace(/^-/, ''));
  if (count === null) throw new InvalidArgumentError('Expected a whole number, such as 1.');
  return text.startsWith('-') ? -count : count;
}

const MOST_PEOPLE = 1_000_000;

/** People a day: `2300`, `2,300`. */
export function peoplePerDay(text: string): number {
  return figureIn(text, () => true, 'a number of people such as 2304');
}

/** The same, at least some. */
export function peopleADay(text: string): number {
  return figureIn(
    text,
    (value) => value > 0 && value <= MOST_PEOPLE,
    'people a day, above 0 and at most 1,000,000',
  );
}

/** A budget of false rollbacks. */
export function budget(text: string): number {
  return figureIn(
    text,
    (value) => value >= SMALLEST_BUDGET && value < 1,
    `a number from ${SMALLEST_BUDGET} and below 1, such as 0.01`,
  );
}

function figureIn(text: string, fits: (value: number) => boolean, expected: string): number {
  const value = mayBeThousands(text) ? null : numberIn(text);
  if (value !== null && fits(value)) return value;
  throw new InvalidArgumentError(`Expected ${expected}${unclear(text)}.`);
}

/** `1.000` is one here, and a thousand elsewhere. */
const unclear = (text: string) =>
  mayBeThousands(text)
    ? '; thousands are written with a comma, and decimals without zeros at their end'
    : '';

/** `5%` or `0.05` → 0.05 */
export function fraction(text: string): number {
  const share = shareIn(text);
  if (share !== null) return share;
  throw new InvalidArgumentError('Expected a share such as 5% or 0.05, from 0 to 1.');
}

/** `20` and `20%` are 20 percent, `0.5` is half a percent: read as a share it would open a hundred times as far. */
export function percentage(text: string): number {
  const percent = percentIn(text.endsWith('%') ? text : `${text}%`);
  if (percent !== null) return percent;
  throw new InvalidArgumentError('Expected percent from 0 to 100, such as 20 or 12.5%.');
}

/** `90m`, `2h`, `2d` → minutes */
export function minutes(text: string): number {
  const ms = lengthIn(text, ['m', 'h', 'd']);
  if (ms !== null) return ms / MINUTE_MS;
  throw new InvalidArgumentError('Expected a duration such as 90m, 2h or 2d.');
}

/** The beginning of a day in Eastern time, or a moment. */
export function beginning(text: string): Date {
  return moment(isDay(text) ? `${text}T00:00:00-05:00` : text);
}

/** A day, `2026-11-24`, or a moment, `2026-11-24T10:00:00-05:00`. */
export function moment(text: string): Date {
  // At noon it is the same day in every zone of the United States.
  const date = instantIn(isDay(text) ? `${text}T12:00:00-05:00` : text);
  if (date !== null) return date;
  throw new InvalidArgumentError(
    'Expected a day of the calendar such as 2026-11-24, or a moment such as 2026-11-24T10:00-05:00.',
  );
}
