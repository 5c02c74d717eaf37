/** What happened in a release, and the fold over it. Pure; the stores stand beside it, behind release’s own door. */
export { changelogOf } from './changelog.ts';
export {
  entriesAfter,
  POST_LAUNCH_QUESTIONS,
  PROGRAM,
  type HoldCause,
  type JournalEntry,
  type JournalFact,
  type Who,
} from './journal.ts';
export { NOTHING_YET, type OpenStage, type Progress } from './progress.ts';
export { progressAfter } from './progress-after.ts';
export type { RecordedFigures, StageRecord } from './stage-record.ts';
