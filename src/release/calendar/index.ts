/** Days, holidays, and when a plan lets a share be raised. Pure. */
export {
  civilDate,
  dateInWords,
  dayInEasternTime,
  daysBetween,
  weekdayName,
  type CivilDate,
} from './civil-date.ts';
export { closedBecause, isFriday, nextWorkingDay } from './working-days.ts';
export { whyNotRaise, type NotNow } from './raise-times.ts';
