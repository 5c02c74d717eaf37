import { sql, type Kysely } from 'kysely';

import type { AlertMarks } from './alerting.ts';
import type { JournalTables } from '../journal/kept/tables.ts';

/** Never goes back, whichever instance notes last. */
export function createSqlAlertMarks(database: Kysely<object>): AlertMarks {
  const db = database.withTables<JournalTables>();
  return {
    delivered: async (releaseId) => {
      const row = await db
        .selectFrom('release_alerts')
        .select('delivered')
        .where('release_id', '=', releaseId)
        .executeTakeFirst();
      return row?.delivered ?? 0;
    },
    note: async (releaseId, version) => {
      await db
        .insertInto('release_alerts')
        .values({ release_id: releaseId, delivered: version })
        .onConflict((conflict) =>
          conflict.column('release_id').doUpdateSet({
            delivered: sql`greatest(release_alerts.delivered, excluded.delivered)`,
          }),
        )
        .execute();
    },
  };
}
