import { once } from 'node:events';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { Writable } from 'node:stream';
import Fastify from 'fastify';
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { movableClock } from '../lib/clock.ts';
import { migrate, openMemoryDatabase, type OpenDatabase } from '../lib/database/index.ts';
import { createLog } from '../lib/log.ts';
import { openBrowser, signInAs, type Browser } from '../stand-ins/browser/index.ts';
import {
  startIdentityProviderStandIn,
  type IdentityProviderStandIn,
} from '../stand-ins/identity-provider/index.ts';
import { namedPeople, namedPerson, syntheticVeterans } from '../stand-ins/people/index.ts';
import {
  accountIdFrom,
  createAccounts,
  createSessions,
  identityMigrations,
  identityRoutes,
  personOf,
  type IdentityDeps,
  type Person,
} from './index.ts';

const SESSION_SECRET = 'a secret for tests, of no worth to anybody';
const MINUTE_MS = 60_000;

const people = [...namedPeople, ...syntheticVeterans(20)];

let database: OpenDatabase;
beforeAll(async () => {
  database = await openMemoryDatabase();
  await migrate(database.db, identityMigrations);
});
afterAll(() => database.close());

/** The program around identity, reduced to one page that says who is there. */
async function startApp(changes: Partial<IdentityDeps> = {}, signInAble = people) {
  const server = createServer().listen(0, '127.0.0.1');
  await once(server, 'listening');
  const url = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
  const provider = await startIdentityProviderStandIn({
    clientId: 'phcc',
    clientSecret: 'stand-in',
    redirectUris: [`${url}/auth/callback`],
    postLogoutRedirectUris: [`${url}/profile`],
    people: signInAble,
  });
  const clock = movableClock();
  const log: string[] = [];
  const signedIn: (string | null)[][] = [];
  const { db } = database;
  const sessions = createSessions({ db, clock });
  const accounts = createAccounts({ db, clock, sessionSecret: SESSION_SECRET });
  const app = Fastify({ serverFactory: (handler) => server.on('request', handler) });
  const deps: IdentityDeps = {
    accounts,
    sessions,
    oidc: { issuer: provider.issuer, clientId: 'phcc', clientSecret: 'stand-in' },
    publicUrl: url,
    sessionSecret: SESSION_SECRET,
    roleClaim: 'roles',
    log: createLog('debug', intoArray(log)),
    onSignedIn: async (...who) => void signedIn.push(who),
    renderProblem: (reply, problem) => reply.code(problem.status).send(problem),
    renderSignOut: (reply) => reply.type('text/html').send('<form method="post">Sign out</form>'),
    ...changes,
  };
  await app.register(identityRoutes(deps));
  app.get('/*', async (request) => ({ url: request.url, person: personOf(request) }));
  await app.ready();
  const close = async () => {
    await app.close();
    await provider.close();
  };
  return { url, provider, clock, log, signedIn, sessions, accounts, close };
}

const intoArray = (lines: string[]) =>
  new Writable({
    write: (chunk: Buffer, _encoding, done) => {
      lines.push(chunk.toString());
      done();
    },
  });

type App = Awaited<ReturnType<typeof startApp>>;

let app: App;
let browser: Browser;
let clean: (() => Promise<void>)[] = [];
beforeEach(async () => {
  app = await startApp();
  clean.push(app.close);
  browser = openBrowser();
});
afterEach(async () => {
  for (const step of clean.reverse()) await step();
  clean = [];
  await tables().deleteFrom('sessions').execute();
});

const signIn = (slug: string, path = '/profile/contacts') =>
  signInAs(browser, `${app.url}/sign-in?return=${encodeURIComponent(path)}`, slug);

const whoAmI = async (someone = browser): Promise<Person | null> => {
  const { text } = await someone.get(`${app.url}/profile`);
  return (JSON.parse(text) as { person: Person | null }).person;
};

const tables = () => database.db.withTables<Record<string, Record<string, unknown>>>();

const rows = (table: string) => tables().selectFrom(table).selectAll().execute();

describe('signing in', () => {
  it('leads a Veteran to the page they asked for, and says who they are', async () => {
    const page = await signIn('all-four', '/profile/contacts?from=card');
    expect(page).toMatchObject({ status: 200, url: `${app.url}/profile/contacts?from=card` });
    expect(await whoAmI()).toEqual({
      accountId: namedPerson('all-four').accountId,
      credential: namedPerson('all-four').credential,
      proofed: true,
      foundInMpi: true,
      vaPatient: true,
      blocked: false,
      operator: null,
    });
  });

  it.each([
    ['unproofed', { proofed: false }],
    ['not-in-mpi', { proofed: true, foundInMpi: false }],
    ['not-enrolled', { proofed: true, vaPatient: false }],
    ['blocked', { proofed: true, blocked: true }],
    ['one-of-each', { credential: { provider: 'logingov', uuid: expect.any(String) as string } }],
    ['veteran-020', { proofed: true, vaPatient: true }],
  ])('knows of %s what matters', async (slug, expected) => {
    await signIn(slug);
    expect(await whoAmI()).toMatchObject(expected);
  });

  it('knows an operator by name and role', async () => {
    await signIn('product-manager', '/console');
    const operator = { name: 'Priya Manning', roles: ['product-manager'] };
    expect(await whoAmI()).toMatchObject({ operator, credential: null });
  });

  it('finds an operator’s roles under the claim that is configured', async () => {
    const other = await startApp({ roleClaim: 'groups' });
    clean.push(other.close);
    await signInAs(browser, `${other.url}/sign-in`, 'product-manager');
    const { text } = await browser.get(`${other.url}/profile`);
    expect(JSON.parse(text)).toMatchObject({ person: { operator: null } });
  });

  it('sets one cookie that scripts cannot read, that ends with the browser, and keeps the provider’s', async () => {
    await signIn('all-four');
    const cookie = browser.cookies.find('phcc_session');
    expect(cookie?.line).toMatch(/HttpOnly/);
    expect(cookie?.line).toMatch(/SameSite=Lax/);
    expect(cookie?.line).not.toMatch(/Expires|Max-Age/);
    expect(browser.cookies.names()).toContain('stand_in_idp_session');
  });

  it('leaves neither the session’s id nor an e-mail address nor a Veteran’s name in the database', async () => {
    await signIn('all-four');
    const stored = JSON.stringify([await rows('sessions'), await rows('accounts')]);
    const cookie = decodeURIComponent(browser.cookies.find('phcc_session')?.value ?? '');
    const [sid = 'none'] = cookie.split('.');
    expect(sid.length).toBeGreaterThan(20);
    for (const secret of [sid, '@example.test', 'Alma', 'Fourcade']) {
      expect(stored).not.toContain(secret);
    }
  });

  it('remembers the account, and finds it by e-mail address however that is written', async () => {
    await signIn('abroad');
    const { accountId } = namedPerson('abroad');
    expect(await app.accounts.accountByEmail(' Abroad@Example.TEST ')).toBe(accountId);
    expect(await app.accounts.accountByEmail('nobody@example.test')).toBeNull();
    const digest = app.accounts.emailDigest('abroad@example.test');
    expect(app.signedIn).toEqual([[accountId, digest]]);
  });

  it('goes on although what follows a sign-in fails', async () => {
    const other = await startApp({ onSignedIn: () => Promise.reject(new Error('secret')) });
    clean.push(other.close);
    const page = await signInAs(browser, `${other.url}/sign-in`, 'all-four');
    expect(page.status).toBe(200);
    expect(other.log.join()).toContain('what follows a sign-in failed');
    expect(other.log.join()).not.toContain('secret');
  });

  it('works in two tabs at once', async () => {
    const first = await browser.follow(`${app.url}/sign-in?return=/profile/contacts`);
    await browser.follow(`${app.url}/sign-in?return=/profile`);
    const page = await browser.follow(await browser.post(first.url, { person: 'all-four' }));
    expect(page.url).toBe(`${app.url}/profile/contacts`);
  });

  it('keeps twenty people who sign in at once apart', async () => {
    const everyone = people.filter(({ group }) => group === 'synthetic');
    const seen = await Promise.all(
      everyone.map(async ({ slug }) => {
        const own = openBrowser();
        await signInAs(own, `${app.url}/sign-in`, slug);
        return (await whoAmI(own))?.accountId;
      }),
    );
    expect(seen).toEqual(everyone.map(({ accountId }) => accountId));
  });

  it('writes nothing personal to the log', async () => {
    await signIn('all-four');
    await browser.get(`${app.url}/auth/callback?state=x`);
    const { credential, email, name } = namedPerson('all-four');
    for (const secret of [credential?.uuid ?? 'none', email, name]) {
      expect(app.log.join()).not.toContain(secret);
    }
  });

  it.each([
    ['//evil.example', '/profile'],
    ['/\\evil.example', '/profile'],
    ['/\t/evil.example', '/profile'],
    ['https://evil.example/', '/profile'],
    ['javascript:alert(1)', '/profile'],
    ['/x/..//evil.example', '/profile'],
    ['profile', '/profile'],
    ['/sign-in', '/profile'],
    ['/sign-out?x', '/profile'],
    ['/auth/callback', '/profile'],
    [`/${'x'.repeat(600)}`, '/profile'],
    ['/profile/contacts#next-of-kin-contacts', '/profile/contacts#next-of-kin-contacts'],
  ])('asked to lead to %s, leads to %s', async (asked, led) => {
    expect((await signIn('all-four', asked)).url).toBe(app.url + led);
  });

  it('leads to the Profile when two pages are asked for', async () => {
    const page = await signInAs(browser, `${app.url}/sign-in?return=/a&return=/b`, 'all-four');
    expect(page.url).toBe(`${app.url}/profile`);
  });

  it('moves to the public address first, once, and keeps the page that was asked for', async () => {
    const onLocalhost = app.url.replace('127.0.0.1', 'localhost');
    const moved = await browser.get(`${onLocalhost}/sign-in?return=/profile/contacts`);
    expect(moved.location).toBe(`${app.url}/sign-in?return=%2Fprofile%2Fcontacts&moved=yes`);
    const behindAProxy = await browser.get(`${onLocalhost}/sign-in?moved=yes`);
    expect(behindAProxy.location).toContain(app.provider.issuer);
  });
});

describe('a sign-in that goes wrong', () => {
  it('refuses a state that was never given out', async () => {
    await browser.get(`${app.url}/sign-in`);
    const page = await browser.get(`${app.url}/auth/callback?code=x&state=tampered`);
    expect(page.status).toBe(400);
    expect(JSON.parse(page.text)).toMatchObject({
      code: 'sign-in-over',
      link: { path: '/sign-in?return=%2Fprofile' },
    });
    expect(await whoAmI()).toBeNull();
  });

  it('refuses another browser’s callback', async () => {
    const callback = await callbackOf('all-four');
    const page = await openBrowser().get(callback);
    expect(page.status).toBe(400);
  });

  it('refuses a callback the second time', async () => {
    const callback = await callbackOf('all-four');
    expect((await browser.get(callback)).status).toBe(302);
    expect((await browser.get(callback)).status).toBe(400);
    expect(await whoAmI()).not.toBeNull();
  });

  it('refuses a code of somebody else’s sign-in', async () => {
    const mine = new URL(await callbackOf('all-four'));
    const thief = openBrowser();
    const theirs = await thief.get(`${app.url}/sign-in?return=/profile/contacts`);
    mine.searchParams.set('state', new URL(theirs.location ?? '').searchParams.get('state') ?? '');
    const page = await thief.get(mine.href);
    expect(page.status).toBe(400);
    expect(JSON.parse(page.text)).toMatchObject({
      code: 'sign-in-refused',
      link: { path: '/sign-in?return=%2Fprofile%2Fcontacts' },
    });
    expect(await whoAmI(thief)).toBeNull();
  });

  it('says so when the person turns back at the provider', async () => {
    const begun = await browser.get(`${app.url}/sign-in`);
    const state = new URL(begun.location ?? '').searchParams.get('state') ?? '';
    const iss = encodeURIComponent(app.provider.issuer);
    const query = `error=access_denied&state=${state}&iss=${iss}`;
    const page = await browser.get(`${app.url}/auth/callback?${query}`);
    expect(JSON.parse(page.text)).toMatchObject({ code: 'sign-in-denied', status: 400 });
  });

  it('says so while the provider is down, and works when it is back', async () => {
    const port = Number(new URL(app.provider.issuer).port);
    await app.provider.close();
    const page = await browser.get(`${app.url}/sign-in?return=/profile/contacts`);
    expect(page.status).toBe(503);
    expect(JSON.parse(page.text)).toMatchObject({
      code: 'sign-in-unavailable',
      link: { path: '/sign-in?return=%2Fprofile%2Fcontacts' },
    });
    const back = await startIdentityProviderStandIn({
      clientId: 'phcc',
      clientSecret: 'stand-in',
      redirectUris: [`${app.url}/auth/callback`],
      postLogoutRedirectUris: [],
      people,
      port,
    });
    clean.push(back.close);
    expect((await signIn('all-four')).status).toBe(200);
  });

  it('says so when the provider goes down in the middle', async () => {
    const callback = await callbackOf('all-four');
    await app.provider.close();
    const page = await browser.get(callback);
    expect(page.status).toBe(503);
  });

  it('lets nobody in whom the provider does not name by an account', async () => {
    const [alma] = people;
    const nameless = alma ? [{ ...alma, accountId: 'not-a-uuid' }] : [];
    const other = await startApp({}, nameless);
    clean.push(other.close);
    const page = await signInAs(browser, `${other.url}/sign-in`, 'all-four');
    expect(page.status).toBe(502);
    expect(JSON.parse(page.text)).toMatchObject({ code: 'sign-in-incomplete' });
    expect(other.log.join()).toContain('account_uuid');
  });

  it('refuses a provider elsewhere that is not encrypted', async () => {
    const other = await startApp({
      oidc: { issuer: 'http://idp.example', clientId: 'phcc', clientSecret: 'x' },
    });
    clean.push(other.close);
    const page = await browser.get(`${other.url}/sign-in`);
    expect(page.location).toBeNull();
    expect(page.status).toBeGreaterThanOrEqual(400);
  });

  it('stops early when a proxy hides that the connection is encrypted', async () => {
    const other = await startApp({ publicUrl: 'https://www.example.test' });
    clean.push(other.close);
    const elsewhere = await browser.get(`${other.url}/sign-in`);
    expect(elsewhere.location).toMatch(/^https:\/\/www\.example\.test\/sign-in/);
    const page = await browser.get(`${other.url}/sign-in?moved=yes`);
    expect(page.status).toBe(503);
    expect(other.log.join()).toContain('PUBLIC_URL');
  });
});

describe('a session', () => {
  it('costs nothing before there is one: no cookie and no row', async () => {
    expect(await whoAmI()).toBeNull();
    expect(browser.cookies.names()).toEqual([]);
    expect(await rows('sessions')).toEqual([]);
  });

  it('is not the one from before sign-in, nor does that one let anyone in', async () => {
    await browser.get(`${app.url}/sign-in`);
    const before = browser.cookies.find('phcc_session')?.value ?? '';
    await signIn('all-four');
    expect(browser.cookies.find('phcc_session')?.value).not.toBe(before);
    expect(await whoAmI(thiefWith(before))).toBeNull();
    expect(await rows('sessions')).toHaveLength(1);
  });

  it('is over after thirty minutes without use, and not before', async () => {
    await signIn('all-four');
    app.clock.advance(29 * MINUTE_MS);
    expect(await whoAmI()).not.toBeNull();
    app.clock.advance(29 * MINUTE_MS);
    expect(await whoAmI()).not.toBeNull();
    app.clock.advance(30 * MINUTE_MS);
    expect(await whoAmI()).toBeNull();
    expect(browser.cookies.names()).not.toContain('phcc_session');
  });

  it('is over after twelve hours, however much it is used', async () => {
    await signIn('all-four');
    for (let minutes = 0; minutes < 12 * 60 - 20; minutes += 20) {
      app.clock.advance(20 * MINUTE_MS);
      expect(await whoAmI()).not.toBeNull();
    }
    app.clock.advance(20 * MINUTE_MS);
    expect(await whoAmI()).toBeNull();
  });

  it('is written down at most once a minute, however much it is used', async () => {
    await signIn('all-four');
    const before = await rows('sessions');
    app.clock.advance(MINUTE_MS / 2);
    await whoAmI();
    expect(await rows('sessions')).toEqual(before);
    app.clock.advance(MINUTE_MS);
    await whoAmI();
    expect(await rows('sessions')).not.toEqual(before);
  });

  it('of somebody whose sessions are revoked is over everywhere at once, and nobody else’s', async () => {
    const phone = openBrowser();
    await signInAs(phone, `${app.url}/sign-in`, 'all-four');
    await signIn('all-four');
    const other = openBrowser();
    await signInAs(other, `${app.url}/sign-in`, 'abroad');
    const accountId = accountIdFrom(namedPerson('all-four').accountId);
    if (accountId) await app.sessions.revokeSessionsOf(accountId);
    expect([await whoAmI(), await whoAmI(phone)]).toEqual([null, null]);
    expect(await whoAmI(other)).not.toBeNull();
  });

  it('cannot be made up, nor altered', async () => {
    await signIn('all-four');
    const cookie = browser.cookies.find('phcc_session')?.value ?? '';
    expect(await whoAmI(thiefWith(cookie))).not.toBeNull();
    expect(await whoAmI(thiefWith(`${cookie.slice(0, -2)}xx`))).toBeNull();
    expect(await whoAmI(thiefWith('made-up'))).toBeNull();
  });

  it('of people who are gone is cleared away when the next one signs in', async () => {
    await signIn('all-four');
    app.clock.advance(31 * MINUTE_MS);
    await signInAs(openBrowser(), `${app.url}/sign-in`, 'abroad');
    expect(await rows('sessions')).toHaveLength(1);
  });
});

describe('signing out', () => {
  it('ends the session here and at the provider, and leads back to the Profile', async () => {
    await signIn('all-four');
    const stolen = browser.cookies.find('phcc_session')?.value ?? '';
    const page = await browser.follow(await browser.post(`${app.url}/sign-out`));
    expect(page.url).toBe(`${app.url}/profile`);
    expect(browser.cookies.names()).not.toContain('phcc_session');
    expect(browser.cookies.names()).not.toContain('stand_in_idp_session');
    expect(await whoAmI(thiefWith(stolen))).toBeNull();
    const next = await browser.follow(`${app.url}/sign-in`);
    expect(next.url).toContain('/interaction/');
  });

  it('works without a session, and while the provider is down', async () => {
    const stranger = await startApp();
    await stranger.provider.close();
    clean.push(stranger.close);
    const page = await browser.post(`${stranger.url}/sign-out`);
    expect(page).toMatchObject({ status: 303, location: `${stranger.url}/profile` });
  });

  it('asks first when it is only a link', async () => {
    await signIn('all-four');
    const page = await browser.get(`${app.url}/sign-out`);
    expect(page.text).toContain('<form method="post">');
    expect(await whoAmI()).not.toBeNull();
  });

  it('does nothing for a form of another site', async () => {
    await signIn('all-four');
    const response = await fetch(`${app.url}/sign-out`, {
      method: 'POST',
      headers: {
        cookie: browser.cookies.headerFor(app.url),
        origin: 'https://evil.example',
        'sec-fetch-site': 'cross-site',
      },
    });
    expect(response.status).toBe(403);
    expect(await whoAmI()).not.toBeNull();
  });

  it('is never kept by a cache', async () => {
    for (const path of ['/sign-in', '/sign-out', '/auth/callback']) {
      const page = await browser.get(app.url + path);
      expect(page.headers.get('cache-control')).toBe('no-store');
    }
  });
});

/** The URL to which the provider sends this browser back, not opened yet. */
async function callbackOf(slug: string): Promise<string> {
  const picker = await browser.follow(`${app.url}/sign-in`);
  const picked = await browser.post(picker.url, { person: slug });
  const resumed = await browser.get(picked.location ?? '');
  return resumed.location ?? '';
}

function thiefWith(cookie: string): Browser {
  const thief = openBrowser();
  thief.cookies.plant(app.url, 'phcc_session', cookie);
  return thief;
}
