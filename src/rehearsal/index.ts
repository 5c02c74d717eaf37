/** A plan carried out in virtual time, by the engine’s own decisions, against simulated people. Pure. */
export { rehearseOnce, type RehearsedRun } from './run.ts';
export { planToRehearse, type NotPlanned } from './planned.ts';
export { thisMorning, whyNoRehearsal, type RehearsalSetting } from './setting.ts';
export { QUIET, type Scenario } from './scenario.ts';
export { seedsFrom } from './people/chance.ts';
export { rehearsedPlan } from './rehearsed-plan.ts';
export type { ShareBounds, Spread } from './summary/shares.ts';
export type { StageSummary } from './summary/stage-summary.ts';
export { summaryOf, type Rate, type RehearsalSummary } from './summary/summary.ts';
export { notRehearsed } from './watching/figures.ts';
export { rehearsalInWords, type Rehearsal } from './shown/in-words.ts';
export { rehearsalShown, type RehearsalShown } from './shown/shown.tsx';
