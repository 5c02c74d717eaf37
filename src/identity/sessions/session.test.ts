import { beforeEach, describe, expect, it } from 'vitest';
import { openBrowser, signInAs, type Browser } from '../../stand-ins/visitors/index.ts';
import { namedPeople, namedPerson } from '../../stand-ins/people/index.ts';
import {
  cookieNames,
  sessionCookieOf,
  signInWorld,
  type SignInApp,
} from '../../../test/http/sign-in-app/index.ts';
import { accountIdFrom } from '../index.ts';

const MINUTE_MS = 60_000;

const people = namedPeople;
const { now, startApp, signIn, rows } = signInWorld(people);

let app: SignInApp;
let browser: Browser;
beforeEach(() => {
  ({ app, browser } = now());
});

describe('a session', () => {
  it('costs nothing before there is one: no cookie and no row', async () => {
    expect(await app.whoIs(browser)).toBeNull();
    expect(cookieNames(browser)).toEqual([]);
    expect(await rows('sessions')).toEqual([]);
  });

  it('is not the one from before sign-in, nor does that one let anyone in', async () => {
    await signIn('all-four');
    const before = sessionCookieOf(browser);
    await browser.follow(`${app.url}/sign-in`);
    expect(sessionCookieOf(browser)).not.toBe(before);
    expect(await app.whoIs(thiefWith(before))).toBeNull();
    expect(await rows('sessions')).toHaveLength(1);
  });

  it('takes no row for those who only begin to sign in, however many', async () => {
    for (let n = 0; n < 10; n += 1) await openBrowser().get(`${app.url}/sign-in`);
    expect(await rows('sessions')).toEqual([]);
  });

  it('that is over goes by itself, though nobody signs in', async () => {
    const tidy = await startApp({ forgetEveryMs: 20 });
    await signInAs(browser, `${tidy.url}/sign-in`, 'all-four');
    expect(await rows('sessions')).toHaveLength(1);
    tidy.clock.advance(31 * MINUTE_MS);
    await expect.poll(() => rows('sessions')).toEqual([]);
  });

  it('is over after thirty minutes without use, and not before', async () => {
    await signIn('all-four');
    app.clock.advance(29 * MINUTE_MS);
    expect(await app.whoIs(browser)).not.toBeNull();
    app.clock.advance(29 * MINUTE_MS);
    expect(await app.whoIs(browser)).not.toBeNull();
    app.clock.advance(30 * MINUTE_MS);
    expect(await app.whoIs(browser)).toBeNull();
    expect(cookieNames(browser)).not.toContain('phcc_session');
  });

  it('tells its own pages what the account is called, and nobody who reads the database', async () => {
    await signIn('all-four');
    const { name } = namedPerson('all-four');
    expect((await app.known(browser)).name).toBe(name);
    expect(JSON.stringify(await rows('sessions'))).not.toContain(name);
    await browser.follow(await browser.post(`${app.url}/sign-out`));
    expect((await app.known(browser)).name).toBeNull();
  });

  it('that came to its end is known as one, once, to the page that finds out', async () => {
    expect((await app.known(browser)).wasSignedOut).toBe(false);
    await signIn('all-four');
    expect((await app.known(browser)).wasSignedOut).toBe(false);
    app.clock.advance(31 * MINUTE_MS);
    expect((await app.known(browser)).wasSignedOut).toBe(true);
    expect((await app.known(browser)).wasSignedOut).toBe(false);
  });

  it('is over after twelve hours, however much it is used', async () => {
    await signIn('all-four');
    for (let minutes = 0; minutes < 12 * 60 - 20; minutes += 20) {
      app.clock.advance(20 * MINUTE_MS);
      expect(await app.whoIs(browser)).not.toBeNull();
    }
    app.clock.advance(20 * MINUTE_MS);
    expect(await app.whoIs(browser)).toBeNull();
  });

  it('is written down at most once a minute, however much it is used', async () => {
    await signIn('all-four');
    const before = await rows('sessions');
    app.clock.advance(MINUTE_MS / 2);
    await app.whoIs(browser);
    expect(await rows('sessions')).toEqual(before);
    app.clock.advance(MINUTE_MS);
    await app.whoIs(browser);
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
    expect([await app.whoIs(browser), await app.whoIs(phone)]).toEqual([null, null]);
    expect(await app.whoIs(other)).not.toBeNull();
  });

  it('cannot be made up, nor altered', async () => {
    await signIn('all-four');
    const cookie = sessionCookieOf(browser);
    expect(await app.whoIs(thiefWith(cookie))).not.toBeNull();
    expect(await app.whoIs(thiefWith(`${cookie.slice(0, -2)}xx`))).toBeNull();
    expect(await app.whoIs(thiefWith('made-up'))).toBeNull();
  });

  it('of people who are gone is cleared away when the next one signs in', async () => {
    await signIn('all-four');
    app.clock.advance(31 * MINUTE_MS);
    await signInAs(openBrowser(), `${app.url}/sign-in`, 'abroad');
    expect(await rows('sessions')).toHaveLength(1);
  });
});

describe('staying signed in', () => {
  const stay = async () => {
    const { status, text } = await browser.post(`${app.url}/sign-in/stay`);
    return { status, ...(JSON.parse(text) as { endsInMs: number }) };
  };

  it('answers how long the sign-in lasts from now on', async () => {
    await signIn('all-four');
    app.clock.advance(29 * MINUTE_MS);
    const { status, endsInMs } = await stay();
    expect(status).toBe(200);
    expect(endsInMs).toBeGreaterThan(29.9 * MINUTE_MS);
    app.clock.advance(29 * MINUTE_MS);
    expect(await app.whoIs(browser)).not.toBeNull();
  });

  it('goes no further than twelve hours after signing in', async () => {
    await signIn('all-four');
    for (let minutes = 0; minutes < 12 * 60 - 20; minutes += 20) {
      app.clock.advance(20 * MINUTE_MS);
      await stay();
    }
    expect((await stay()).endsInMs).toBeLessThanOrEqual(20 * MINUTE_MS);
  });

  it('is refused when the sign-in is over, and to another site’s page', async () => {
    expect(await stay()).toEqual({ status: 401, endsInMs: 0 });
    const headers = { 'sec-fetch-site': 'cross-site', origin: 'https://evil.example' };
    const { status } = await fetch(`${app.url}/sign-in/stay`, { method: 'POST', headers });
    expect(status).toBe(403);
  });
});

describe('signing out', () => {
  it('ends the session here and at the provider, and leads back to the Profile', async () => {
    await signIn('all-four');
    const stolen = sessionCookieOf(browser);
    const page = await browser.follow(await browser.post(`${app.url}/sign-out`));
    expect(page.url).toBe(`${app.url}/profile`);
    expect(cookieNames(browser)).not.toContain('phcc_session');
    expect(cookieNames(browser)).not.toContain('stand_in_idp_session');
    expect((await app.known(browser)).wasSignedOut).toBe(true);
    expect(await app.whoIs(thiefWith(stolen))).toBeNull();
    const next = await browser.follow(`${app.url}/sign-in`);
    expect(next.url).toContain('/interaction/');
  });

  it('works without a session, and while the provider is down', async () => {
    const stranger = await startApp();
    await stranger.provider.close();
    const page = await browser.post(`${stranger.url}/sign-out`);
    expect(page).toMatchObject({ status: 303, location: `${stranger.url}/profile` });
  });

  it('asks first when it is only a link', async () => {
    await signIn('all-four');
    const page = await browser.get(`${app.url}/sign-out`);
    expect(page.text).toContain('<form method="post">');
    expect(await app.whoIs(browser)).not.toBeNull();
  });

  it('does nothing for a form of another site', async () => {
    await signIn('all-four');
    const response = await fetch(`${app.url}/sign-out`, {
      method: 'POST',
      headers: {
        cookie: await browser.cookies.getCookieString(app.url),
        origin: 'https://evil.example',
        'sec-fetch-site': 'cross-site',
      },
    });
    expect(response.status).toBe(403);
    expect(await app.whoIs(browser)).not.toBeNull();
  });

  it('is never kept by a cache', async () => {
    for (const path of ['/sign-in', '/sign-out', '/auth/callback']) {
      const page = await browser.get(app.url + path);
      expect(page.headers.get('cache-control')).toBe('no-store');
    }
  });
});

function thiefWith(cookie: string): Browser {
  const thief = openBrowser();
  thief.cookies.setCookieSync(`phcc_session=${cookie}; Path=/`, app.url);
  return thief;
}
