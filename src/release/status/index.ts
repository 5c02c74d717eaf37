/** Where a release stands, for people. Pure. */
export { resultsOf } from './results.ts';
export { statusOf } from './status.ts';
