import { sql } from 'kysely';

import type { Database } from './database.ts';
import type { FairPGlite } from './fair-pglite.ts';
import type { Listen } from './listening.ts';

/**
 * Listens inside the process. LISTEN goes through the pool like every statement: beside it, it would fall
 * into whatever transaction is under way, and be undone with it.
 */
export function listenOnLite(lite: FairPGlite, db: Database): Listen {
  return (channel, onNotice) => {
    const unsubscribe = lite.onNotification((heard) => {
      if (heard === channel) onNotice();
    });
    // It can fail only when the database is being closed, and then nobody has to be told anything.
    const begun = sql`listen ${sql.id(channel)}`.execute(db).then(onNotice, () => undefined);
    const stop = () => {
      unsubscribe();
      return begun;
    };
    return { stop };
  };
}
