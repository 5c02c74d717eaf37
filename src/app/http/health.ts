import { sql } from 'kysely';
import type { FastifyPluginAsync } from 'fastify';

import type { Flags } from '../../flags/index.ts';
import type { Database } from '../../lib/database/index.ts';
import { withinDeadline } from '../../lib/deadline.ts';

export type HealthDeps = {
  readonly db: Database;
  readonly flags: Flags;
  readonly flagSnapshotLimitMs: number;
  /** Whether the program is about to stop: what is new goes elsewhere. */
  readonly isStopping: () => boolean;
  /** What is wrong with the watch over releases, a sentence each: pages are served all the same. */
  readonly warnings: () => readonly string[];
};

/**
 * `/healthz`: the process answers. `/readyz`: it can serve, or why it can't. A database that does not answer is a
 * warning while flags are known: an instance that is taken away serves nobody, and all of them have the same database.
 */
export function healthRoutes(deps: HealthDeps): FastifyPluginAsync {
  return (app) => {
    app.get('/healthz', () => ({ status: 'alive' }));
    app.get('/readyz', async (_request, reply) => {
      const reasons = whyNotReady(deps);
      const ready = reasons.length === 0;
      const warnings = [...(await databaseWarnings(deps)), ...deps.warnings()];
      return reply.code(ready ? 200 : 503).send({ ready, reasons, warnings });
    });
    return Promise.resolve();
  };
}

function whyNotReady(deps: HealthDeps): readonly string[] {
  const { flags, flagSnapshotLimitMs, isStopping } = deps;
  if (isStopping()) return ['The program is stopping.'];
  return flags.snapshotAgeMs() > flagSnapshotLimitMs ? [FLAGS_UNKNOWN] : [];
}

const FLAGS_UNKNOWN = 'The flag store has not answered for too long; every feature is closed.';

/** Probes wait a second or two. */
const DATABASE_MS = 500;

async function databaseWarnings({ db }: HealthDeps): Promise<readonly string[]> {
  try {
    const { rows } = await withinDeadline(DATABASE_MS, IS_READ_ONLY.execute(db));
    return rows[0]?.on ? ['The database takes no changes.'] : [];
  } catch {
    return ['The database does not answer.'];
  }
}

const IS_READ_ONLY = sql<{
  on: boolean;
}>`select current_setting('transaction_read_only')::boolean as on`;
