import { sql } from 'kysely';

import { MINUTE_MS } from '../../duration.ts';
import type { Database } from '../database.ts';

/**
 * Vacuums tables once a minute until it is stopped, so that the space of changed and removed rows is used again, and
 * kept plans are made anew for tables that have grown. A server has processes of its own for that; the embedded database
 * has none, and its tables would grow with each change, however few rows they hold.
 */
export function keepVacuumed(db: Database): { stop(): Promise<void> } {
  let underWay: Promise<void> | null = null;
  const timer = setInterval(() => {
    underWay ??= vacuum(db)
      // The disk may be full. Whoever needs the database hears of it, and the next time is in a minute.
      .catch(() => undefined)
      .finally(() => {
        underWay = null;
      });
  }, MINUTE_MS);
  timer.unref();
  return {
    stop: async () => {
      clearInterval(timer);
      await underWay;
    },
  };
}

/** The tables that a server would choose by its own defaults, one statement each: others get their turn between them. */
async function vacuum(db: Database): Promise<void> {
  const { rows } = await sql<{ schema: string; name: string }>`
    select schemaname as schema, relname as name from pg_stat_user_tables
    where n_dead_tup > 50 + 0.2 * n_live_tup
      or n_ins_since_vacuum > 1000 + 0.2 * n_live_tup`.execute(db);
  for (const { schema, name } of rows) await sql`vacuum ${sql.id(schema, name)}`.execute(db);
}
