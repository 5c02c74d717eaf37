import { dateInWords, dayInEasternTime, daysBetween } from '../../../calendar/index.ts';
import { plannedDates } from '../../reading/planned-dates.ts';
import { type Rule, warning } from '../../rule.ts';

/** A start that has passed, of something that has no results yet. */
export const datePast: Rule = {
  id: 'date-past',
  needs: ['now'],
  find: ({ plan, now }) => {
    if (now === null) return [];
    const today = dayInEasternTime(now);
    return plannedDates(plan)
      .filter(({ start, hasResults }) => !hasResults && daysBetween(start.date, today) > 0)
      .map(({ name, start: { at, date } }) =>
        warning(
          at,
          `“${name}” is planned from ${dateInWords(date)}, and today is ${dateInWords(today)}.`,
          'Write the new date, or fill in the results if it has happened.',
        ),
      );
  },
};
