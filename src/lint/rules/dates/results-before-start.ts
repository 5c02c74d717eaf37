import { dateInWords, dayInEasternTime, daysBetween } from '../../../calendar/index.ts';
import { plannedDates } from '../../reading/planned-dates.ts';
import { type Rule, warning } from '../../rule.ts';

/** Results of something that is planned for a day to come. */
export const resultsBeforeStart: Rule = {
  id: 'results-before-start',
  needs: ['now'],
  find: ({ plan, now }) => {
    if (now === null) return [];
    const today = dayInEasternTime(now);
    return plannedDates(plan)
      .filter(({ start, hasResults }) => hasResults && daysBetween(today, start.date) > 0)
      .map(({ name, start: { at, date } }) =>
        warning(
          at,
          `“${name}” is planned from ${dateInWords(date)}, but has results today, ${dateInWords(today)}.`,
          'Write the date on which it began, or take out the results.',
        ),
      );
  },
};
