/** What was measured of a release, as figures. Pure; the stores stand beside it, behind release’s own door. */
export { figuresFor, type CohortMeasured, type CountedAnswers } from './figures.ts';
export { CLASS_ENDS_MS, classOf } from './kept/time-classes.ts';
