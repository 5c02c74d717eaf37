import { startPostgres } from './launcher.ts';
import {
  announceProblem,
  announceServer,
  isChosenByUser,
  withdrawServer,
} from './shared-server.ts';

/**
 * One PostgreSQL server for a whole test run. Where there can be none, the suites that need it fail with the
 * reason, and the others run.
 */
export default async function setup(): Promise<() => Promise<void>> {
  if (isChosenByUser()) return () => Promise.resolve();
  try {
    const server = await startPostgres();
    announceServer(server.url);
    return async () => {
      withdrawServer();
      await server.stop();
    };
  } catch (error) {
    announceProblem(error);
    return () => Promise.resolve();
  }
}
