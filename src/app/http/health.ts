import { sql } from 'kysely';
import type { FastifyPluginAsync } from 'fastify';

import type { Flags } from '../../flags/index.ts';
import type { Database } from '../../lib/database/index.ts';
import { withinDeadline } from '../../lib/deadline.ts';
import type { Settings } from '../settings/index.ts';

export type HealthDeps = {
  readonly db: Database;
  readonly flags: Flags;
  readonly settings: Pick<Settings, 'flagSnapshotLimitMs'>;
  /** What is wrong with the watch over releases, a sentence each: pages are served all the same. */
  readonly warnings: () => readonly string[];
  readonly stopping: { readonly isAnnounced: boolean };
};

/** `/healthz`: the process answers. `/readyz`: it can serve, or why it can't. */
export function healthRoutes(deps: HealthDeps): FastifyPluginAsync {
  return (app) => {
    app.get('/healthz', () => ({ status: 'alive' }));
    app.get('/readyz', async (_request, reply) => {
      const reasons = whyNotReady(deps);
      const ready = reasons.length === 0;
      const warnings = [...(await aboutDatabase(deps)), ...deps.warnings()];
      return reply.code(ready ? 200 : 503).send({ ready, reasons, warnings });
    });
    return Promise.resolve();
  };
}

function whyNotReady({ flags, settings, stopping }: HealthDeps): readonly string[] {
  const isStale = flags.snapshotAgeMs() > settings.flagSnapshotLimitMs;
  return [
    ...(stopping.isAnnounced ? ['This instance is about to stop.'] : []),
    ...(isStale ? ['The flag store has not answered for too long; every feature is closed.'] : []),
  ];
}

/**
 * All instances have one database: were that a reason, none would be left to serve what needs none, toggles and
 * rollbacks among it. One that stays cut off is not ready once its flags are too old.
 */
async function aboutDatabase({ db }: HealthDeps): Promise<readonly string[]> {
  try {
    await withinDeadline(ANSWER_WITHIN_MS, sql`select 1`.execute(db));
    return [];
  } catch {
    return ['The database does not answer.'];
  }
}

const ANSWER_WITHIN_MS = 1_000;
