import {
  dateInWords,
  weekdayName,
  closedBecause,
  isFriday,
  nextWorkingDay,
} from '../../../calendar/index.ts';
import { plannedDates } from '../../reading/planned-dates.ts';
import type { Rule } from '../../rule.ts';

/** More Veterans get the feature right before the weekend. */
export const fridayIncrease: Rule = {
  id: 'friday-increase',
  needs: [],
  find: ({ plan }) =>
    plannedDates(plan)
      .filter(({ kind, start: { date } }) => {
        return kind !== 'testing' && isFriday(date) && closedBecause(date) === null;
      })
      .map(({ name, start: { date, at } }) => {
        const next = nextWorkingDay(date);
        return {
          at,
          severity: 'warning',
          message: `“${name}” begins on ${dateInWords(date)}, a Friday: what goes wrong then lasts the weekend.`,
          suggestion: `Write a day early in the week, for example ${dateInWords(next)}, a ${weekdayName(next)}.`,
        };
      }),
};
