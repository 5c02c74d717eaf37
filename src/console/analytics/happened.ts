import type { PageHappenings } from '../../analytics/index.ts';
import { inFigures } from '../../lib/figures.ts';

/** Columns that every table of what happened has. */
export const HAPPENED = [
  'People',
  'Views',
  'People who read the help',
  'Phone taps',
  'Script errors',
];

/** In the order of these columns. */
export const happenedIn = ({ people, views, sawHelp, phoneTaps, errors }: PageHappenings) => [
  people,
  views,
  sawHelp,
  phoneTaps,
  errors,
];

export const happenedInWords = (happenings: PageHappenings): readonly string[] =>
  happenedIn(happenings).map((count) => inFigures(count));
