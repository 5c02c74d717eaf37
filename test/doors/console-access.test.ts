/** Who gets in by the console, and no longer: sessions, roles, and tokens that are revoked there. */
import { request } from 'undici';
import { beforeAll, describe, expect, test } from 'vitest';

import { namedPerson } from '../../src/stand-ins/people/index.ts';
import { openBrowser, signInAs } from '../../src/stand-ins/visitors/index.ts';
import { apiCaller } from './api-caller.ts';
import { programHere } from './program-here.ts';

const here = programHere();
const { ask, tokenFor, loadCanary } = apiCaller(here);

beforeAll(loadCanary);

describe('the console’s page about access', () => {
  const ACCESS = '/console/access';

  async function operator(slug: string, path = '/console') {
    const browser = openBrowser();
    await signInAs(browser, `${here().url}/sign-in?return=${path}`, slug);
    return browser;
  }

  const minutesPass = (minutes: number) =>
    ask('POST', '/api/development/clock', { body: { minutes } });

  test('lists tokens without their secrets, and revokes one', async () => {
    const { name, token } = await tokenFor('read', 'flags:letters');
    const browser = await operator('engineer');
    const page = await browser.follow(here().url + ACCESS);
    expect(page.text).toContain(name);
    expect(page.text).toContain('read, flags:letters');
    expect(page.text).not.toContain(token);
    const form = `${here().url}${ACCESS}/tokens/${name}/revoke`;
    expect((await browser.follow(await browser.post(form))).text).toContain('The token is revoked');
    expect((await ask('GET', '/api/flags', { token })).status).toBe(401);
  });

  test.each(['contact-center', 'reviewer'])(
    'has no button for a %s to revoke tokens, and refuses to',
    async (role) => {
      const { name, token } = await tokenFor('read');
      const browser = await operator(role);
      const page = await browser.follow(here().url + ACCESS);
      expect(page.text).toContain(name);
      expect(page.text).not.toContain(`Revoke ${name}`);
      const form = `${here().url}${ACCESS}/tokens/${name}/revoke`;
      const answer = await browser.follow(await browser.post(form));
      expect(answer.text).toContain('The token was not revoked. Ask a product manager');
      expect((await ask('GET', '/api/flags', { token })).status).toBe(200);
    },
  );

  test('ends all sessions of an account, by its UUID', async () => {
    const [browser, elsewhere] = [await operator('engineer'), await operator('reviewer')];
    expect((await elsewhere.get(`${here().url}/console`)).status).toBe(200);
    const { accountId: account } = namedPerson('reviewer');
    const ended = await browser.post(`${here().url}${ACCESS}/sessions/end`, { account });
    expect((await browser.follow(ended)).text).toContain('All sessions of that account are ended');
    expect((await elsewhere.get(`${here().url}/console`)).status).toBe(401);
    expect((await browser.get(`${here().url}/console`)).status).toBe(200);
  });

  test('lets a reviewer end their own sessions, and nobody else’s', async () => {
    const [browser, elsewhere] = [await operator('reviewer'), await operator('engineer')];
    const page = await browser.follow(here().url + ACCESS);
    expect(page.text).toContain('They are ended by a product manager');
    expect(page.text).not.toContain('End all its sessions');
    const ending = async (slug: string) => {
      const { accountId: account } = namedPerson(slug);
      return browser.post(`${here().url}${ACCESS}/sessions/end`, { account });
    };
    const refused = await browser.follow(await ending('engineer'));
    expect(refused.text).toContain('No session was ended');
    expect((await elsewhere.get(`${here().url}/console`)).status).toBe(200);
    await ending('reviewer');
    expect((await browser.get(`${here().url}/console`)).status).toBe(401);
  });

  test('says so when there is no such account', async () => {
    const browser = await operator('engineer');
    const account = 'nobody@example.gov';
    const asked = await browser.post(`${here().url}${ACCESS}/sessions/end`, { account });
    expect((await browser.follow(asked)).text).toContain('No account has that UUID');
  });

  test('shows an operator their own sessions, and ends them all', async () => {
    const browser = await operator('product-owner');
    const page = await browser.get(here().url + ACCESS);
    expect(page.text.match(/ends .* if it isn’t used/g)).toHaveLength(1);
    const { accountId: account } = namedPerson('product-owner');
    await browser.post(`${here().url}${ACCESS}/sessions/end`, { account });
    expect((await browser.get(here().url + ACCESS)).status).toBe(401);
  });

  test('is closed to a Veteran, and to forms from other sites', async () => {
    const veteran = await operator('all-four');
    expect((await veteran.get(here().url + ACCESS)).status).toBe(403);
    const browser = await operator('engineer');
    const cookie = browser.cookies.getCookieStringSync(here().url);
    const headers = { cookie, 'sec-fetch-site': 'cross-site' };
    const form = `${here().url}${ACCESS}/sessions/end`;
    expect((await request(form, { method: 'POST', headers })).statusCode).toBe(403);
  });

  test('asks the provider again after five minutes: a role that was withdrawn is gone', async () => {
    const browser = await operator('contact-center');
    const person = namedPerson('contact-center');
    const { roles } = person;
    Object.assign(person, { roles: [] });
    try {
      await minutesPass(4);
      expect((await browser.follow(`${here().url}/console`)).status).toBe(200);
      await minutesPass(2);
      expect((await browser.follow(`${here().url}/console`)).status).toBe(403);
    } finally {
      Object.assign(person, { roles });
    }
  });

  test('is closed to an operator whose identity isn’t verified', async () => {
    const person = namedPerson('contact-center');
    Object.assign(person, { proofed: false });
    try {
      const browser = await operator('contact-center', '/profile');
      const answer = await browser.get(`${here().url}/console`);
      expect(answer.status).toBe(403);
      expect(answer.text).toContain('Your identity isn’t verified');
    } finally {
      Object.assign(person, { proofed: true });
    }
  });

  test('lets who keeps the role go on unnoticed, and never makes a rollback wait', async () => {
    const browser = await operator('reviewer');
    await minutesPass(6);
    expect((await browser.get(here().url + ACCESS)).status).toBe(303);
    const form = await browser.post(`${here().url}/console/releases/canary/steps/rollback`);
    expect(form.status).toBe(200);
    expect(form.text).toContain('Rolled back. The feature is closed for everyone.');
    const other = await browser.post(`${here().url}${ACCESS}/sessions/end`, { account: 'x' });
    expect((await browser.follow(other)).text).toContain('Your role was confirmed again first');
    expect((await browser.follow(here().url + ACCESS)).status).toBe(200);
  });
});
