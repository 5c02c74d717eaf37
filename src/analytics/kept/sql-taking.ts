import { sql } from 'kysely';

import type { Database } from '../../lib/database/index.ts';
import { minuteIn } from '../counting/page-count.ts';
import { LONGEST_SILENCE_MIN, type TakingTimes } from './taking.ts';
import type { PageTables } from './tables.ts';

/** A row for each time without a gap: signs make it longer. */
export function createSqlTaking(database: Database): TakingTimes {
  const db = database.withTables<PageTables>();
  return {
    note: async (now) => {
      const minute = minuteIn(now);
      const { numUpdatedRows } = await db
        .updateTable('page_taking')
        .set({ through_minute: sql<number>`greatest(through_minute, ${sql.lit(minute)})` })
        .where('from_minute', '<=', minute)
        .where('through_minute', '>=', minute - LONGEST_SILENCE_MIN)
        .executeTakeFirst();
      if (numUpdatedRows > 0n) return;
      await db
        .insertInto('page_taking')
        .values({ from_minute: minute, through_minute: minute })
        .onConflict((conflict) => conflict.column('from_minute').doNothing())
        .execute();
    },
    spans: () =>
      db
        .selectFrom('page_taking')
        .select(['from_minute as from', 'through_minute as through'])
        .orderBy('from_minute')
        .execute(),
    lastCounted: async (feature) => {
      const newest = await db
        .selectFrom('page_counts')
        .select(({ fn }) => fn.max('from_minute').as('minute'))
        .where('feature', '=', feature)
        .executeTakeFirst();
      return newest?.minute ?? null;
    },
  };
}
