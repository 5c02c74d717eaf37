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
 * warning, however long it lasts: all instances have the same one, and with all of them taken away nobody would hear
 * that features are closed, and no rollback would be taken.
 */
export function healthRoutes(deps: HealthDeps): FastifyPluginAsync {
  return (app) => {
    app.get('/healthz', () => ({ status: 'alive' }));
    app.get('/readyz', async (_request, reply) => {
      const reasons = whyNotReady(deps);
      const ready = reasons.length === 0;
      const warnings = [
        ...flagWarnings(deps),
        ...(await databaseWarnings(deps)),
        ...deps.warnings(),
      ];
      return reply.code(ready ? 200 : 503).send({ ready, reasons, warnings });
    });
    return Promise.resolve();
  };
}

function whyNotReady({ flags, isStopping }: HealthDeps): readonly string[] {
  if (isStopping()) return ['The program is stopping.'];
  return flags.snapshotAgeMs() === Infinity ? [FLAGS_NEVER_READ] : [];
}

function flagWarnings({ flags, flagSnapshotLimitMs }: HealthDeps): readonly string[] {
  return flags.snapshotAgeMs() > flagSnapshotLimitMs ? [FLAGS_TOO_OLD] : [];
}

const FLAGS_NEVER_READ = 'The flag store has not answered yet.';
const FLAGS_TOO_OLD =
  'The flag store has not answered for too long: every feature is closed here. Rollbacks are still taken.';

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
