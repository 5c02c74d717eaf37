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
export { flipperApi } from './api/flipper-api.ts';
export type { FeatureOwnership } from './api/ownership.ts';
export { flagRoutes } from './api/flag-routes.ts';
export type { ActorType, DeclaredFeature } from './lifecycle/declared.ts';
export { createFeatureRecords } from './lifecycle/feature-records.ts';
export { keepUsage } from './lifecycle/keep-usage.ts';
export { toggleRoutes } from './api/toggles.ts';
export { ofrepApi } from './api/ofrep/ofrep-api.ts';
export { openFeatureProvider } from './openfeature/provider.ts';
