import { DAY_MS } from '../../lib/duration.ts';
import { isCalendarDay, monthNumber, MONTHS } from '../../lib/written/index.ts';
import { outermost, type Span } from '../text/source.ts';
import { withoutMalformed } from './amounts.ts';

/** A date as far as the plan says it; what it leaves out is null and never guessed. Months count from 1. */
export type PlanDate = {
  /** As written; two digits mean this century. */
  readonly year: number | null;
  readonly month: number;
  readonly day: number | null;
  /** As written, for example `10:00 ET`. */
  readonly time: string | null;
  readonly span: Span;
};

/** A null end: the plan names none. */
export type DateRange = {
  readonly from: PlanDate | null;
  readonly to: PlanDate | null;
  /** `5/15/2024 forward (indefinite)` */
  readonly endless: boolean;
  readonly span: Span;
};

const MONTH = `(?<month>(?:${MONTHS.join('|')})(?:[a-z]{0,6}\\.?))`;
const TIME =
  '(?:,?\\s+(?:at\\s+)?(?<time>\\d{1,2}:\\d{2}(?:\\s*[ap]m)?(?:\\s*(?:E|C|M|P)[SD]?T)?))?';
const TO = '\\s*(?:-|–|—|to)\\s*';

const SHAPES = [
  `(?<year>\\d{4})-(?<m>\\d{2})-(?<day>\\d{2})(?!\\d)${TIME}`,
  `(?<m>\\d{1,2})/(?<day>\\d{1,2})(?:/(?<year>\\d{2,6}))?(?![\\d/])${TIME}`,
  `(?<m>\\d{1,2})\\.(?<day>\\d{1,2})\\.(?<year>\\d{4}|\\d{2})(?![\\d.])`,
  `${MONTH}\\s+(?<day>\\d{1,2})(?:st|nd|rd|th)?(?:${TO}(?<last>\\d{1,2})(?![\\d/]))?(?:,?\\s+(?<year>\\d{4,6})\\b)?${TIME}`,
  `(?<day>\\d{1,2})\\s+${MONTH}(?:,?\\s+(?<year>\\d{4})\\b)?`,
  `(?<part>early|mid|late)[\\s-]+${MONTH}(?:,?\\s+(?<year>\\d{4})\\b)?`,
  `${MONTH},?\\s+(?<year>\\d{4})\\b`,
].map((shape) => new RegExp(`(?<![\\w/.]|(?<!\\d)-)${shape}`, 'gi'));

type FoundDates = { readonly dates: readonly PlanDate[]; readonly span: Span };

/** The span of time that the words name; null when they hold no date. `at`: their offset in the plan. */
export function dateRangeIn(written: string, at: number): DateRange | null {
  const words = withoutMalformed(written);
  const [one, two] = datesIn(words);
  const [first] = one?.dates ?? [];
  if (!one || !first) return null;
  const { to, end } = endOf(words, one, two);
  const isEnd = to === null && BEFORE_END.test(words.slice(0, one.span.start));
  return {
    from: isEnd ? null : moved(first, at),
    to: isEnd ? moved(first, at) : to && moved(to, at),
    endless: ENDLESS.test(words.slice(end)),
    span: { start: one.span.start + at, end: end + at },
  };
}

/** Whole days from the first date to the last: 2 of `3/9 - 3/11`; null where an end, or the year that it takes, is not said. */
export function daysOfRange({ from, to }: DateRange): number | null {
  if (!from || !to || from.time !== null || to.time !== null) return null;
  const year = to.year ?? from.year;
  const lengths = (year === null ? [2023, 2024] : [year]).map(
    (assumed) => dayNumber(to, to.year ?? assumed) - dayNumber(from, from.year ?? assumed),
  );
  const [days = NaN] = lengths;
  return days > 0 && lengths.every((length) => length === days) ? days : null;
}

/** NaN for a date without its day. */
function dayNumber({ month, day }: PlanDate, year: number): number {
  return Date.UTC(year, month - 1, day ?? NaN) / DAY_MS;
}

/** The second date of `Jan 8-13`, else one that a dash or a word joins to the first. */
function endOf(
  words: string,
  one: FoundDates,
  two: FoundDates | undefined,
): { readonly to: PlanDate | null; readonly end: number } {
  const [, last] = one.dates;
  if (last) return { to: last, end: one.span.end };
  if (!two || !isJoint(words, one.span, two.span)) return { to: null, end: one.span.end };
  return { to: two.dates[0] ?? null, end: two.span.end };
}

const BEFORE_END = /\b(?:until|till|through|before|by|ends?)\s*$/i;
const ENDLESS = /^[\s,]*(?:forward|onwards?|and later|\+)|\bindefinite/i;

function datesIn(words: string): readonly FoundDates[] {
  const found = SHAPES.flatMap((shape) => [...words.matchAll(shape)].flatMap(foundAt)).toSorted(
    (one, other) => one.span.start - other.span.start || other.span.end - one.span.end,
  );
  return outermost(found, ({ span }) => span);
}

function foundAt(hit: RegExpExecArray): readonly FoundDates[] {
  const { year, m, month, day, last, time } = hit.groups ?? {};
  const number = m === undefined ? monthNumber(month ?? '') : Number(m);
  const calendarYear = year === undefined ? null : fullYear(year);
  const isReal = (of: string | undefined) => isCalendarDay(calendarYear, number, Number(of ?? 1));
  if (!isReal(day) || !isReal(last)) return [];
  const span = { start: hit.index, end: hit.index + hit[0].length };
  const date = (written: string | undefined): PlanDate => ({
    year: calendarYear,
    month: number,
    day: written === undefined ? null : Number(written),
    time: time ?? null,
    span,
  });
  return [{ span, dates: last === undefined ? [date(day)] : [date(day), date(last)] }];
}

function fullYear(written: string): number {
  return Number(written) + (written.length === 2 ? 2000 : 0);
}

function isJoint(words: string, one: Span, two: Span): boolean {
  return /^\s*(?:-|–|—|to|through|thru|until|till|and)\s*(?:[a-z]+day,?\s*)?$/i.test(
    words.slice(one.end, two.start),
  );
}

function moved(date: PlanDate, by: number): PlanDate {
  return { ...date, span: { start: date.span.start + by, end: date.span.end + by } };
}
