/** Where a release stands, for people. Pure. */
export { resultsOf } from './results/measured-results.ts';
export { statusOf } from './status.ts';
