import {
  closedBecause,
  dateInWords,
  isFriday,
  nextWorkingDay,
  weekdayName,
} from '../../../calendar/index.ts';
import { plannedDates } from '../../reading/planned-dates.ts';
import { type Rule, warning } from '../../rule.ts';

/** More Veterans get the feature right before the weekend. */
export const fridayIncrease: Rule = {
  id: 'friday-increase',
  find: ({ plan }) =>
    plannedDates(plan)
      .filter(
        ({ kind, start: { date } }) =>
          kind !== 'testing' && isFriday(date) && closedBecause(date) === null,
      )
      .map(({ name, start: { date, at } }) => {
        const next = nextWorkingDay(date);
        return warning(
          at,
          `“${name}” begins on ${dateInWords(date)}, a Friday: what goes wrong then lasts the weekend.`,
          `Write a day early in the week, for example ${dateInWords(next)}, a ${weekdayName(next)}.`,
        );
      }),
};
