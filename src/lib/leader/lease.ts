import { sql, type ColumnType, type Kysely, type Migration, type RawBuilder } from 'kysely';

/** The right to act for all instances. It rises with each new leader; what an earlier one still writes is refused. */
export type Fence = number;

/** How long a leader that is not heard of keeps the lead. A killed one is replaced within a second. */
export const LEASE_MS = 700;

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

/**
 * Takes the lead for this instance or keeps it, by the database’s clock: a statement that returns the fence, or no row
 * where another instance leads. It can stand in a larger statement.
 */
export function leaseFor(
  instance: string,
  leaseMs = LEASE_MS,
): RawBuilder<{ readonly fence: string | number }> {
  const isMine = sql`(holder = ${instance} and until > clock_timestamp())`;
  return sql`
    update release_leader set
      holder = ${instance},
      fence = case when ${isMine} then fence else fence + 1 end,
      until = clock_timestamp() + ${leaseMs} * interval '1 millisecond'
    where id = 1 and (${isMine} or until <= clock_timestamp())
    returning fence`;
}

/** Lets another instance lead at once. */
export async function resignFor(db: Kysely<LeaderTables>, instance: string): Promise<void> {
  await db
    .updateTable('release_leader')
    .set({ until: sql`clock_timestamp()` })
    .where('holder', '=', instance)
    .execute();
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
