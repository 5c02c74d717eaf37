import { sql, type ColumnType, type Kysely, type Migration } from 'kysely';

import type { Fence, Leadership } from './leadership.ts';

/** How long a leader that is not heard of keeps the lead. A killed one is replaced within a second. */
const LEASE_MS = 700;

export type LeaderTables = {
  release_leader: {
    id: number;
    holder: string;
    fence: ColumnType<string | number, number>;
    until: Date;
  };
};

export const leaderMigrations: Record<string, Migration> = {
  '2026-11-27-release-6-leader': {
    up: async (db: Kysely<unknown>) => {
      await db.schema
        .createTable('release_leader')
        .addColumn('id', 'integer', (column) => column.primaryKey())
        .addColumn('holder', 'text', (column) => column.notNull())
        .addColumn('fence', 'bigint', (column) => column.notNull())
        .addColumn('until', 'timestamptz', (column) => column.notNull())
        .execute();
      await sql`insert into release_leader values (1, 'nobody', 0, now())`.execute(db);
    },
  },
};

/** The lead as a lease in the database, by the database’s clock. */
export function createSqlLeadership(database: Kysely<object>, instance: string): Leadership {
  const db = database.withTables<LeaderTables>();
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
export async function stillLeads(tx: Kysely<LeaderTables>, fence: Fence): Promise<boolean> {
  const row = await tx
    .selectFrom('release_leader')
    .select('fence')
    .where('fence', '=', fence)
    .forShare()
    .executeTakeFirst();
  return row !== undefined;
}
