/** The criteria language: a code span of a plan read as a criterion, and judged by what was measured. */
export type { Criterion } from './criterion.ts';
export { mixedDenominators } from './denominators.ts';
export { criterionInWords } from './in-words.ts';
export { sampleUnitOf } from './judging/figures.ts';
export { judge } from './judging/judge.ts';
export { judgementInWords, type JudgementInWords } from './judging/judgement-in-words.ts';
export { worstOf, type Judgement, type Verdict } from './judging/judgement.ts';
export type { Excluded, Figures, Measurement } from './judging/measurement.ts';
export { MEASURE_LIST, type MeasureName, type NamedMeasure } from './measures/catalogue.ts';
export type { CriterionProblem, ProblemCode } from './reading/problem.ts';
export { exampleFor, proposedRule } from './reading/proposed-rule.ts';
export { looksLikeCriterion, readCriterion } from './reading/read.ts';
export { isAwaited, TOLD_APART_MS, whyUnmeasured } from './measures/unmeasured.ts';
export { asksPages, isPageMeasure, whyNoPages } from './measures/unmeasured-pages.ts';
export {
  bulletOf,
  LIBRARY,
  libraryEntry,
  nearestEntry,
  type LibraryEntry,
} from './library/library.ts';
