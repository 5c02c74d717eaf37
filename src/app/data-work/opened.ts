import {
  holdsCluster,
  openEmbeddedDatabase,
  openServerDatabase,
  type OpenDatabase,
} from '../../lib/database/index.ts';
import { err, ok, type Result } from '../../lib/result.ts';
import type { Settings } from '../settings/index.ts';

type DatabasePlace = Pick<Settings, 'dataDir' | 'databaseUrl'>;

/** The longest that one statement may take, in milliseconds: an index of millions of rows takes its time. */
const ANSWER_LIMIT_MS = 30 * 60_000;

/** Whoever else is connected is found by not being this one. */
const ALONE = { people: 1, guard: 1, observations: 1 };

/** Which database the settings mean, in words, without a name or a password. */
export const placeInWords = ({ databaseUrl, dataDir }: DatabasePlace): string =>
  databaseUrl === null ? `the embedded database in ${dataDir}` : 'the database of DATABASE_URL';

/** The database of the settings; `isToBeThere`: an embedded one is not made. */
export async function openDatabaseAt(
  place: DatabasePlace,
  isToBeThere: boolean,
): Promise<Result<OpenDatabase, { readonly code: string; readonly sentence: string }>> {
  const { databaseUrl, dataDir } = place;
  if (databaseUrl !== null) {
    return openServerDatabase({ url: databaseUrl, pools: ALONE, answerLimitMs: ANSWER_LIMIT_MS });
  }
  if (isToBeThere && !(await holdsCluster(dataDir))) {
    const sentence = `There is no embedded database in ${dataDir}. Set DATA_DIR or DATABASE_URL as the server has them.`;
    return err({ code: 'no-data', sentence });
  }
  const opened = await openEmbeddedDatabase({ dataDir });
  return opened.ok ? ok(opened.value) : opened;
}
