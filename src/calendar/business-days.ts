import { dayInEasternTime, daysBetween, PLAN_TIME_ZONE, plusDays } from './civil-date.ts';
import { closedBecause } from './working-days.ts';

/** Whole business days that have passed: one of them from Friday at 10:00 to Monday at 10:00, in Eastern time. */
export function businessDaysBetween(from: Date, to: Date): number {
  const first = dayInEasternTime(from);
  const days = Math.max(0, Math.min(daysBetween(first, dayInEasternTime(to)), MOST_DAYS));
  const isPastTheHour = timeOfDay(to) >= timeOfDay(from);
  const passed = Array.from({ length: days }, (_, index) => plusDays(first, index + 1));
  const business = passed.filter(
    (day, index) => closedBecause(day) === null && (index < days - 1 || isPastTheHour),
  );
  return business.length;
}

/** Ten years. */
const MOST_DAYS = 3_660;

const TIME_OF_DAY = new Intl.DateTimeFormat('en-US', {
  timeZone: PLAN_TIME_ZONE,
  hour: '2-digit',
  minute: '2-digit',
  second: '2-digit',
  hourCycle: 'h23',
});

function timeOfDay(moment: Date): string {
  return TIME_OF_DAY.format(moment);
}
