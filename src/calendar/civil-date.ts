/** VA.gov release plans give their times in Eastern time. */
export const PLAN_TIME_ZONE = 'America/New_York';

/** A day in the calendar, without time and time zone. `month` counts from 1. */
export type CivilDate = { readonly year: number; readonly month: number; readonly day: number };

const MS_PER_HOUR = 60 * 60 * 1000;
const MS_PER_DAY = 24 * MS_PER_HOUR;

const EPOCH: CivilDate = { year: 1970, month: 1, day: 1 };

const WEEKDAYS = ['Sunday', 'Monday', 'Tuesday', 'Wednesday', 'Thursday', 'Friday', 'Saturday'];

/** The day, or null when there is none of that number: February 30. */
export function civilDate(year: number, month: number, day: number): CivilDate | null {
  const date = { year, month, day };
  const { month: sameMonth, day: sameDay } = fromDays(daysOf(date));
  return sameMonth === month && sameDay === day ? date : null;
}

/** 0 is Sunday. */
export function weekdayOf(date: CivilDate): number {
  return (((daysOf(date) + 4) % 7) + 7) % 7;
}

export function weekdayName(date: CivilDate): string {
  return WEEKDAYS[weekdayOf(date)] ?? '';
}

export function plusDays(date: CivilDate, days: number): CivilDate {
  return fromDays(daysOf(date) + days);
}

/** How many days later `to` is; negative when it is earlier. */
export function daysBetween(from: CivilDate, to: CivilDate): number {
  return daysOf(to) - daysOf(from);
}

/** The day that it is at a moment where plans are written: Eastern time. */
export function dayInEasternTime(moment: Date): CivilDate {
  const hour = Math.floor(moment.getTime() / MS_PER_HOUR);
  if (hour !== lastAsked.hour) lastAsked = { hour, day: easternDay(moment) };
  return lastAsked.day;
}

/** Since 1883, days begin there with an hour. A rehearsal asks at each of its minutes. */
let lastAsked: { readonly hour: number; readonly day: CivilDate } = { hour: NaN, day: EPOCH };

function easternDay(moment: Date): CivilDate {
  const [year = NaN, month = NaN, day = NaN] = EASTERN_DAY.format(moment).split('-').map(Number);
  return { year, month, day };
}

/** Making one takes many times as long as using it. */
const EASTERN_DAY = new Intl.DateTimeFormat('sv-SE', {
  timeZone: PLAN_TIME_ZONE,
  dateStyle: 'short',
});

/** `4/8/2024`, as plans write it. */
export function dateInWords({ year, month, day }: CivilDate): string {
  return `${month}/${day}/${year}`;
}

/** `2024-04-08` */
export function isoDay({ year, month, day }: CivilDate): string {
  return [year, twoDigits(month), twoDigits(day)].join('-');
}

export function twoDigits(number: number): string {
  return String(number).padStart(2, '0');
}

/** Days since January 1, 1970. */
function daysOf({ year, month, day }: CivilDate): number {
  return Math.round(Date.UTC(year, month - 1, day) / MS_PER_DAY);
}

function fromDays(days: number): CivilDate {
  const date = new Date(days * MS_PER_DAY);
  return { year: date.getUTCFullYear(), month: date.getUTCMonth() + 1, day: date.getUTCDate() };
}
