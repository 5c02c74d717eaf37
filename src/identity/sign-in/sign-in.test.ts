import { beforeEach, describe, expect, it } from 'vitest';
import { openBrowser, signInAs, type Browser } from '../../stand-ins/visitors/index.ts';
import { namedPeople, namedPerson, syntheticVeterans } from '../../stand-ins/people/index.ts';
import {
  cookieNames,
  cookiesOf,
  sessionCookieOf,
  signInWorld,
  type SignInApp,
} from '../../../test/http/sign-in-app/index.ts';

const people = [...namedPeople, ...syntheticVeterans(20)];
const { now, startApp, signIn, rows } = signInWorld(people);

let app: SignInApp;
let browser: Browser;
beforeEach(() => {
  ({ app, browser } = now());
});

describe('signing in', () => {
  it('leads a Veteran to the page they asked for, and says who they are', async () => {
    const page = await signIn('all-four', '/profile/contacts?from=card');
    expect(page).toMatchObject({ status: 200, url: `${app.url}/profile/contacts?from=card` });
    expect(await app.whoIs(browser)).toEqual({
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
    expect(await app.whoIs(browser)).toMatchObject(expected);
  });

  it('knows an operator by name and role', async () => {
    await signIn('product-manager', '/console');
    const operator = { name: 'Priya Manning', roles: ['product-manager'] };
    expect(await app.whoIs(browser)).toMatchObject({ operator, credential: null });
  });

  it('finds an operator’s roles under the claim that is configured', async () => {
    const other = await startApp({ roleClaim: 'groups' });
    await signInAs(browser, `${other.url}/sign-in`, 'product-manager');
    const { text } = await browser.get(`${other.url}/profile`);
    expect(JSON.parse(text)).toMatchObject({ person: { operator: null } });
  });

  it('sets one cookie that scripts cannot read, that ends with the browser, and keeps the provider’s', async () => {
    await signIn('all-four');
    const cookie = cookiesOf(browser).find(({ key }) => key === 'phcc_session');
    expect(cookie).toMatchObject({ httpOnly: true, sameSite: 'lax' });
    expect(cookie?.toString()).not.toMatch(/Expires|Max-Age/);
    expect(cookieNames(browser)).toContain('stand_in_idp_session');
  });

  it('leaves neither the session’s id nor an e-mail address nor a Veteran’s name in the database', async () => {
    await signIn('all-four');
    const stored = JSON.stringify([await rows('sessions'), await rows('accounts')]);
    const cookie = decodeURIComponent(sessionCookieOf(browser));
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
    const page = await signInAs(browser, `${other.url}/sign-in`, 'all-four');
    expect(page.status).toBe(200);
    expect(other.log.join()).toContain('what follows a sign-in failed');
    expect(other.log.join()).not.toContain('secret');
  });

  it('asks somebody whom the provider remembers again when they come to verify their identity', async () => {
    await signIn('unproofed');
    const back = await browser.follow(`${app.url}/sign-in?return=/profile`);
    expect(back.url).toBe(`${app.url}/profile`);
    const asked = await browser.follow(`${app.url}/sign-in?return=/profile&verify=yes`);
    expect(asked.url).not.toContain(app.url);
    await browser.follow(await browser.post(asked.url, { person: 'all-four' }));
    expect(await app.whoIs(browser)).toMatchObject({ proofed: true });
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
        return (await app.whoIs(own))?.accountId;
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
    const verifying = await browser.get(`${onLocalhost}/sign-in?return=/profile&verify=yes`);
    expect(verifying.location).toBe(`${app.url}/sign-in?return=%2Fprofile&verify=yes&moved=yes`);
    const behindAProxy = await browser.get(`${onLocalhost}/sign-in?moved=yes`);
    expect(behindAProxy.location).toContain(app.provider.issuer);
  });
});
