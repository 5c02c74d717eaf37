import { sql, type Kysely } from 'kysely';

import type { Fence, Leadership } from '../engine/leadership.ts';
import type { ReleaseTables } from '../journal/tables.ts';

/** How long a leader that is not heard of keeps the lead. A killed one is replaced within a second. */
const LEASE_MS = 700;

/** The lead as a lease in the database, by the database’s clock. */
export function createSqlLeadership(database: Kysely<object>, instance: string): Leadership {
  const db = database.withTables<ReleaseTables>();
  const mine = sql<boolean>`(holder = ${instance} and until > clock_timestamp())`;
  return {
    lead: async () => {
      const row = await db
        .updateTable('release_leader')
        .set({
          holder: instance,
          fence: sql`case when ${mine} then fence else fence + 1 end`,
          until: sql`clock_timestamp() + ${LEASE_MS} * interval '1 millisecond'`,
        })
        .where('id', '=', 1)
        .where((where) => where.or([mine, sql<boolean>`until <= clock_timestamp()`]))
        .returning('fence')
        .executeTakeFirst();
      return row ? Number(row.fence) : null;
    },
    resign: async () => {
      await db
        .updateTable('release_leader')
        .set({ until: sql`clock_timestamp()` })
        .where('holder', '=', instance)
        .execute();
    },
  };
}

/** Whether this is still the fence of the leader; it stays so until the transaction ends. */
export async function stillLeads(tx: Kysely<ReleaseTables>, fence: Fence): Promise<boolean> {
  const row = await tx
    .selectFrom('release_leader')
    .select('fence')
    .where('fence', '=', fence)
    .forShare()
    .executeTakeFirst();
  return row !== undefined;
}
