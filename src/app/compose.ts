import type { FastifyInstance } from 'fastify';

import { consoleRoutes } from '../console/index.ts';
import { contactsApi, vaProfileContacts } from '../contacts/index.ts';
import {
  createFlags,
  createSqlStore,
  flagMigrations,
  flipperApi,
  toggleRoutes,
  type Flags,
} from '../flags/index.ts';
import {
  createAccounts,
  createSessions,
  createTokenCheck,
  identityMigrations,
  identityRoutes,
  personOf,
  sameOriginOnly,
  type Accounts,
} from '../identity/index.ts';
import type { Clock, MovableClock } from '../lib/clock.ts';
import type { Database } from '../lib/database/index.ts';
import type { Log } from '../lib/log.ts';
import {
  profileRoutes,
  renderProblemPage,
  renderSignInPrompt,
  renderSignOutPrompt,
} from '../profile/index.ts';
import {
  createReleaseEngine,
  createSqlJournal,
  releaseApi,
  releaseMigrations,
  writeReleaseFlags,
  type FlagWriter,
  type ReleaseEngine,
} from '../release/index.ts';
import { createVaProfileClient } from '../va-profile/index.ts';
import { authorise, whoActs } from './acting.ts';
import { developmentRoutes } from './development.ts';
import { CONTACTS_FEATURE, DECLARED_FEATURES } from './features.ts';
import { healthRoutes } from './health.ts';
import { createHttpServer } from './http-server.ts';
import type { OutsideWorld } from './outside-world.ts';
import { findPublicFiles, type PublicFiles } from './public-files.ts';
import type { Settings } from './settings.ts';

/** Every table of the program. */
export const MIGRATIONS = { ...flagMigrations, ...identityMigrations, ...releaseMigrations };

export type Surroundings = {
  readonly settings: Settings;
  readonly db: Database;
  readonly world: OutsideWorld;
  readonly clock: Clock;
  /** Set in development only. */
  readonly movableClock: MovableClock | null;
  readonly log: Log;
  readonly sessionSecret: string;
  readonly apiToken: string;
  /** How a release sets its toggles; tests that kill the program in mid-step put theirs here. */
  readonly writeFlags?: FlagWriter;
};

export type Program = {
  readonly app: FastifyInstance;
  readonly flags: Flags;
  close(): Promise<void>;
};

/** Puts the rooms together. The one place that knows them all. */
export async function compose(surroundings: Surroundings): Promise<Program> {
  const flags = await openFlags(surroundings);
  const engine = await openReleases(surroundings, flags);
  const publicFiles = findPublicFiles();
  const { settings, world, log } = surroundings;
  const app = await createHttpServer({
    publicUrl: settings.publicUrl,
    issuer: world.oidc.issuer,
    publicFiles,
    log,
  });
  const rooms = {
    ...surroundings,
    flags,
    engine,
    publicFiles,
    accounts: createAccounts(surroundings),
  };
  await mountForPrograms(app, rooms);
  // A scope of its own: what asks with a token or fetches a stylesheet reads no session.
  await app.register((people) => mountForPeople(people, rooms));
  return {
    app,
    flags,
    close: async () => {
      await app.close();
      await flags.close();
    },
  };
}

type Rooms = Surroundings & {
  readonly flags: Flags;
  readonly engine: ReleaseEngine;
  readonly publicFiles: PublicFiles;
  readonly accounts: Accounts;
};

async function openFlags({ db, log, settings }: Surroundings): Promise<Flags> {
  const store = createSqlStore(db);
  for (const feature of DECLARED_FEATURES) await store.write(feature, { kind: 'add' });
  const flags = createFlags({ store, log, snapshotLimitMs: settings.flagSnapshotLimitMs });
  await flags.refresh();
  return flags;
}

async function openReleases(
  { db, clock, log, writeFlags = writeReleaseFlags }: Surroundings,
  flags: Flags,
): Promise<ReleaseEngine> {
  const journal = createSqlJournal(db, writeFlags);
  const engine = createReleaseEngine({ journal, flagsWritten: flags.refresh, clock, log });
  await engine.recover();
  return engine;
}

/** Everything that is asked with a token. */
async function mountForPrograms(app: FastifyInstance, rooms: Rooms): Promise<void> {
  const { flags, engine, accounts, db, settings } = rooms;
  const authorised = authorise(createTokenCheck(rooms.apiToken));
  const { flagSnapshotLimitMs } = settings;
  await app.register(healthRoutes({ db, flags, flagSnapshotLimitMs }));
  await app.register(
    async (scope) => {
      for (const hook of authorised) scope.addHook('preHandler', hook);
      await scope.register(flipperApi({ flags, ownership: ownershipBy(engine) }));
    },
    { prefix: '/flipper/api' },
  );
  const findTester = async (email: string) => ({
    emailDigest: accounts.emailDigest(email),
    accountId: await accounts.accountByEmail(email),
  });
  const release = releaseApi({ engine, authorise: authorised, whoActs, findTester });
  await app.register(release, { prefix: '/api/release' });
  if (rooms.movableClock) {
    const { setFault } = rooms.world;
    const development = { clock: rooms.movableClock, authorise: authorised, setFault };
    await app.register(developmentRoutes(development), { prefix: '/api/development' });
  }
}

function ownershipBy(engine: ReleaseEngine) {
  return {
    ownerOf: engine.ownerOf,
    closedByHand: async (feature: string, request: Parameters<typeof whoActs>[0]) => {
      const id = await engine.ownerOf(feature);
      if (id === null) return;
      const why = 'Switched off by hand in the flag engine';
      await engine.take({ id, step: { kind: 'rollback' }, who: whoActs(request), why });
    },
  };
}

/** Everything that people see in a browser; sign-in comes first and says who asks. */
async function mountForPeople(app: FastifyInstance, rooms: Rooms): Promise<void> {
  const { flags, log, settings, publicFiles } = rooms;
  await mountSignIn(app, rooms);
  const contacts = vaProfileContacts(
    createVaProfileClient({
      baseUrl: rooms.world.vaProfileUrl,
      deadlineMs: settings.vaProfileDeadlineMs,
      log,
    }),
  );
  const contactsIsOpen = (accountId: string) => flags.isOpen(CONTACTS_FEATURE, accountId);
  const { stylesheetUrl } = publicFiles;
  await app.register(profileRoutes({ contactsIsOpen, contacts, log, stylesheetUrl }));
  await app.register(contactsApi({ contactsIsOpen, contacts, log }));
  await app.register(
    toggleRoutes({ flags, actorOf: (request) => personOf(request)?.accountId ?? null }),
  );
  await app.register(
    consoleRoutes({
      engine: rooms.engine,
      stylesheetUrl: publicFiles.consoleStylesheetUrl,
      renderSignInPrompt: (path) => renderSignInPrompt({ path, stylesheetUrl }),
      sameOriginOnly: sameOriginOnly(settings.publicUrl),
    }),
  );
}

async function mountSignIn(app: FastifyInstance, rooms: Rooms): Promise<void> {
  const { db, clock, log, settings, engine, accounts, world, sessionSecret } = rooms;
  const { stylesheetUrl } = rooms.publicFiles;
  const routes = identityRoutes({
    accounts,
    sessions: createSessions({ db, clock }),
    oidc: world.oidc,
    publicUrl: settings.publicUrl,
    sessionSecret,
    roleClaim: settings.operatorRoleClaim,
    log,
    onSignedIn: async (accountId, emailDigest) => {
      if (emailDigest !== null) await engine.welcomeTester({ accountId, emailDigest });
    },
    renderProblem: (reply, problem) =>
      reply
        .code(problem.status)
        .type('text/html; charset=utf-8')
        .send(renderProblemPage({ ...problem, requestId: reply.request.id, stylesheetUrl })),
    renderSignOut: (reply) =>
      reply.type('text/html; charset=utf-8').send(renderSignOutPrompt({ stylesheetUrl })),
  });
  await app.register(routes);
}
