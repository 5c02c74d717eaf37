import type { PageHappenings } from '../../analytics/index.ts';
import { inFigures } from '../../lib/figures.ts';

/** Columns that every table of what happened has. */
export const HAPPENED = [
  'People',
  'Visits',
  'Views',
  'People who read the help',
  'Phone taps',
  'Script errors',
  'Survey shown',
  'Survey answered',
];

/** In the order of these columns. */
export const happenedIn = (happenings: PageHappenings) => {
  const { people, visits, views, sawHelp, phoneTaps, errors, surveyShown, surveyAnswers } =
    happenings;
  return [people, visits, views, sawHelp, phoneTaps, errors, surveyShown, surveyAnswers];
};

export const happenedInWords = (happenings: PageHappenings): readonly string[] =>
  happenedIn(happenings).map((count) => inFigures(count));
