/** One SQL database behind one query builder: embedded in the process, or on a PostgreSQL server. */
export type { Database, OpenDatabase, Tx } from './database.ts';
export type { Listen, Listening } from './listening.ts';
export type { DatabaseProblem } from './problem.ts';
export { openEmbeddedDatabase, openMemoryDatabase } from './embedded.ts';
export { openServerDatabase } from './server.ts';
export { migrate } from './migrate.ts';
export { onlyAdditions } from './only-additions.ts';
export { makePrivateDirectory } from './private-directory.ts';
export { NoAnswerError, NoFreeConnectionError } from './pool.ts';
