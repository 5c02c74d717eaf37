import { MINUTE_MS, MINUTES_PER_DAY, MINUTES_PER_HOUR } from '../lib/duration.ts';
import { isoDay, twoDigits, weekdayName, type CivilDate } from './civil-date.ts';
import { federalHolidayOn } from './federal-holidays.ts';
import { isFriday, closedBecause } from './working-days.ts';

/** When a share may be raised. Lowering never waits. */
export type RaiseTimes = {
  /** IANA name. */
  readonly timeZone: string;
  /** Minutes after midnight, the end left out; null: at any hour. */
  readonly hours: { readonly from: number; readonly to: number } | null;
  readonly notOnFridays: boolean;
  readonly notOnWeekends: boolean;
  readonly notOnFederalHolidays: boolean;
  /** Freeze days, as `2024-12-24`. */
  readonly notOn: readonly string[];
};

export type NotNow = {
  /** Why not, and when next. */
  readonly sentence: string;
  /** The first minute at which it may be raised; null when there is none within a year. */
  readonly nextAt: Date | null;
};

/** Null when a share may be raised at this moment. Lowering never waits. */
export function whyNotRaise(raises: RaiseTimes, now: Date): NotNow | null {
  const closing = closingAt(raises, now);
  if (closing === null) return null;
  const nextAt = nextTime(raises, now);
  const next =
    nextAt === null
      ? 'There is no such time within a year: change the plan.'
      : `The next time is ${timeInWords(nextAt, raises.timeZone)}.`;
  return { sentence: `A share is not raised now: ${closing.because}. ${next}`, nextAt };
}

/** In minutes: how long this lasts at least. */
type ClosedTime = { readonly because: string; readonly minutes: number };

function closingAt(raises: RaiseTimes, now: Date): ClosedTime | null {
  const { date, minute } = localTime(now, raises.timeZone);
  const tomorrow = MINUTES_PER_DAY - minute;
  const day = closedDay(raises, date);
  if (day !== null) return { because: day, minutes: tomorrow };
  const { hours } = raises;
  if (hours === null || (minute >= hours.from && minute < hours.to)) return null;
  const because = `the plan raises only from ${clock(hours.from)} to ${clock(hours.to)}`;
  return { because, minutes: minute < hours.from ? hours.from - minute : tomorrow };
}

function closedDay(raises: RaiseTimes, date: CivilDate): string | null {
  const { notOnFridays, notOnWeekends, notOnFederalHolidays, notOn } = raises;
  const holiday = federalHolidayOn(date);
  if (notOnFederalHolidays && holiday !== null) return `it is ${holiday}`;
  if (notOnWeekends && holiday === null && closedBecause(date) !== null) {
    return `it is ${weekdayName(date)}`;
  }
  if (notOnFridays && isFriday(date)) return 'it is Friday';
  return notOn.includes(isoDay(date)) ? 'the plan names today as a day without changes' : null;
}

const LONGEST_MS = 366 * MINUTES_PER_DAY * MINUTE_MS;

/** Clock changes make a wait an hour too short or too long; looking again there sets that right. */
function nextTime(raises: RaiseTimes, now: Date): Date | null {
  let time = Math.ceil(now.getTime() / MINUTE_MS) * MINUTE_MS;
  while (time - now.getTime() < LONGEST_MS) {
    const closing = closingAt(raises, new Date(time));
    if (closing === null) return new Date(time);
    time += closing.minutes * MINUTE_MS;
  }
  return null;
}

type LocalTime = { readonly date: CivilDate; readonly minute: number };

function localTime(now: Date, timeZone: string): LocalTime {
  const [year = 0, month = 0, day = 0, hour = 0, minute = 0] = formatIn(timeZone)
    .format(now)
    .split(/\D/)
    .map(Number);
  return { date: { year, month, day }, minute: hour * MINUTES_PER_HOUR + minute };
}

const formats = new Map<string, Intl.DateTimeFormat>();

/** Making one takes long. */
function formatIn(timeZone: string): Intl.DateTimeFormat {
  const format =
    formats.get(timeZone) ??
    // `2024-04-08 10:00`
    new Intl.DateTimeFormat('sv-SE', { timeZone, dateStyle: 'short', timeStyle: 'short' });
  formats.set(timeZone, format);
  return format;
}

/** `Monday, 2024-04-08, 9:00` */
function timeInWords(time: Date, timeZone: string): string {
  const { date, minute } = localTime(time, timeZone);
  return `${weekdayName(date)}, ${isoDay(date)}, ${clock(minute)} (${timeZone})`;
}

function clock(minute: number): string {
  return `${Math.floor(minute / MINUTES_PER_HOUR)}:${twoDigits(minute % MINUTES_PER_HOUR)}`;
}
