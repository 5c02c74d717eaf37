/** A database that can be made to be away, as one is that is cut off: every statement ends with an error. */
import type { Database } from '../../src/lib/database/index.ts';

/** Which statements fail: all; those that are not about who is signed in; those of the guard alone. */
export type Away = 'nothing' | 'everything' | 'records' | 'guard';

export function databaseAway(db: Database, isAway: (statement: string) => boolean): Database {
  return db.withPlugin({
    transformQuery: ({ node }) => {
      if (isAway(JSON.stringify(node))) throw new CutOff();
      return node;
    },
    transformResult: ({ result }) => Promise.resolve(result),
  });
}

class CutOff extends Error {
  readonly code = 'ECONNREFUSED';
  constructor() {
    super('connect ECONNREFUSED');
  }
}

/** Whether a statement reads or writes who is signed in. */
export const isOfSession = (statement: string) => statement.includes('"name":"sessions"');
