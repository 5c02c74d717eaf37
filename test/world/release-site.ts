/** The release API, below `/api/release`, and the console, on a database, for an operator who is signed in. */
import Fastify, { type FastifyInstance, type FastifyReply } from 'fastify';

import { whoActs, whyRoleless } from '../../src/app/http/acting.ts';
import { consoleRoutes, type ConsoleDeps, type FlagFactsSource } from '../../src/console/index.ts';
import { createFlags, createSqlStore, flagMigrations, type Flags } from '../../src/flags/index.ts';
import type { Accounts } from '../../src/identity/index.ts';
import { systemClock, type Clock } from '../../src/lib/clock.ts';
import { migrate, type OpenDatabase } from '../../src/lib/database/index.ts';
import { createLog } from '../../src/lib/log.ts';
import { type Deliveries } from '../../src/alerts/index.ts';
import {
  releaseApi,
  releaseMigrations,
  type FindTester,
  type ReleaseEngine,
} from '../../src/release/index.ts';
import type { OperatorRole } from '../../src/roles/index.ts';
import { commandsNamedIn, wordsOfPage } from './command-line.ts';
import { engineOn } from './engine.ts';

const operatorAs = (role: OperatorRole) => ({
  proofed: true,
  operator: { name: 'Pat Example', roles: [role] },
});

const NOT_ASKED = () => Promise.reject(new Error('nothing here asks that'));
const NOT_ASKED_NOW = () => {
  throw new Error('nothing here asks that');
};
const NO_ACCESS = {
  tokens: { list: NOT_ASKED, revoke: NOT_ASKED },
  sessions: { sessionsOf: NOT_ASKED, revokeSessionsOf: NOT_ASKED },
  accounts: { accountByEmail: NOT_ASKED },
};

const NO_FLAGS: FlagFactsSource = {
  list: NOT_ASKED,
  details: NOT_ASKED,
  undoOf: NOT_ASKED,
  answerFor: () => ({ open: false, sentences: [] }),
};

const NO_FLAG_STEPS = { close: NOT_ASKED, undo: NOT_ASKED, remove: NOT_ASKED };

const NO_REHEARSALS: ConsoleDeps['rehearsals'] = {
  start: () => ({ ok: false, error: 'nothing here rehearses' }),
  stop: () => false,
  of: () => [],
  underWay: () => [],
};

const NO_FEEDBACK = { figures: NOT_ASKED, remarks: NOT_ASKED, mark: NOT_ASKED };

export { flagFacts } from '../../src/app/feature/console-flags.ts';
import { flagSteps } from '../../src/app/feature/console-flags.ts';

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
  await mountConsole(app, { engine, clock });
  const findTester = () => Promise.resolve({ emailDigest: 'a digest', accountId: null });
  const api = releaseApi({
    engine,
    clock,
    authorize: [],
    whoActs,
    mayObserve: () => true,
    whyRoleless,
    findTester,
  });
  await app.register(api, { prefix: '/api/release' });
  const close = async () => {
    await app.close();
    await engine.close();
    await flags.close();
  };
  return { app, engine, flags, close };
}

/** The console, for an operator who signed in a moment ago and looks at releases alone. */
export async function mountConsole(
  app: FastifyInstance,
  { engine, clock, role = 'product-manager', ...given }: ConsoleOf,
) {
  app.decorateRequest('person', null);
  app.decorateRequest('signInAgeMs', given.signInAgeMs ?? 0);
  app.addHook('onRequest', async (request) => request.setDecorator('person', operatorAs(role)));
  app.addHook('onSend', async (_request, reply, body) => namesNoCommand(reply, body));
  await app.register(
    consoleRoutes({
      engine,
      clock,
      findTester: given.findTester ?? NOT_ASKED,
      tryOut: given.tryOut ?? null,
      rehearsals: given.rehearsals ?? NO_REHEARSALS,
      access: { ...NO_ACCESS, accounts: given.accounts ?? NO_ACCESS.accounts },
      deliveries: given.deliveries ?? { newest: NOT_ASKED, resend: null },
      flags: given.flagFacts ?? NO_FLAGS,
      flagSteps: given.flags ? flagSteps({ engine, flags: given.flags }) : NO_FLAG_STEPS,
      pageFigures: () => Promise.reject(new Error('no page is counted here')),
      downtimes: [],
      vaProfileHealth: NOT_ASKED_NOW,
      feedback: NO_FEEDBACK,
      stylesheetUrl: '/console.css',
      sameOriginOnly: (_request, _reply, done) => done(),
    }),
  );
}

/** Whatever a test opens: a page of the console is no place for the command line. */
function namesNoCommand(reply: FastifyReply, body: unknown): void {
  if (typeof body !== 'string' || !String(reply.getHeader('content-type')).includes('html')) return;
  const named = commandsNamedIn(wordsOfPage(body));
  if (named.length > 0) throw new Error(`a page names a command: ${named.join(', ')}`);
}

type ConsoleOf = {
  readonly engine: ReleaseEngine;
  readonly clock: Clock;
  readonly role?: OperatorRole;
  /** Of the role: how long ago it was confirmed; left out: a moment ago. */
  readonly signInAgeMs?: number;
  readonly findTester?: FindTester;
  readonly tryOut?: ConsoleDeps['tryOut'];
  readonly rehearsals?: ConsoleDeps['rehearsals'];
  /** None unless told. */
  readonly flagFacts?: FlagFactsSource;
  readonly deliveries?: Deliveries;
  /** Those that steps are taken with; none unless told. */
  readonly flags?: Flags;
  readonly accounts?: Pick<Accounts, 'accountByEmail'>;
};
