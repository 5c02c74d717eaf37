/** The Flipper-compatible flag engine. One question matters most: is it open for this actor? */
export { createFlags, type Flags } from './flags.ts';
export type { ChangeNote } from './change.ts';
export type { FlagHistory, HistoryEntry } from './history/entry.ts';
export { canBeUndone, type UndoRefusal } from './history/undo.ts';
export type { Actor, Groups } from './actor.ts';
export type { Decision } from './decision.ts';
export { sameMeaning } from './gates/same-meaning.ts';
export { CLOSED_GATES, readNumber, stateOf, type Feature, type GateValues } from './feature.ts';
export { createMemoryStore } from './store/memory-store.ts';
export { createSqlStore, openFeaturesWithin, writeGatesWithin } from './store/sql-store.ts';
export { createSqlClosings } from './freshness/sql-closings.ts';
export { flagMigrations } from './migrations.ts';
export { flipperApi } from './api/flipper/flipper-api.ts';
export { flipperPlaces, type FlipperPlace } from './api/flipper/takes.ts';
export {
  importedPieces,
  readImportFile,
  type ImportedPiece,
  type ReadImportFile,
} from './api/flipper/import-file.ts';
export type { FeatureOwnership, Owner } from './api/changes/ownership.ts';
export {
  featureHistory,
  featureOverviews,
  type FeatureLivesDeps,
} from './api/life/feature-lives.ts';
export { decisionInWords } from './lifecycle/decision-in-words.ts';
export { gatesInWords } from './lifecycle/gates-in-words.ts';
export { changeInWords } from './lifecycle/change-in-words.ts';
export { preflightOf } from './api/life/preflight.ts';
export type { ChangeDeps } from './api/changes/clearance.ts';
export { clearFeature, makeChange, removeFeature } from './api/changes/make-change.ts';
export { undoChange, undoProspect, type UndoProspect } from './api/changes/undo-change.ts';
export { flagRoutes, checkRoute } from './api/life/flag-routes.ts';
export type { ActorType, DeclaredFeature } from './lifecycle/staleness.ts';
export { createFeatureRecords, type FeatureRecords } from './lifecycle/feature-records.ts';
export type { FeatureOverview } from './lifecycle/feature-overview.ts';
export { keepUsage } from './lifecycle/keep-usage.ts';
export { toggleRoutes } from './api/toggles.ts';
export type { PreflightCheck, SurfaceProbe } from './preflight/check.ts';
export { isAsExpected, type OverlapCohort } from './preflight/overlap.ts';
export { knownOverlaps } from './preflight/known-overlaps.ts';
export { ofrepApi } from './api/ofrep/ofrep-api.ts';
export { noteEvaluation } from './api/note-evaluation.ts';
export { ofrepFailure } from './api/ofrep/failure.ts';
export { openFeatureProvider } from './openfeature/provider.ts';
