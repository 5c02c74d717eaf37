/** The release plan document: read from Markdown, shown as data, judged fit to run, written back. */
export type { Part, PhaseKind, PlanDocument } from './document.ts';
export { readPlan, renderPlan } from './read.ts';
export {
  describePlan,
  showPlan,
  type FieldView,
  type PhaseView,
  type PlanView,
  type StageView,
  type StatementView,
} from './show.ts';
export {
  releasePlan,
  type PlanProblem,
  type ReleasePlan,
  type ReleaseStage,
} from './release-plan.ts';
export { changelogLine, type ChangelogEvent } from './changelog-line.ts';
export { withChangelog } from './changelog.ts';
export type {
  Answer,
  Choice,
  NotPlaced,
  PlanResult,
  PlanResults,
  ResultName,
  ResultPlace,
} from './results/plan-results.ts';
export { withResults, type FilledPlan } from './results/with-results.ts';
