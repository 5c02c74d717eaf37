/** The guard: how strongly the errors speak against a feature, and what a stage can show at all. Pure. */
export type { Label, LabelCount } from './labels/label.ts';
export { afterLabel, emptyEvidence, logEvidence, type Evidence } from './labels/evidence.ts';
export { lowerBound, lowered, raised, upperBound } from './labels/rate-ratio.ts';
export { logSafety, mayClaimSafety, provenSafe, shareAtRisk } from './labels/proven-safe.ts';
export type { Arm, Arms, Safety } from './labels/proven-safe.ts';
export {
  afterLabelSinceRestarts,
  afterRestart,
  emptyRestartedEvidence,
  logRestartedEvidence,
  type RestartedEvidence,
} from './labels/restarts.ts';
export { defaultCeiling, floorProblem, logFloor, type FloorCount } from './floor.ts';
export { logSampleRatio, sampleProblem } from './sample-ratio.ts';
export {
  SAMPLE_RATIO_LEVEL,
  sampleRatio,
  sampleRatioP,
  type SampleCounts,
  type SampleRatio,
} from './sample-ratio.ts';
export { ALPHA, logCombined, logMeanCombined, SECOND_KEY, WEIGHTS } from './judging/combination.ts';
export type { Component, Components, RestOfSurface, Verdict } from './judging/combination.ts';
export type { FloorSeen, Observation, Signal } from './judging/observation.ts';
export { usualRules, type GuardRules } from './judging/rules.ts';
export { type SignalLabels } from './judging/signal-labels.ts';
export { beginWatch, type ProcessName, type Watch } from './judging/state.ts';
export { afterObservation } from './judging/watch.ts';
export { readingOf, type ProcessReading, type Reading } from './judging/reading.ts';
export { crossedWithin } from './power/crossings.ts';
export type { Process } from './power/boundary.ts';
export {
  detectableRateRatio,
  falseRollback,
  MOST_LABELS,
  power,
  type Stage,
} from './power/power.ts';
export { fewestTreatedErrors, labelsToProveSafe } from './power/information.ts';
export { shippedThreshold } from './power/shipped.ts';
export { thresholdAt } from './threshold.ts';
export { treatedErrorsAtCrossing, type TreatedErrors } from './power/treated-errors.ts';
export type { Effect } from './power/treated-share.ts';
export {
  chanceOfPassing,
  planningFigures,
  type Forecast,
  DAYS_BETWEEN_VISITS,
  expectedPeople,
  type PlanningFigures,
} from './planning-figures.ts';
export type { Counts, Pages, Units } from './watch/counts.ts';
export { afterCall, DEPENDENCY_WELL, type DependencyHealth } from './watch/dependency.ts';
export { guardRulesOf, stageWatchOf, type StageWatch } from './watch/guard-rules.ts';
export {
  afterFailedVisit,
  afterPlannedRestart,
  afterSlowAnswer,
  harmFigures,
  harmReading,
  newHarmWatch,
  type HarmFigures,
  type HarmWatch,
} from './watch/harm.ts';
export { rateRatioInWords, type RateRatioBounds } from './watch/rate-ratio-in-words.ts';
export { restartsOf } from './watch/restarts.ts';
export { afterFailedVisitInStage, rateRatioAtMost } from './watch/safety.ts';
export type { Assessment, BrokenRule, HarmReading, Severity } from './watch/assessment.ts';
