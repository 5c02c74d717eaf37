/** What people say of a page: its survey, what may not be kept of it, and what operators read. */
export {
  createSurvey,
  NO_SURVEY,
  type Survey,
  type SurveyDeps,
  type SurveyEvent,
  type SurveyOutcome,
} from './survey.ts';
export { sentForm, type SentForm, type SurveyProblem } from './survey-form.ts';
export { SURVEY_ID, SurveySection } from './page/survey-section.tsx';
export {
  NOTICE_PARAMETER,
  noticeNamed,
  viewOf,
  type SurveyNotice,
  type SurveyView,
} from './page/survey-view.ts';
export { filterOf, feedbackListing } from './api/feedback-listing.ts';
export { surveyApi } from './api/survey-api.ts';
export { createSqlFeedback } from './kept/sql-feedback.ts';
export {
  REMARK_STATES,
  type FeedbackStore,
  type FiguresOfStage,
  type Remark,
  type RemarkFilter,
  type RemarkState,
} from './kept/feedback-store.ts';
export { keepRetention } from './kept/keep-retention.ts';
export type { ShownPerson } from './screening/shown-person.ts';
export { feedbackMigrations } from './kept/tables.ts';
