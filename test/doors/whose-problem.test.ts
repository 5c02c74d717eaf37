/** A page about a problem is a page of ours: whoever is signed in keeps their name, their menu and the way out. */
import { beforeAll, describe, expect, test } from 'vitest';

import { openBrowser, signInAs } from '../../src/stand-ins/visitors/index.ts';
import { programHere } from './program-here.ts';

const here = programHere();
const browser = openBrowser({ accept: 'text/html,application/xhtml+xml' });

beforeAll(async () => {
  await signInAs(browser, `${here().url}/sign-in?return=/profile/account-security`, 'all-four');
});

const CALLBACK = '/auth/callback?code=x&state=tampered';

describe('a page about a problem', () => {
  test.each([
    ['/nowhere', 404],
    ['/public/nowhere.css', 404],
    ['/console/nowhere', 404],
    ['/sign-out', 200],
    [CALLBACK, 400],
  ])('%s says who is signed in, and lets them sign out', async (path, status) => {
    const page = await browser.get(here().url + path);
    expect(page.status).toBe(status);
    expect(page.text).toContain('Signed in as Alma Fourcade');
    expect(page.text).toContain('<p class="print-only">Account: Alma Fourcade</p>');
    expect(page.text).toMatch(/<header[^]*action="\/sign-out"[^]*<\/header>/);
    expect(page.text).toContain('Printed from VA.gov on ');
    expect(page.headers.get('cache-control')).toBe('no-store');
  });

  test.each(['/nowhere', CALLBACK])('%s names nobody where nobody is signed in', async (path) => {
    const { text } = await openBrowser({ accept: 'text/html' }).get(here().url + path);
    expect(text).not.toMatch(/Signed in as|action="\/sign-out"/);
    expect(text).toContain('Printed from VA.gov on ');
  });

  test('is for readers of pages alone: what a page asks for beside itself reads no session', async () => {
    const picture = openBrowser({ accept: 'image/*' });
    for (const cookie of await browser.cookies.getCookies(here().url)) {
      await picture.cookies.setCookie(cookie, here().url);
    }
    expect((await picture.get(`${here().url}/favicon.ico`)).text).not.toContain('Fourcade');
  });
});
