import { MINUTES_PER_DAY, MINUTES_PER_HOUR } from './duration.ts';

/** Digits as Americans write them, `1,500`, `0.5`, `.5`, as part of a pattern; no sign. */
export const NUMBER = '\\d{1,3}(?:,\\d{3})+(?:\\.\\d+)?|\\d+(?:\\.\\d+)?|\\.\\d+';

const WHOLE_NUMBER = new RegExp(`^(?:${NUMBER})$`);

/** The number that the words are, and nothing else: `1,500` is 1500; null for `2,5`, `12.5.5` or `0x10`. */
export function numberIn(written: string): number | null {
  return WHOLE_NUMBER.test(written) ? Number(written.replaceAll(',', '')) : null;
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
const NO_FRACTION = 'a decimal number instead of a fraction, such as 0.5';

const ISO_DAY = /(?<![\w/.-])(?<year>\d{4})-(?<month>\d{2})-(?<day>\d{2})(?!\d)/g;
const SLASHED_DAY = /(?<![\w/.])(?<month>\d{1,2})\/(?<day>\d{1,2})\/(?<year>\d{2,6})(?![\d/])/g;
const FRACTION = /(?<![\w/.,])\d+\/\d+(?=\s*(?:%|percent\b|min|h(?:ou)?rs?\b|days?\b|weeks?\b))/gi;
/**
 * A sign stands at the beginning only: behind another figure it is the dash of a range. It is looked for before what
 * stands to its left, so that a long run of blanks is not gone over again from each of them.
 */
const RUN =
  /(?<![\p{L}\p{N}_#.,:])(?<sign>[-−](?<=(?:^|[([:,=])\s*[-−]))?[.,]?\d(?:[\p{L}\p{N}_]|[.,:](?=\d))*/gu;

/** Every figure in the words that is refused rather than guessed, in order. */
export function malformedFigures(words: string): readonly MalformedFigure[] {
  const days = [...words.matchAll(ISO_DAY), ...words.matchAll(SLASHED_DAY)];
  const fractions = [...words.matchAll(FRACTION)];
  const rest = [ISO_DAY, SLASHED_DAY, FRACTION].reduce(
    (left, pattern) => left.replace(pattern, (hit) => ' '.repeat(hit.length)),
    words,
  );
  return [
    ...days.filter((hit) => !isDay(hit)).map((hit) => malformed(hit, A_DAY)),
    ...fractions.map((hit) => malformed(hit, NO_FRACTION)),
    ...[...rest.matchAll(RUN)].flatMap((hit) => {
      const expected = expectedInstead(hit);
      return expected === null ? [] : [malformed(hit, expected)];
    }),
  ].toSorted((one, other) => one.start - other.start);
}

function malformed({ index, 0: written }: RegExpExecArray, expected: string): MalformedFigure {
  return { start: index, end: index + written.length, written, expected };
}

function isDay({ groups }: RegExpExecArray): boolean {
  const { year, month, day } = groups ?? {};
  return isCalendarDay(Number(year), Number(month), Number(day));
}

/** What should stand there instead of a run of digits, letters and points; null where it can be read. */
function expectedInstead({ 0: written, groups }: RegExpExecArray): string | null {
  if (groups?.['sign'] !== undefined) return NOT_NEGATIVE;
  // `24h`, `1h30m` and `20k` end in letters; `0x10` and `1e3` are no figures.
  if (/\p{L}.*\p{N}$/su.test(written)) return ONE_NUMBER;
  const figures = written.split(/[\p{L}_]+/u).filter((figure) => figure !== '');
  return figures.map(expectedFigure).find((expected) => expected !== null) ?? null;
}

function expectedFigure(figure: string): string | null {
  if (numberIn(figure) !== null) return null;
  if (/^\d{1,2}:\d\d$/.test(figure)) return minuteOfDay(figure) === null ? A_TIME : null;
  if (figure.includes(':')) return null;
  const [, month, day, year] = /^(\d{1,2})\.(\d{1,2})\.(\d\d|\d{4})$/.exec(figure) ?? [];
  if (year !== undefined) {
    return isCalendarDay(Number(year), Number(month), Number(day)) ? null : A_DAY;
  }
  return figure.includes(',') ? A_DECIMAL : ONE_NUMBER;
}
