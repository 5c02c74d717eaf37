/** A plan carried out in virtual time, by the engine’s own decisions, against simulated people. Pure. */
export { rehearseOnce, type RehearsedRun } from './run.ts';
export type { Setting } from './setting.ts';
export { QUIET, type Scenario } from './scenario.ts';
export { notRehearsed } from './not-rehearsed.ts';
export { rehearsedPlan } from './rehearsed-plan.ts';
export { seedsFrom } from './seeds.ts';
export type { Spread } from './spread.ts';
export type { StageSummary } from './stage-summary.ts';
export { summaryOf, type RehearsalSummary } from './summary.ts';
