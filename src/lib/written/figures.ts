import { MINUTES_PER_DAY, MINUTES_PER_HOUR } from '../duration.ts';

/** Digits as Americans write them, `1,500`, `0.5`, `.5`, as part of a pattern; no sign. */
export const NUMBER = '\\d{1,3}(?:,\\d{3})+(?:\\.\\d+)?|\\d+(?:\\.\\d+)?|\\.\\d+';

const WHOLE_NUMBER = new RegExp(`^(?:${NUMBER})$`);

/** So many digits a number of the program holds exactly, and prints as they were written. */
export const MOST_DIGITS = 15;

/** The number that the words are, and nothing else: `1,500` is 1500; null for `2,5`, `12.5.5` or `0x10`. */
export function numberIn(written: string): number | null {
  if (!WHOLE_NUMBER.test(written)) return null;
  const digits = written.replaceAll(',', '');
  return digits.replace(/^0+|\./g, '').length > MOST_DIGITS ? null : Number(digits);
}

/** A whole number that counts something: `1,500`, `20.0`; null for `2.5`, and for `1.500`, which may be meant as either. */
export function countIn(written: string): number | null {
  const number = mayBeThousands(written) ? null : numberIn(written);
  return number !== null && Number.isInteger(number) ? number : null;
}

/** `1.500`: one and a half in America, one and a half thousand elsewhere. */
export function mayBeThousands(written: string): boolean {
  return /^[1-9]\d{0,2}\.\d{3}$/.test(written);
}

/** The number times a whole factor, as exact as it was written: `1.1` thousand is 1100. */
export function product(number: number, factor: number): number {
  return Number((number * factor).toPrecision(MOST_DIGITS));
}

/** Minutes since midnight of `9:05` or `24:00`; null for `9:75`. */
export function minuteOfDay(written: string): number | null {
  const [, hours, minutes] = /^(\d{1,2}):(\d\d)$/.exec(written) ?? [];
  const minute = Number(hours) * MINUTES_PER_HOUR + Number(minutes);
  return Number(minutes) < MINUTES_PER_HOUR && minute <= MINUTES_PER_DAY ? minute : null;
}

/** Whether the calendar has the day; February 29 counts where no year is named. */
export function isCalendarDay(year: number | null, month: number, day: number): boolean {
  if (month < 1 || month > 12 || day < 1) return false;
  const lastDay = new Date(Date.UTC(year ?? 2000, month, 0)).getUTCDate();
  return day <= lastDay;
}

/** What looks like a figure and can't be read as one: where it stands, and what was expected instead. */
export type MalformedFigure = {
  readonly start: number;
  readonly end: number;
  readonly written: string;
  readonly expected: string;
};

const A_DAY = 'a day of the calendar, such as 4/8/2024 or 2024-04-08';
const A_TIME = 'a time of the day from 0:00 to 24:00';
const A_DECIMAL = 'a decimal point and thousands in groups of three, such as 2.5 or 2,500';
const ONE_NUMBER = 'one number in plain digits';
const NOT_NEGATIVE = 'a number that is not below zero';
const TOO_MANY_DIGITS = `at most ${MOST_DIGITS} digits`;
const UNAMBIGUOUS = 'thousands with a comma, or a decimal number without zeros at its end';
const A_PERCENTAGE = 'a percentage, such as 0.5%';
const NO_FRACTION = 'a decimal number instead of a fraction, such as 0.5';

const ISO_DAY = /(?<![\w/.-])(?<year>\d{4})([-/])(?<month>\d{1,2})\2(?<day>\d{1,2})(?!\d)/g;
const SLASHED_DAY = /(?<![\w/.])(?<month>\d{1,2})\/(?<day>\d{1,2})\/(?<year>\d{2,6})(?![\d/])/g;
export const MONTHS = [
  ...['jan', 'feb', 'mar', 'apr', 'may', 'jun'],
  ...['jul', 'aug', 'sep', 'oct', 'nov', 'dec'],
];
const MONTH = `(?<name>${MONTHS.join('|')})[a-z]{0,6}\\.?`;
const NAMED_DAYS = [
  `(?<![\\w/.-])${MONTH}\\s(?<day>\\d{1,2})(?:st|nd|rd|th)?(?![\\d:])(?:\\s?[-–—]\\s?(?<last>\\d{1,2})(?![\\d/]))?(?:,?\\s(?<year>\\d{4})\\b)?`,
  `(?<![\\w/.-])(?<day>[0-3]?\\d)(?:st|nd|rd|th)?\\s${MONTH}(?:,?\\s(?<year>\\d{4})\\b)?`,
].map((shape) => new RegExp(shape, 'gi'));
const WRITTEN_DAYS = [ISO_DAY, SLASHED_DAY];
const FRACTION =
  /(?<![\w/.,])\d+ ?[/⁄] ?\d+(?=\s*(?:%|percent\b|min|h(?:ou)?rs?\b|days?\b|weeks?\b))/gi;
/** `1/2 users`; `233/572 users` is a share of them. */
const SMALL_FRACTION = /(?<![\w/.,])[1-9] ?[/⁄] ?(?:[2-9]|10)(?=\s[a-z])/gi;
const EXPONENT = /(?<![\p{L}\p{N}_.,])[\d.,]+e[-+−]?\d[\d.,]*/giu;
/** `13:00 pm` */
const ODD_HALF = /(?<![\w.,:])(?:0?0|1[3-9]|2\d):\d\d ?[ap]\.?m\b/gi;
/** `1 000`, `1'000`: thousands in another country’s way. */
const SPACED = /(?<![\p{N}.,:])\d{1,3}(?:[ \u00a0\u2009\u202f'’]\d{3})+(?!\p{N})/gu;
const PRODUCT = /(?<![\w.,])\d+ ?[x×] ?\d+/g;
/** Number words that are not read. */
const SPELLED =
  /(?<![\p{L}\p{N}])(?:(?:an? )?half(?: an?)?|dozens?|hundreds|thousands|(?:thir|four|fif|six|seven|eigh|nine)teen|(?:twen|thir|for|fif|six|seven|eigh|nine)ty)(?![\p{L}\p{N}])/giu;
const ODD_PERCENT = /(?<![\p{L}\p{N}_.,:])[\d.,]+\s?[‰‱٪％]/gu;
/**
 * A sign stands at the beginning only: behind another figure it is the dash of a range. It is looked for before what
 * stands to its left, so that a long run of blanks is not gone over again from each of them.
 */
const RUN =
  /(?<![\p{L}\p{N}_#.,:])(?<sign>[-−](?<=(?:^|[([:,=−-])\s*[-−]))?[.,]?\p{N}(?:[\p{L}\p{N}_]|[.,:·٫٬'’]+(?=\p{N}))*/gu;

const ELSEWHERE: readonly (readonly [RegExp, string])[] = [
  [FRACTION, NO_FRACTION],
  [SMALL_FRACTION, NO_FRACTION],
  [EXPONENT, ONE_NUMBER],
  [ODD_HALF, A_TIME],
  [SPACED, A_DECIMAL],
  [PRODUCT, ONE_NUMBER],
  [SPELLED, ONE_NUMBER],
  [ODD_PERCENT, A_PERCENTAGE],
];

/** Every figure in the words that is refused rather than guessed, in order. */
export function malformedFigures(words: string): readonly MalformedFigure[] {
  const days = [...WRITTEN_DAYS, ...NAMED_DAYS].flatMap((pattern) => [...words.matchAll(pattern)]);
  const found: MalformedFigure[] = days
    .filter((hit) => !isDay(hit))
    .map((hit) => malformed(hit, A_DAY));
  let rest = WRITTEN_DAYS.reduce(blank, words);
  for (const [pattern, expected] of ELSEWHERE) {
    found.push(...[...rest.matchAll(pattern)].map((hit) => malformed(hit, expected)));
    rest = blank(rest, pattern);
  }
  for (const hit of rest.matchAll(RUN)) {
    const expected = expectedInstead(hit, rest);
    if (expected !== null) found.push(malformed(hit, expected));
  }
  return found.toSorted((one, other) => one.start - other.start);
}

function blank(words: string, pattern: RegExp): string {
  return words.replace(pattern, (hit) => ' '.repeat(hit.length));
}

function malformed({ index, 0: written }: RegExpExecArray, expected: string): MalformedFigure {
  return { start: index, end: index + written.length, written, expected };
}

function isDay({ groups }: RegExpExecArray): boolean {
  const { year, month, name = '', day, last = day } = groups ?? {};
  const number = month === undefined ? monthNumber(name) : Number(month);
  const ofYear = year === undefined ? null : Number(year);
  return [day, last].every((one) => isCalendarDay(ofYear, number, Number(one)));
}

/** 1 for `January` or `jan`; 0 for no month. */
export function monthNumber(name: string): number {
  return MONTHS.indexOf(name.slice(0, 3).toLowerCase()) + 1;
}

/** What should stand there instead of a run of digits, letters and points; null where it can be read. */
function expectedInstead(
  { 0: written, index, groups }: RegExpExecArray,
  words: string,
): string | null {
  if (groups?.['sign'] !== undefined) return NOT_NEGATIVE;
  // `24h`, `1h30m` and `20k` end in letters; `0x10` and `1e3` are no figures.
  if (/[\p{L}_].*\p{N}$/su.test(written) || /(?!\d)\p{N}/u.test(written)) return ONE_NUMBER;
  const behind = words.slice(index + written.length, index + written.length + UNIT_REACH);
  const figures = written.split(/[\p{L}_]+/u).filter((figure) => figure !== '');
  if (!NO_COUNT.test(behind) && figures.some(mayBeThousands)) return UNAMBIGUOUS;
  return figures.map(expectedFigure).find((expected) => expected !== null) ?? null;
}

/** Thousandths are usual in these. */
const NO_COUNT = /^\s?(?:%|per ?cent\b|pct\b|(?:percentage )?points?\b|pp\b|times\b|[x×*](?!\w))/i;
/** In characters: longer than any of them. */
const UNIT_REACH = 20;

function expectedFigure(figure: string): string | null {
  if (numberIn(figure) !== null) return null;
  if (WHOLE_NUMBER.test(figure)) return TOO_MANY_DIGITS;
  if (/^\d{1,2}:\d\d$/.test(figure)) return minuteOfDay(figure) === null ? A_TIME : null;
  if (figure.includes(':')) return null;
  const [, month, day, year] = /^(\d{1,2})\.(\d{1,2})\.(\d\d|\d{4})$/.exec(figure) ?? [];
  if (year !== undefined) {
    return isCalendarDay(Number(year), Number(month), Number(day)) ? null : A_DAY;
  }
  return figure.includes(',') ? A_DECIMAL : ONE_NUMBER;
}
