/** The Flipper-compatible flag engine. One question matters most: is it open for this actor? */
export { createFlags, type Flags } from './flags.ts';
export type { ChangeNote } from './change.ts';
export type { FlagHistory, HistoryEntry } from './history/entry.ts';
export type { UndoRefusal } from './history/undo.ts';
export type { Decision } from './decision.ts';
export { CLOSED_GATES, type Feature, type GateValues } from './feature.ts';
export { createMemoryStore } from './store/memory-store.ts';
export { createSqlStore, writeGatesWithin } from './store/sql-store.ts';
export { flagMigrations } from './migrations.ts';
export { flipperApi, type FeatureOwnership } from './api/flipper-api.ts';
export { toggleRoutes } from './api/toggles.ts';
