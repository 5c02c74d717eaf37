/** The guard: how strongly the errors speak against a feature, and what a stage can show at all. Pure. */
export { labelProblem, type Label, type LabelCount } from './labels/label.ts';
export { afterLabel, emptyEvidence, logEvidence, type Evidence } from './labels/evidence.ts';
export { BETA, logSafety, lowerBound, raised, upperBound } from './labels/rate-ratio.ts';
export {
  afterLabelSinceRestarts,
  afterRestart,
  emptyRestartedEvidence,
  logRestartedEvidence,
  type RestartedEvidence,
} from './labels/restarts.ts';
export { defaultCeiling, floorProblem, logFloor, type FloorCount } from './floor.ts';
export { thresholdAt } from './logarithms.ts';
export {
  logSampleRatio,
  SAMPLE_RATIO_LEVEL,
  sampleProblem,
  sampleFigures,
  sampleRatio,
  type SampleCounts,
  type SampleFigures,
  type SampleRatio,
} from './sample-ratio.ts';
export type { Process } from './power/boundary.ts';
export { crossings, treatedShare, type Crossing } from './power/crossings.ts';
export {
  detectableRateRatio,
  falseRollback,
  MOST_LABELS,
  power,
  shippedThreshold,
  type GuardedStage,
} from './power/power.ts';
export {
  chanceOfPassing,
  planningFigures,
  type Forecast,
  DAYS_BETWEEN_VISITS,
  expectedPeople,
  type PlanningFigures,
} from './planning-figures.ts';
export type { Assessment, BrokenRule, HarmReading, Severity } from './watch/assessment.ts';
export {
  ALPHA,
  crossing,
  logCombined,
  SECOND_KEY,
  verdictOn,
  type Component,
  type Components,
  type HarmVerdict,
} from './watch/combination.ts';
export { smallestRise, type SmallestRise } from './power/smallest-rise.ts';
export { EvidencePath, type EvidencePathState } from './watch/evidence-path.ts';
export type { Counts, Pages, Units } from './watch/counts.ts';
export { afterCall, DEPENDENCY_WELL, type DependencyHealth } from './watch/dependency.ts';
export {
  guardRulesOf,
  restartsOf,
  stageWatchOf,
  usualRules,
  type GuardRules,
  type StageWatch,
} from './watch/guard-rules.ts';
export {
  afterFailedVisit,
  afterPlannedRestart,
  afterSlowAnswer,
  figuresOf,
  harmFigures,
  harmReading,
  labelEvidence,
  newHarmWatch,
  type HarmFigures,
  type HarmWatch,
} from './watch/harm.ts';
export { rateRatioInWords, type RateRatioBounds } from './watch/harm-in-words.ts';
export { afterFailedVisitInStage, rateRatioAtMost, type Arms } from './watch/safety.ts';
