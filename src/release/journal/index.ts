/** What happened in a release, and the fold over it. Pure; the stores stand beside it, behind release’s own door. */
export { changelogOf } from './changelog.ts';
export {
  entriesAfter,
  PROGRAM,
  type HoldCause,
  type JournalEntry,
  type JournalFact,
  type Who,
} from './journal.ts';
export { NOTHING_YET, progressAfter, type OpenStage, type Progress } from './progress.ts';
export type { RecordedFigures, StageRecord } from './stage-record.ts';
