import { malformedFigures, numberIn, product } from '../../../lib/written/index.ts';
import type { Quantity } from '../../criterion.ts';
import type { Complaint } from '../problem.ts';
import { anyPhraseAt } from './phrases.ts';
import type { Token } from './tokens.ts';

/** Something read: how many tokens it took; or what is wrong with it. */
export type ReadPiece<T> =
  | { readonly ok: true; readonly value: T; readonly length: number }
  | { readonly ok: false; readonly complaint: Complaint };

// Kept to what a number in a program can hold exactly, and print without an exponent.
const PLAIN_NUMBER = /^\d{0,12}(\.\d{1,6})?$/;

const NUMBER_WORDS = [
  ...['zero', 'one', 'two', 'three', 'four', 'five', 'six', 'seven', 'eight', 'nine', 'ten'],
  ...['eleven', 'twelve'],
];

/** The number at `at`; null when none begins there. */
export function numberAt(tokens: readonly Token[], at: number): ReadPiece<number> | null {
  const [first, second] = tokens.slice(at, at + 2);
  if (!first) return null;
  const inWords = NUMBER_WORDS.indexOf(first.text);
  if (inWords !== -1) return { ok: true, value: inWords, length: 1 };
  if (INEXACT.includes(first.text) && second?.kind === 'number') {
    return badNumber('an exact number that is not below zero', second.written);
  }
  return first.kind === 'number' ? numberInDigits(tokens, at, first) : null;
}

const INEXACT = ['-', '~', '≈'];

function numberInDigits(tokens: readonly Token[], at: number, first: Token): ReadPiece<number> {
  const bad = malformedAt(tokens, at, first);
  if (bad) return bad;
  const number = numberIn(first.text) ?? 0;
  const next = tokens[at + 1];
  const isInThousands = next?.text === 'k' && next.start === first.end && number < MOST_THOUSANDS;
  return isInThousands
    ? { ok: true, value: product(number, 1000), length: 2 }
    : { ok: true, value: number, length: 1 };
}

const MOST_THOUSANDS = 1e9;

function malformedAt(tokens: readonly Token[], at: number, first: Token): ReadPiece<number> | null {
  const [second, third] = tokens.slice(at + 1, at + 3);
  if (second?.text === ',' && third?.kind === 'number' && third.start === first.end + 1) {
    return badNumber('a number with a decimal point', asDecimal(first.text, third.text));
  }
  const [malformed] = malformedFigures(writtenFrom(tokens, at));
  if (malformed?.start === 0) return badNumber(malformed.expected, null);
  if (second && isStuckTo(first, second)) {
    return badNumber('a number, and a blank before the next word', `${first.text} ${second.text}`);
  }
  return PLAIN_NUMBER.test(first.text.replaceAll(',', '')) ? null : badNumber(TOO_LONG, null);
}

function isStuckTo(first: Token, second: Token): boolean {
  return second.kind === 'word' && second.start === first.end && !GLUED.includes(second.text);
}

const TOO_LONG = 'a number of at most twelve digits, and six more after the point';

/** `2,5` may be meant as 2.5; `10,00,000` as anything. */
function asDecimal(whole: string, decimals: string): string | null {
  return numberIn(`${whole}.${decimals}`) === null ? null : `${whole}.${decimals}`;
}

/** In tokens: more than any figure and its unit have. */
const FIGURE_REACH = 8;

/** What stands from a number on, so far as it can belong to it. */
function writtenFrom(tokens: readonly Token[], at: number): string {
  return tokens.slice(at, at + FIGURE_REACH).reduce((text, { written, start }, index) => {
    const gap = start - (tokens[at + index - 1]?.end ?? start);
    return `${text}${' '.repeat(index === 0 ? 0 : Math.min(gap, 2))}${written}`;
  }, '');
}

function badNumber(expected: string, suggestion: string | null): ReadPiece<number> {
  return { ok: false, complaint: { problem: 'bad-number', expected, suggestion } };
}

const MS_IN: readonly { readonly names: readonly string[]; readonly ms: number }[] = [
  { names: ['ms', 'msec', 'millisecond', 'milliseconds'], ms: 1 },
  { names: ['s', 'sec', 'secs', 'second', 'seconds'], ms: 1000 },
  { names: ['m', 'min', 'mins', 'minute', 'minutes'], ms: 60_000 },
  { names: ['h', 'hr', 'hrs', 'hour', 'hours'], ms: 3_600_000 },
  { names: ['d', 'day', 'days'], ms: 86_400_000 },
  { names: ['w', 'week', 'weeks'], ms: 7 * 86_400_000 },
];

/** What may stand right behind a figure. */
const GLUED = [...MS_IN.flatMap(({ names }) => names), 'k', 'x', 'pp', 'pct', 'percent'];

/** Milliseconds in the unit of time at `at`; null when there is none. */
export function unitOfTimeAt(tokens: readonly Token[], at: number): number | null {
  return MS_IN.find(({ names }) => anyPhraseAt(tokens, at, names) > 0)?.ms ?? null;
}

const LONGEST_MS = 10 * 366 * 86_400_000;

/** The length of time at `at`, in whole milliseconds: `2 s`, `an hour`, `1 day and 12 hours`. */
export function durationAt(tokens: readonly Token[], at: number): ReadPiece<number> | null {
  const first = oneLengthAt(tokens, at);
  if (!first?.ok) return first;
  const next = at + first.length;
  const joint = anyPhraseAt(tokens, next, ['and']);
  const rest = durationAt(tokens, next + joint);
  if (!rest?.ok) return first;
  return { ok: true, value: first.value + rest.value, length: first.length + joint + rest.length };
}

function oneLengthAt(tokens: readonly Token[], at: number): ReadPiece<number> | null {
  const count: ReadPiece<number> | null = ['a', 'an'].includes(tokens[at]?.text ?? '')
    ? { ok: true, value: 1, length: 1 }
    : numberAt(tokens, at);
  if (!count?.ok) return count;
  const unit = unitOfTimeAt(tokens, at + count.length);
  if (unit === null) return null;
  const value = product(count.value, unit);
  if (!Number.isInteger(value)) return badNumber('a length of time in whole milliseconds', null);
  if (value > LONGEST_MS) return badNumber('a length of time of at most ten years', null);
  return { ok: true, value, length: count.length + 1 };
}

const PERCENT = ['%', 'percent', 'per cent', 'pct'];

/** The amount at `at`: `5%`, `2 s`, `200`; null when none begins there. */
export function quantityAt(tokens: readonly Token[], at: number): ReadPiece<Quantity> | null {
  const duration = durationAt(tokens, at);
  if (duration) {
    return duration.ok
      ? { ...duration, value: { kind: 'duration', ms: duration.value } }
      : duration;
  }
  // “< %5” is seen in plans.
  const signFirst = tokens[at]?.text === '%' ? 1 : 0;
  const number = numberAt(tokens, at + signFirst);
  if (!number?.ok) return number;
  const { value } = number;
  const length = signFirst + number.length;
  const percent = signFirst || anyPhraseAt(tokens, at + length, PERCENT);
  if (percent === 0) return { ok: true, value: { kind: 'count', count: value }, length };
  const taken = signFirst ? length : length + percent;
  return { ok: true, value: { kind: 'percent', percent: value }, length: taken };
}
