import { sql } from 'kysely';
import type { FastifyPluginAsync } from 'fastify';

import type { Flags } from '../../flags/index.ts';
import type { Database } from '../../lib/database/index.ts';

export type HealthDeps = {
  readonly db: Database;
  readonly flags: Flags;
  readonly flagSnapshotLimitMs: number;
  /** What is wrong with the watch over releases, a sentence each: pages are served all the same. */
  readonly warnings: () => readonly string[];
};

/** `/healthz`: the process answers. `/readyz`: it can serve, or why it can't. */
export function healthRoutes(deps: HealthDeps): FastifyPluginAsync {
  return (app) => {
    app.get('/healthz', () => ({ status: 'alive' }));
    app.get('/readyz', async (_request, reply) => {
      const reasons = await whyNotReady(deps);
      const ready = reasons.length === 0;
      return reply.code(ready ? 200 : 503).send({ ready, reasons, warnings: deps.warnings() });
    });
    return Promise.resolve();
  };
}

async function whyNotReady({ db, flags, flagSnapshotLimitMs }: HealthDeps) {
  const reasons: string[] = [];
  if (flags.snapshotAgeMs() > flagSnapshotLimitMs) {
    reasons.push('The flag store has not answered for too long; every feature is closed.');
  }
  try {
    await sql`select 1`.execute(db);
  } catch {
    reasons.push('The database does not answer.');
  }
  return reasons;
}
