/** What every HTTP surface shares: bodies, compression, error bodies, outcomes of requests, traces. */
export { takeAnyBody } from './any-body.ts';
export { compressAnswers } from './compression.ts';
export { errorBody, unknownPath, type ErrorBody } from './json-api.ts';
export { noteOutcome, outcomeOf, type Outcome } from './outcome.ts';
export { refusedUnread } from './refused-unread.ts';
export { jsonIn, takeStrictBodies, UnreadableBodyError } from './strict-bodies.ts';
export { begunTrace, continueTrace, newTrace, spanOf, traceOf } from './trace.ts';
export type { Trace } from '../tracing/index.ts';
