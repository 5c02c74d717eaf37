import { readCriterion } from './reading/read.ts';

const COMPARES =
  /[<>=≤≥]|\b(?:above|below|over|under|at (?:most|least)|more than|less than|within)\b/i;

/** Whether a code span is meant to be measured: it compares something, or begins with something measurable. */
export function looksLikeCriterion(code: string): boolean {
  if (COMPARES.test(code)) return true;
  const read = readCriterion(code);
  return read.ok || read.error.understood !== '';
}
