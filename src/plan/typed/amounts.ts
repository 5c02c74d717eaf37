import { areJoined } from '../fields/duration.ts';
import type { Span } from '../text/source.ts';
import { NUMBER, NUMBER_WORDS, scaled, wordOrNumber } from './numbers.ts';
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

const WORD = `(?:${NUMBER_WORDS.join('|')}|an?)(?=[\\s-]+[a-z])`;
const SCALE = 'k(?!\\w)|\\s(?:thousand|million)\\b';

/** A number or a range of two; not in a word, a date, a time, an address or the number of an issue. */
const FIGURE = new RegExp(
  `(?<![\\w#$:.,]|\\d/\\d{1,4}/)(?<before>%)?(?<low>${NUMBER}|${WORD})(?<lowScale>${SCALE})?` +
    `(?:\\s*(?:%|percent)?\\s*(?:-|–|—|\\bto\\b)\\s*(?<high>${NUMBER})(?<highScale>${SCALE})?(?![\\w/:]))?` +
    '(?![:.,]?\\d|/\\d{1,2}/\\d)',
  'gi',
);

/** The amounts in the words, in order. `at`: the offset of the words in the plan. */
export function amountsIn(words: string, at: number): readonly Amount[] {
  const amounts = [...words.matchAll(FIGURE)].flatMap((figure) => {
    const unit = unitAt(words.slice(figure.index + figure[0].length));
    const amount = amountOf(figure, unit, prefixOf(words.slice(0, figure.index)));
    return amount ? [shifted(amount, at)] : [];
  });
  return joined(words, amounts, at);
}

type Prefix = {
  readonly bound: 'floor' | 'ceiling' | null;
  readonly approximate: boolean;
  readonly length: number;
};

const FLOOR = '(?:at least|no fewer than|more than|minimum(?: of)?|over|>=?|≥)';
const CEILING =
  '(?:at most|no more than|less than|fewer than|up to|maximum(?: of)?|below|under|<=?|≤)';
const ABOUT = '(?:~|≈|about|around|approximately|approx\\.?|roughly|nearly|almost)';
const PREFIX = new RegExp(
  `(?:(?<floor>${FLOOR})|(?<ceiling>${CEILING}))?\\s*(?<about>${ABOUT})?\\s*$`,
  'i',
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
  const { before, low = '' } = figure.groups ?? {};
  const measure = before === undefined ? unit.measure : 'percent';
  if (isNoFigure(low, measure, unit)) return null;
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
  if (/^\d/.test(low)) return false;
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

/** `1 day and 12 hours` is one length of time. */
function joined(words: string, amounts: readonly Amount[], at: number): readonly Amount[] {
  return amounts.reduce<readonly Amount[]>((before, amount) => {
    const last = before.at(-1);
    const together = last && bothLengths(last, amount);
    if (!last || !together) return [...before, amount];
    const between = words.slice(last.span.end - at, amount.span.start - at);
    return areJoined(between) ? [...before.slice(0, -1), together] : [...before, amount];
  }, []);
}

function bothLengths(one: Amount, other: Amount): Amount | null {
  if (one.measure !== 'duration' || other.measure !== 'duration') return null;
  if (one.least === null || other.least === null) return null;
  const sum = one.least + other.least;
  const span = { start: one.span.start, end: other.span.end };
  return { ...one, least: sum, most: sum, unit: null, span };
}
