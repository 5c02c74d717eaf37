/** The release: a plan carried out, guarded and written back. Knows no feature in particular. */
import type { Migration } from 'kysely';

import { deliveryMigrations } from '../alerts/index.ts';
import { leaderMigrations } from '../lib/leader/index.ts';
import { journalMigrations } from './journal/kept/tables.ts';
import { peopleMigrations } from './measuring/kept/sql-people-migration.ts';
import { measuringMigrations } from './measuring/kept/tables.ts';
import { testingMigrations } from './testing/tables.ts';

export { createReleaseEngine, type ReleaseEngine } from './engine/engine.ts';
export type { EngineFigures, ReleaseFigures } from './engine/engine-figures.ts';
export { REQUEST_KEY } from './engine/repeated-request.ts';
export type { MeasuredRelease } from './engine/told/measurements.ts';
export type {
  GivenLabel,
  MeasuredAnswers,
  MeasuredPoint,
  OverTime,
  PointOfCohort,
} from './measuring/over-time/over-time.ts';
export type { Refusal, Step } from './decisions/decide.ts';
export type { PlanPreview } from './engine/load-plan.ts';
export type { LoadedPlan } from './decisions/plan-changes.ts';
export type { Who } from './journal/journal.ts';
export type { HistoryLine, ReleaseStatus } from './status/status.ts';
export type { ConditionStatus, GoNoGoStatus, ItemStatus } from './status/go-no-go.ts';
export {
  DECISION_IN_WORDS,
  evidenceInWords,
  ITEM_ANSWERS,
  openInWords,
  upToInWords,
} from './status/go-no-go-words.ts';
export { LONGEST_CONDITION } from './decisions/go-no-go/conditions.ts';
export type { CheckInStatus, FlagRemoval } from './status/after-launch/check-in-status.ts';
export { LONGEST_LINK } from './decisions/go-no-go/link.ts';
export type { JudgedRule } from './measuring/judged-rules.ts';
export type { StageStatus } from './status/stages.ts';
export type { CallsStatus } from './status/calls.ts';
export type { EnteredStatus, ResultsAtPlace } from './status/results/results-of-people.ts';
export { CALL_REASONS, POST_LAUNCH_QUESTIONS, type CallCounts } from './journal/journal.ts';
export type { ReleaseState } from './status/state.ts';
export { createSqlJournal, type FlagWriter } from './journal/kept/sql-journal.ts';
export type {
  ExpectedTraffic,
  PlanFindings,
  PlanReader,
  ShowingAsked,
  PlanShown,
  WrittenResults,
} from './journal/plan-reader.ts';
export { createSqlMeasurements } from './measuring/kept/sql-measurements.ts';
export {
  removeOldMeasurements,
  type RemovedMeasurements,
} from './measuring/kept/old-measurements.ts';
export { createSqlLookout } from './engine/watching/sql-lookout.ts';
export { createSqlAlertMarks } from './alerts/sql-alert-marks.ts';
export type { AlertingDeps } from './alerts/alerting.ts';
export { releaseFlags } from './flags/release-flags.ts';
export { writeReleaseFlags } from './flags/flag-writer.ts';
export { problemWithPlan } from './api/bodies.ts';
export { releaseApi } from './api/routes.ts';
export { enrollStep, removeStep, type FindTester } from './api/tester-steps.ts';
export { BUG_SEVERITIES, TASK_OUTCOMES, type AccessEnd } from './testing/facts.ts';
export { holdsPersonal, type WordsKind } from './testing/screening.ts';
export { PARTICIPANT } from './testing/sessions.ts';
export type { ParticipantStatus, SessionStatus, TestingStatus } from './testing/testing-status.ts';
export type { Cohort, Observation, SurfaceAnswer } from './measuring/observation.ts';
export type { PageEvents, PagePeople } from './measuring/pages/page-events.ts';
export { createSqlTesterRequests } from './testing/sql-requests.ts';

export const releaseMigrations: Record<string, Migration> = {
  ...journalMigrations,
  ...deliveryMigrations,
  ...measuringMigrations,
  ...peopleMigrations,
  ...testingMigrations,
  ...leaderMigrations,
};
