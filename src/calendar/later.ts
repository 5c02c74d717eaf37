import {
  civilDate,
  dayInEasternTime,
  PLAN_TIME_ZONE,
  plusDays,
  type CivilDate,
} from './civil-date.ts';

/** The same time of day so many days later, in Eastern time. */
export function daysLater(moment: Date, days: number): Date {
  return onDay(plusDays(dayInEasternTime(moment), days), moment);
}

/** The same time on the same day of the next month, or on its last day when it has no such day, in Eastern time. */
export function monthLater(moment: Date): Date {
  const { year, month, day } = dayInEasternTime(moment);
  const next = month === 12 ? { year: year + 1, month: 1 } : { year, month: month + 1 };
  const days = Array.from({ length: day }, (_, less) =>
    civilDate(next.year, next.month, day - less),
  );
  return onDay(days.find((date) => date !== null) ?? { ...next, day: 1 }, moment);
}

function onDay({ year, month, day }: CivilDate, moment: Date): Date {
  const timeOfDay = easternAsUtc(moment) - startOf(dayInEasternTime(moment));
  const wanted = startOf({ year, month, day }) + timeOfDay;
  // How far Eastern time is from UTC may differ between the two days.
  const near = wanted + (moment.getTime() - easternAsUtc(moment));
  return new Date(near + (wanted - easternAsUtc(new Date(near))));
}

function startOf({ year, month, day }: CivilDate): number {
  return Date.UTC(year, month - 1, day);
}

const FORMAT = new Intl.DateTimeFormat('en-US', {
  timeZone: PLAN_TIME_ZONE,
  year: 'numeric',
  month: 'numeric',
  day: 'numeric',
  hour: 'numeric',
  minute: 'numeric',
  second: 'numeric',
  hourCycle: 'h23',
});

/** What the clocks show in Eastern time, as if it were UTC. */
function easternAsUtc(moment: Date): number {
  const parts = new Map(FORMAT.formatToParts(moment).map(({ type, value }) => [type, +value]));
  const part = (name: Intl.DateTimeFormatPartTypes) => parts.get(name) ?? 0;
  const day = startOf({ year: part('year'), month: part('month'), day: part('day') });
  const seconds = (part('hour') * 60 + part('minute')) * 60 + part('second');
  return day + seconds * 1000 + moment.getUTCMilliseconds();
}
