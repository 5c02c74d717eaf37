import type { HelpLine } from '../design-system/index.ts';

/** For trouble with signing in or with the Profile itself. */
export const HELP_DESK: HelpLine = {
  name: 'the VA.gov help desk',
  number: '800-698-2411',
  hours: 'Monday through Friday, 8:00 a.m. to 8:00 p.m. ET',
};

/** At any hour, for any Veteran, whatever else is broken. */
export const VETERANS_CRISIS_LINE: HelpLine = {
  name: 'Veterans Crisis Line',
  number: '988',
  hours: 'any time, day or night',
};
