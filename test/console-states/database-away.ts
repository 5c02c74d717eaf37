/** A database that can be made to be away, as one is that is cut off: every statement ends with an error. */
import type { Database } from '../../src/lib/database/index.ts';

/** Which statements fail: all; those that are not about who is signed in; those of the guard alone. */
export type Away = 'nothing' | 'everything' | 'records' | 'guard';

export function databaseAway(db: Database, isAway: (statement: string) => boolean): Database {
  const statements = new WeakMap<object, string>();
  return db.withPlugin({
    transformQuery: ({ node, queryId }) => {
      const statement = JSON.stringify(node);
      if (isAway(statement)) throw new CutOff();
      statements.set(queryId, statement);
      return node;
    },
    // What was put together beforehand comes here alone.
    transformResult: ({ result, queryId }) =>
      isAway(statements.get(queryId) ?? '')
        ? Promise.reject(new CutOff())
        : Promise.resolve(result),
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
