import { malformedFigures, NUMBER } from '../../lib/written/index.ts';
import { blanked } from '../text/blank.ts';
import type { Span } from '../text/source.ts';
import { NUMBER_WORDS, scaled, wordOrNumber } from './numbers.ts';
import { unitAt, type Unit } from './units.ts';

/** A number as a plan writes it, with what it counts. */
export type Amount = {
  /** A percentage from 0 to 100, minutes, or a count of `unit`. */
  readonly measure: Unit['measure'];
  /** The lower and the upper end; the same for one number. Null: the plan leaves that end open. */
  readonly least: number | null;
  readonly most: number | null;
  /** `~10`, `about 10`. */
  readonly approximate: boolean;
  /** As written: `users`, `calls to API`, `of authenticated Veterans`, `weeks`; null for a bare number. */
  readonly unit: string | null;
  readonly span: Span;
};

const WORD = `(?:${NUMBER_WORDS.join('|')}|an?)(?=[\\s\\p{Pd}]+[a-z])`;
const SCALE = 'k(?!\\w)|\\s(?:hundred|thousand|million)\\b';
const TO = '\\s*(?:[\\p{Pd}−]|\\bto\\b|\\bor\\b)\\s*';
/** `25% - 100%` is a range, `10% - 200 users` are two figures. */
const PERCENT_BETWEEN = `(?:\\s*(?:%|percent\\b)(?=${TO}(?:${NUMBER})\\s*(?:%|percent\\b)))?`;

/** A number or a range of two; not in a word, a date, a time, an address or the number of an issue. */
const FIGURE = new RegExp(
  '(?:(?<=\\d(?:hr?s?|min|[dwm]))|(?<![\\w#$:.,]|\\d/\\d{1,4}/))' +
    `(?<before>%)?(?<low>${NUMBER}|${WORD})(?<lowScale>${SCALE})?` +
    `(?:${PERCENT_BETWEEN}${TO}(?<high>${NUMBER}|${WORD})(?<highScale>${SCALE})?(?![\\w/:]))?` +
    '(?![:.,]?\\d|/\\d{1,2}/\\d)',
  'giu',
);

/** The amounts in the words, in order; what can’t be read as a figure is none. `at`: the offset of the words in the plan. */
export function amountsIn(written: string, at: number): readonly Amount[] {
  const words = withoutMalformed(written).replace(BETWEEN, '$1 to');
  const amounts = [...words.matchAll(FIGURE)].flatMap((figure) => {
    const unit = unitAt(words.slice(figure.index + figure[0].length));
    const amount = amountOf(figure, unit, prefixOf(words.slice(0, figure.index)));
    return amount ? [shifted(amount, at)] : [];
  });
  return joined(words, amounts, at);
}

/** `between 2 and 4 days` */
const BETWEEN = /(\bbetween\s+[\w.,]+\s+)and(?=\s)/gi;

/** The words with every figure blanked out that can’t be read. */
export function withoutMalformed(words: string): string {
  return blanked(words, malformedFigures(words), ' ');
}

type Prefix = {
  readonly bound: 'floor' | 'ceiling' | null;
  readonly approximate: boolean;
  readonly length: number;
};

const FLOOR =
  '(?:until\\s+)?(?:at least|not? (?:fewer|less) than|more than|(?:a\\s+)?minimum(?:\\s+of)?:?|(?<!\\d\\s*)min\\.?|over)|until';
const CEILING = 'at most|not? more than|less than|fewer than|up to|maximum(?: of)?|below|under';
const ABOUT = '(?:~|≈|about|around|approximately|approx\\.?|roughly|nearly|almost)';
const WORD_BEFORE = '(?<![\\p{L}\\p{N}])';
const PREFIX = new RegExp(
  `(?:(?<floor>${WORD_BEFORE}(?:${FLOOR})|>=?|≥)|(?<ceiling>${WORD_BEFORE}(?:${CEILING})|<=?|≤))?\\s*(?<about>${ABOUT})?\\s*$`,
  'iu',
);
/** In characters: longer than any prefix. */
const PREFIX_REACH = 40;

function prefixOf(before: string): Prefix {
  const hit = PREFIX.exec(before.slice(-PREFIX_REACH));
  const { floor, ceiling, about } = hit?.groups ?? {};
  const length = (floor ?? ceiling ?? about) ? (hit?.[0].trimStart().length ?? 0) : 0;
  const bound = floor !== undefined ? 'floor' : ceiling !== undefined ? 'ceiling' : null;
  return { bound, approximate: about !== undefined, length };
}

function amountOf(figure: RegExpExecArray, unit: Unit, prefix: Prefix): Amount | null {
  const { before, low = '', lowScale } = figure.groups ?? {};
  const measure = before === undefined ? unit.measure : 'percent';
  if (lowScale === undefined && isNoFigure(low, measure, unit)) return null;
  const [first, last] = endsOf(figure, unit);
  return {
    measure,
    least: prefix.bound === 'ceiling' ? null : first,
    most: prefix.bound === 'floor' || unit.isOpenAbove ? null : last,
    approximate: prefix.approximate,
    unit: unit.words,
    span: {
      start: figure.index - prefix.length,
      end: figure.index + figure[0].length + unit.length,
    },
  };
}

/** `a large group` counts nothing, and `one` alone is a pronoun. */
function isNoFigure(low: string, measure: Amount['measure'], { words }: Unit): boolean {
  if (/^[.\d]/.test(low)) return false;
  return words === null || (/^an?$/i.test(low) && measure !== 'duration');
}

function endsOf(figure: RegExpExecArray, { factor }: Unit): readonly [number, number] {
  const { low = '', lowScale, high, highScale } = figure.groups ?? {};
  const first = scaled(wordOrNumber(low) ?? 0, lowScale ?? highScale) * factor;
  if (high === undefined) return [first, first];
  return [first, scaled(wordOrNumber(high) ?? 0, highScale) * factor];
}

function shifted(amount: Amount, by: number): Amount {
  const { start, end } = amount.span;
  return { ...amount, span: { start: start + by, end: end + by } };
}

/** `1 day and 12 hours` is one length of time, `1 day - 2 days` a range; “at least” counts for both of `24 hours and 300 users`. */
function joined(words: string, amounts: readonly Amount[], at: number): readonly Amount[] {
  const done: Amount[] = [];
  for (const amount of amounts) {
    const last = done.at(-1);
    const between = last ? words.slice(last.span.end - at, amount.span.start - at) : '';
    const together = last && (rangeOf(last, amount, between) ?? sumOf(last, amount, between));
    if (together) done.splice(-1, 1, together);
    else done.push(last ? alsoFloor(last, amount, between) : amount);
  }
  return done;
}

function rangeOf(one: Amount, other: Amount, between: string): Amount | null {
  const isRange = /^\s*(?:-|–|—|to|or)\s*$/i.test(between);
  const isAlike = one.measure === other.measure && one.unit !== null && isExact(one);
  if (!isRange || !isAlike || !isExact(other)) return null;
  return { ...other, least: one.least, span: { start: one.span.start, end: other.span.end } };
}

function sumOf(one: Amount, other: Amount, between: string): Amount | null {
  if (one.measure !== 'duration' || other.measure !== 'duration') return null;
  if (!/^[\s,]*(?:and\s+)?$/i.test(between) || one.least === null || other.least === null)
    return null;
  const sum = one.least + other.least;
  const most = one.most === null ? null : sum;
  const span = { start: one.span.start, end: other.span.end };
  return { ...one, least: sum, most, unit: null, span };
}

function alsoFloor(one: Amount, other: Amount, between: string): Amount {
  const isFloor = one.most === null && /^[\s,]*and\s+$/i.test(between);
  return isFloor && isExact(other) ? { ...other, most: null } : other;
}

const isExact = ({ least, most }: Amount) => least === most;

/** Whole minutes of the first length of time in the words, the lower end of a range; null when there is none. */
export function minutesIn(words: string): number | null {
  const length = amountsIn(words.replaceAll('\u00A0', ' '), 0).find(
    ({ measure }) => measure === 'duration',
  );
  return length ? minutesOf(length) : null;
}

/** At least so many minutes; of `up to 2 days` those of 2 days, to be on the safe side. */
export function minutesOf({ least, most }: Amount): number | null {
  const minutes = least ?? most;
  return minutes === null ? null : Math.round(minutes);
}
