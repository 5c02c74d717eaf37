/** Days, holidays, and when a plan lets a share be raised. Pure. */
export { businessDaysBetween } from './business-days.ts';
export {
  civilDate,
  dateInWords,
  dayInEasternTime,
  daysBetween,
  isoDay,
  PLAN_TIME_ZONE,
  weekdayName,
  type CivilDate,
} from './civil-date.ts';
export { daysLater, monthLater } from './later.ts';
export { closedBecause, isFriday, nextWorkingDay } from './working-days.ts';
export { whyNotRaise, type NotNow, type RaiseTimes } from './raise-times.ts';
export { bucketsOf, MOST_POINTS, placeOf, type Buckets } from './time-buckets.ts';
