import { beforeEach, describe, expect, it } from 'vitest';
import { openBrowser, signInAs, type Browser } from '../../stand-ins/visitors/index.ts';
import { startIdentityProviderStandIn } from '../../stand-ins/identity-provider/index.ts';
import { namedPeople } from '../../stand-ins/people/index.ts';
import { cookiesOf, signInWorld, type SignInApp } from '../../../test/http/sign-in-app/index.ts';

const people = namedPeople;
const { now, startApp, signIn, afterwards } = signInWorld(people);

let app: SignInApp;
let browser: Browser;
beforeEach(() => {
  ({ app, browser } = now());
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
    expect(await app.whoIs(browser)).toBeNull();
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
    expect(await app.whoIs(browser)).not.toBeNull();
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
    expect(await app.whoIs(thief)).toBeNull();
  });

  it('refuses an attempt that was begun too long ago, made up or altered', async () => {
    const late = await callbackOf('all-four');
    const sealed = cookiesOf(browser).find(({ key }) => key === 'phcc_sign_in')?.value ?? '';
    for (const cookie of [
      'made-up',
      '',
      sealed.slice(0, -2),
      `${sealed.slice(0, 40)}AA${sealed.slice(42)}`,
    ]) {
      const thief = openBrowser();
      thief.cookies.setCookieSync(`phcc_sign_in=${cookie}; Path=/`, app.url);
      expect((await thief.get(late)).status).toBe(400);
    }
    app.clock.advance(31 * 60_000);
    expect((await browser.get(late)).status).toBe(400);
  });

  it('never grows the cookie beyond what a browser takes', async () => {
    const path = `/${'x'.repeat(480)}`;
    for (let n = 0; n < 12; n += 1) {
      const { headers } = await browser.get(`${app.url}/sign-in?return=${path}`);
      expect(headers.get('set-cookie')?.length).toBeLessThan(4_096);
    }
    expect((await signIn('all-four')).status).toBe(200);
  });

  it('says so when the person turns back at the provider', async () => {
    const begun = await browser.get(`${app.url}/sign-in`);
    const state = new URL(begun.location ?? '').searchParams.get('state') ?? '';
    const iss = encodeURIComponent(app.provider.issuer);
    const query = `error=access_denied&state=${state}&iss=${iss}`;
    const page = await browser.get(`${app.url}/auth/callback?${query}`);
    expect(JSON.parse(page.text)).toMatchObject({ code: 'sign-in-denied', status: 400 });
  });

  it('still asks who turned back on the way to verify their identity to verify it', async () => {
    const begun = await browser.get(`${app.url}/sign-in?return=/profile/contacts&verify=yes`);
    const state = new URL(begun.location ?? '').searchParams.get('state') ?? '';
    const iss = encodeURIComponent(app.provider.issuer);
    const query = `error=access_denied&state=${state}&iss=${iss}`;
    const page = await browser.get(`${app.url}/auth/callback?${query}`);
    expect(JSON.parse(page.text)).toMatchObject({
      link: { path: '/sign-in?return=%2Fprofile%2Fcontacts&verify=yes' },
    });
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
    afterwards(back.close);
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
    const page = await signInAs(browser, `${other.url}/sign-in`, 'all-four');
    expect(page.status).toBe(502);
    expect(JSON.parse(page.text)).toMatchObject({ code: 'sign-in-incomplete' });
    expect(other.log.join()).toContain('account_uuid');
  });

  it('refuses a provider elsewhere that is not encrypted', async () => {
    const other = await startApp({
      oidc: { issuer: 'http://idp.example', clientId: 'phcc', clientSecret: 'x' },
    });
    const page = await browser.get(`${other.url}/sign-in`);
    expect(page.location).toBeNull();
    expect(page.status).toBeGreaterThanOrEqual(400);
  });

  it('stops early when a proxy hides that the connection is encrypted', async () => {
    const other = await startApp({ publicUrl: 'https://www.example.test' });
    const elsewhere = await browser.get(`${other.url}/sign-in`);
    expect(elsewhere.location).toMatch(/^https:\/\/www\.example\.test\/sign-in/);
    const page = await browser.get(`${other.url}/sign-in?moved=yes`);
    expect(page.status).toBe(503);
    expect(other.log.join()).toContain('PUBLIC_URL');
  });
});

/** The URL to which the provider sends this browser back, not opened yet. */
async function callbackOf(slug: string): Promise<string> {
  const picker = await browser.follow(`${app.url}/sign-in`);
  const picked = await browser.post(picker.url, { person: slug });
  const resumed = await browser.get(picked.location ?? '');
  return resumed.location ?? '';
}
