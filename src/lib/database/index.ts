/** One SQL database behind one query builder: embedded in the process, or on a PostgreSQL server. */
export type {
  Database,
  Databases,
  Listen,
  Listening,
  OnStatement,
  OpenDatabase,
  PoolFigures,
  Tx,
} from './database.ts';
export type { DatabaseProblem } from './problem.ts';
export { openEmbeddedDatabase, openMemoryDatabase } from './embedded/embedded.ts';
export { holdsCluster } from './embedded/cluster.ts';
export { openServerDatabase, USUAL_POOL_SIZES, type PoolSizes } from './server.ts';
export { isPastUpgrade, migrate, migrateWithin, migrationsOf, onlyAdditions } from './migrate.ts';
export { makePrivateDirectory } from './private-directory.ts';
export { troubleOf, type DatabaseTrouble } from './trouble.ts';
export { NoAnswerError, NoFreeConnectionError } from './pool.ts';
