/** A real PostgreSQL server for tests, from the package registry, and suites that run on it and on PGlite. */
export { startPostgres, type RunningPostgres } from './launcher.ts';
export { copiedDatabase, freshDatabase, type FreshDatabase } from './fresh-database.ts';
export { sharedPostgresUrl } from './shared-server.ts';
export { openTestDatabase } from './memory-database.ts';
