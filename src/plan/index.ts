/** The release plan document: read from Markdown, shown as data, judged fit to run, written back. */
export type {
  CheckIn,
  CheckInKind,
  Field,
  Part,
  Phase,
  PhaseKind,
  PlanDocument,
  Prose,
  Stage,
  Statement,
} from './document.ts';
export { planAsHtml, type LineRemark } from './as-html.ts';
export { readPlan, renderPlan } from './read.ts';
export { tooMuchToRead } from './limits.ts';
export {
  noPhaseIn,
  showPlan,
  type FieldView,
  type PhaseView,
  type PlanView,
  type StageView,
  type StatementView,
} from './show.ts';
export {
  releasePlan,
  type PlannedStatement,
  type PlanProblem,
  type PlanProblemKind,
  type ReleasePlan,
  type ReleaseStage,
} from './release-plan.ts';
export { typedValue, type TypedValue } from './typed/typed-value.ts';
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
  ResultText,
} from './results/plan-results.ts';
export { linesOfAnswer } from './results/signed-words.ts';
export { isSigned } from './fields/signs.ts';
export { reportOn, withResults, type FilledPlan } from './results/with-results.ts';
export { withResultSections } from './results/result-sections.ts';
export { exampleFor } from './meaning/labels.ts';
export { stageField } from './figures/figure.ts';
export { stageFigures, type StageFigures } from './figures/stage-figures.ts';
export { percentIn } from './figures/stage-share.ts';
export { dateRangeIn, type DateRange, type PlanDate } from './typed/dates.ts';
export { minutesIn } from './typed/amounts.ts';
export { overlap, placeAt, within, type Place, type Span } from './text/source.ts';
export { touching } from './text/touching.ts';
export { isOnlyAmounts } from './typed/leftovers.ts';
export { saidBy } from './typed/said.ts';
export { newPlan, type Artifact, type NewPlan } from './template/new-plan.ts';
export { termsIn } from './terms/read-terms.ts';
export { USUAL_TERMS, type Terms } from './terms/terms.ts';
export { localTime } from './changelog-line.ts';
export { boxesIn, itemsOfTerms, roleNamedIn, type GoItems } from './go-no-go/go-items.ts';
export type { GoItem } from './go-no-go/template-items.ts';
