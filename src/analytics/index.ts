/** What people do on our pages, counted without telling anybody who they are. */
export { analyticsMigrations } from './kept/tables.ts';
export { createSqlPageStore } from './kept/sql-page-store.ts';
export type { DayCount, PageStore, PageTotal, PeopleCount, RunEvents } from './kept/page-store.ts';
export { createSqlTaking } from './kept/sql-taking.ts';
export type { TakingTimes } from './kept/taking.ts';
export { keepTaking } from './keep-taking.ts';
export { talliesOf } from './counting/page-tally.ts';
export { keepTidy } from './keep-tidy.ts';
export { createIntake, type Intake } from './intake.ts';
export {
  asksNotToBeCounted,
  eventRoutes,
  type EventRefusal,
  type ProgramDoor,
  type Sender,
} from './routes.ts';
export type { ProgramBatch } from './events/read-program-batch.ts';
export { FEATURE_PAGE, type PageEvent, type PageName } from './events/page-batch.ts';
export type { TakingGap } from './dashboard/gaps.ts';
export {
  pageFigures,
  type DayFigures,
  type PageHappenings,
  type NamedCount,
  type PageFigures,
  type VitalFigures,
} from './dashboard/page-figures.ts';
