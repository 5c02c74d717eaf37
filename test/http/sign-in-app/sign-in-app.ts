import { once } from 'node:events';
import { createServer } from 'node:http';
import { Writable } from 'node:stream';
import Fastify, { type FastifyInstance } from 'fastify';
import {
  accountNameOf,
  createAccounts,
  createSessions,
  identityRoutes,
  personOf,
  wasSignedOut,
  type Accounts,
  type IdentityDeps,
  type Person,
  type Sessions,
} from '../../../src/identity/index.ts';
import { movableClock, type MovableClock } from '../../../src/lib/clock.ts';
import type { Database } from '../../../src/lib/database/index.ts';
import { createLog } from '../../../src/lib/log.ts';
import type { Browser } from '../../../src/stand-ins/visitors/index.ts';
import {
  startIdentityProviderStandIn,
  type IdentityProviderStandIn,
} from '../../../src/stand-ins/identity-provider/index.ts';
import { portOf } from '../../../src/stand-ins/listen.ts';
import type { StandInPerson } from '../../../src/stand-ins/people/index.ts';

export type SignInApp = {
  readonly url: string;
  readonly provider: IdentityProviderStandIn;
  readonly clock: MovableClock;
  readonly sessions: Sessions;
  readonly accounts: Accounts;
  /** The lines of the log so far. */
  readonly log: readonly string[];
  /** With what `onSignedIn` was called so far. */
  readonly signedIn: readonly (readonly [accountId: string, emailDigest: string | null])[];
  /** Who this browser is to the program. */
  whoIs(browser: Browser): Promise<Person | null>;
  /** All that a page learns of them. */
  known(browser: Browser): Promise<Known>;
  close(): Promise<void>;
};

type Known = {
  readonly person: Person | null;
  readonly name: string | null;
  readonly wasSignedOut: boolean;
};

const SESSION_SECRET = 'a secret for tests, of no worth to anybody';

/** The program and its identity provider. The database has to hold identity's tables. */
export async function startSignInApp(world: {
  readonly db: Database;
  readonly people: readonly StandInPerson[];
  readonly changes?: Partial<IdentityDeps>;
}): Promise<SignInApp> {
  // The address has to be known before the provider starts, and the provider's before the program's routes.
  const server = createServer().listen(0, '127.0.0.1');
  await once(server, 'listening');
  const url = `http://127.0.0.1:${portOf(server.address())}`;
  const provider = await startProviderFor(url, world.people);
  const clock = movableClock();
  const inTime = { db: world.db, clock };
  const sessions = createSessions({ ...inTime, log: createLog('silent') });
  const accounts = createAccounts({ ...inTime, sessionSecret: SESSION_SECRET });
  const log: string[] = [];
  const signedIn: [string, string | null][] = [];
  const app = Fastify({ serverFactory: (handler) => server.on('request', handler) });
  await serve(app, {
    accounts,
    sessions,
    oidc: { issuer: provider.issuer, clientId: 'phcc', clientSecret: 'stand-in' },
    publicUrl: url,
    sessionSecret: SESSION_SECRET,
    roleClaim: 'roles',
    clock,
    log: createLog('debug', intoArray(log)),
    onSignedIn: async (...who) => void signedIn.push(who),
    renderProblem: (reply, problem) => reply.code(problem.status).send(problem),
    renderSignOut: (reply) => reply.type('text/html').send('<form method="post">Sign out</form>'),
    ...world.changes,
  });
  const close = async () => {
    await app.close();
    await provider.close();
  };
  const known = (browser: Browser) => ask(browser, url);
  const whoIs = async (browser: Browser) => (await known(browser)).person;
  return { url, provider, clock, sessions, accounts, log, signedIn, whoIs, known, close };
}

const startProviderFor = (url: string, people: readonly StandInPerson[]) =>
  startIdentityProviderStandIn({
    clientId: 'phcc',
    clientSecret: 'stand-in',
    redirectUris: [`${url}/auth/callback`],
    postLogoutRedirectUris: [`${url}/profile`],
    people,
  });

async function serve(app: FastifyInstance, deps: IdentityDeps): Promise<void> {
  await app.register(identityRoutes(deps));
  app.get('/*', async (request) => ({
    person: personOf(request),
    name: accountNameOf(request),
    wasSignedOut: wasSignedOut(request),
  }));
  await app.ready();
}

async function ask(browser: Browser, url: string): Promise<Known> {
  const { text } = await browser.get(`${url}/profile`);
  return JSON.parse(text) as Known;
}

function intoArray(lines: string[]): Writable {
  return new Writable({
    write: (chunk: Buffer, _encoding, done) => {
      lines.push(chunk.toString());
      done();
    },
  });
}
