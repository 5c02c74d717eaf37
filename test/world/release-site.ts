/** The release API, below `/api/release`, and the console, on a database, for an operator who is signed in. */
import Fastify, { type FastifyInstance } from 'fastify';

import { whoActs } from '../../src/app/http/acting.ts';
import { consoleRoutes } from '../../src/console/index.ts';
import { createFlags, createSqlStore, flagMigrations, type Flags } from '../../src/flags/index.ts';
import { systemClock } from '../../src/lib/clock.ts';
import { migrate, type OpenDatabase } from '../../src/lib/database/index.ts';
import { createLog } from '../../src/lib/log.ts';
import { releaseApi, releaseMigrations, type ReleaseEngine } from '../../src/release/index.ts';
import { engineOn } from './engine.ts';

const OPERATOR = { operator: { name: 'Pat Example', roles: ['product-manager'] } };

export type ReleaseSite = {
  readonly app: FastifyInstance;
  readonly engine: ReleaseEngine;
  readonly flags: Flags;
  close(): Promise<void>;
};

export async function releaseSite({ db }: OpenDatabase): Promise<ReleaseSite> {
  await migrate(db, { ...flagMigrations, ...releaseMigrations });
  const log = createLog('silent');
  const flags = createFlags({ store: createSqlStore(db), log, snapshotLimitMs: 30_000 });
  const clock = systemClock;
  const engine = engineOn({ db, flags, clock });
  const app = Fastify({ routerOptions: { maxParamLength: 255 } });
  app.decorateRequest('person', null);
  app.addHook('onRequest', async (request) => request.setDecorator('person', OPERATOR));
  const findTester = () => Promise.resolve({ emailDigest: 'a digest', accountId: null });
  const api = releaseApi({ engine, clock, authorize: [], whoActs, findTester });
  await app.register(api, { prefix: '/api/release' });
  await app.register(
    consoleRoutes({
      engine,
      clock,
      stylesheetUrl: '/c.css',
      renderSignInPrompt: () => '',
      sameOriginOnly: (_request, _reply, done) => done(),
    }),
  );
  const close = async () => {
    await app.close();
    await engine.close();
    await flags.close();
  };
  return { app, engine, flags, close };
}
