import {
  closedBecause,
  dateInWords,
  nextWorkingDay,
  weekdayName,
} from '../../../calendar/index.ts';
import { plannedDates } from '../../reading/planned-dates.ts';
import { type Rule, warning } from '../../rule.ts';

/** A start on a day on which the people who could help are away. */
export const dateOnClosedDay: Rule = {
  id: 'date-on-closed-day',
  find: ({ plan }) =>
    plannedDates(plan).flatMap(({ name, start: { date, at } }) => {
      const why = closedBecause(date);
      if (why === null) return [];
      const next = nextWorkingDay(date);
      const message = `“${name}” is planned to begin on ${dateInWords(date)}, ${why}.`;
      const day = `${dateInWords(next)}, a ${weekdayName(next)}`;
      return [warning(at, message, `Write a working day, for example ${day}.`)];
    }),
};
