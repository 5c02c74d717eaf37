import type { KyselyPlugin } from 'kysely';

import type { Database } from '../../src/lib/database/index.ts';

/** The same database, with every statement counted that goes to it, and every row that comes back. */
export function counting(db: Database) {
  let statements = 0;
  let rows = 0;
  const plugin: KyselyPlugin = {
    transformQuery: ({ node }) => {
      statements += 1;
      return node;
    },
    transformResult: ({ result }) => {
      rows += result.rows.length;
      return Promise.resolve(result);
    },
  };
  const during = async (work: () => Promise<unknown>) => {
    const before = statements;
    await work();
    return statements - before;
  };
  const rowsDuring = async (work: () => Promise<unknown>) => {
    const before = rows;
    await work();
    return rows - before;
  };
  return { db: db.withPlugin(plugin), during, rowsDuring };
}
