import {
  dateInWords,
  weekdayName,
  closedBecause,
  nextWorkingDay,
} from '../../../calendar/index.ts';
import { plannedDates } from '../../reading/planned-dates.ts';
import type { Rule } from '../../rule.ts';

/** A start on a day on which nobody is there to help. */
export const dateOnClosedDay: Rule = {
  id: 'date-on-closed-day',
  needs: [],
  find: ({ plan }) =>
    plannedDates(plan).flatMap(({ name, start: { date, at } }) => {
      const why = closedBecause(date);
      if (why === null) return [];
      const next = nextWorkingDay(date);
      return [
        {
          at,
          severity: 'warning',
          message: `“${name}” is planned to begin on ${dateInWords(date)}, ${why}.`,
          suggestion: `Write a working day, for example ${dateInWords(next)}, a ${weekdayName(next)}.`,
        },
      ];
    }),
};
