import { expect, test } from '@playwright/test';

import { namedPeople } from '../../src/stand-ins/people/index.ts';
import { expectWellMade } from './every-width.ts';
import { openForTesters } from './open-for-testers.ts';
import { expectAccessible, expectKeyboardWalk, expectNothingJumps, visit } from './pages.ts';

const CONTACTS = '/profile/contacts';
/** Where the navigation is a menu, and where it stands beside the content. */
const WIDTHS = [320, 1280];

/** What each named Veteran finds when they open the contacts page, all of them being testers. */
const VETERANS = [
  {
    slug: 'all-four',
    path: CONTACTS,
    finds: ['Secondary emergency contact', 'Secondary next of kin'],
  },
  { slug: 'one-of-each', path: CONTACTS, finds: ['Emergency contacts', 'Next of kin contacts'] },
  {
    slug: 'none-on-file',
    path: CONTACTS,
    finds: ['You don’t have an emergency contact on file', 'You don’t have a next of kin on file'],
  },
  { slug: 'not-enrolled', path: CONTACTS, finds: ['You don’t have VA health care in our records'] },
  { slug: 'abroad', path: CONTACTS, finds: ['Canada', 'H0H 0H0', 'Germany'] },
  { slug: 'unknown-type', path: CONTACTS, finds: ['Emergency contacts'] },
  { slug: 'unproofed', path: '/profile/account-security', finds: ['Verify your identity'] },
  { slug: 'blocked', path: '/profile/account-security', finds: ['We can’t show your profile'] },
  { slug: 'not-in-mpi', path: '/profile/account-security', finds: ['We can’t match you'] },
] as const;

/** Each way in which VA Profile can fail, and what the page says then. */
const FAULTS = [
  { kind: '500', finds: 'We can’t show your contacts right now' },
  { kind: '500-code', finds: 'We can’t show your contacts right now' },
  { kind: 'malformed', finds: 'We can’t show your contacts right now' },
  { kind: 'refuse', finds: 'We can’t show your contacts right now' },
  { kind: 'slow', finds: 'We can’t show your contacts right now' },
  { kind: 'drip', finds: 'We can’t show your contacts right now' },
  { kind: '404', finds: 'You don’t have an emergency contact on file' },
] as const;

// One failure after the other is tried here, and the breaker must not hide the next: it forgets at once. The
// deadline is one that a busy machine keeps.
const { program, phcc, person } = openForTesters(
  VETERANS.map(({ slug }) => slug),
  { VA_PROFILE_DEADLINE: '3s', VA_PROFILE_BREAKER_WINDOW: '1ms' },
);

test('the named world is the one that is tested', () => {
  const veterans = namedPeople.filter(({ group }) => group === 'veterans').map(({ slug }) => slug);
  expect(VETERANS.map(({ slug }) => slug).toSorted()).toEqual(veterans.toSorted());
});

for (const { slug, path, finds } of VETERANS) {
  test(`${slug} finds what belongs to them, at every width, and axe finds nothing`, async ({
    browser,
  }) => {
    const page = await person(browser, slug);
    for (const width of WIDTHS) {
      await page.setViewportSize({ width, height: 900 });
      await visit(page, program, CONTACTS);
      expect(new URL(page.url()).pathname).toBe(path);
      for (const text of finds) await expect(page.getByText(text).first()).toBeVisible();
      await expectNothingJumps(page);
      const heading = (await page.getByRole('heading', { level: 1 }).textContent()) ?? '';
      await expect(page).toHaveTitle(`${heading} | Veterans Affairs`);
    }
    await expectWellMade(page);
  });
}

test('somebody who has not verified their identity is led to where they can, and back', async ({
  browser,
}) => {
  const page = await person(browser, 'unproofed');
  await page.goto(program.url + CONTACTS);
  await page.getByRole('link', { name: 'Verify your identity' }).click();
  // The identity provider would have them verify it; in its place, they come back as somebody who has.
  await page.locator('[data-person="one-of-each"]').click();
  await expect(page).toHaveURL(`${program.url}/profile`);
  await expect(page.getByText('Signed in as Owen Eachley').first()).toBeVisible();
});

test('every state reads the same without JavaScript', async ({ browser }) => {
  for (const { slug, path, finds } of VETERANS) {
    const context = await browser.newContext({ javaScriptEnabled: false });
    const page = await context.newPage();
    await page.goto(`${program.url}${CONTACTS}`);
    await page.getByRole('link', { name: 'Sign in' }).click();
    await page.locator(`[data-person="${slug}"]`).click();
    await expect(page).toHaveURL(program.url + path);
    for (const text of finds) await expect(page.getByText(text).first()).toBeVisible();
    await context.close();
  }
});

test('when VA Profile fails, the page says so, stays accessible, and the hub goes on', async ({
  browser,
}) => {
  const page = await person(browser, 'all-four');
  for (const { kind, finds } of FAULTS) {
    await phcc('stand-in', 'fault', kind);
    await visit(page, program, CONTACTS);
    await expect(page.getByText(finds).first(), kind).toBeVisible();
    await visit(page, program, '/profile');
    await expect(page.getByRole('heading', { level: 1, name: 'Profile' })).toBeVisible();
  }
  await phcc('stand-in', 'fault', 'none');
  await visit(page, program, CONTACTS);
  await expect(page.getByText('Mary-Ann Q Sample')).toBeVisible();
});

test('the keyboard reaches every link and button in reading order, beginning with the skip link', async ({
  browser,
}) => {
  const page = await person(browser, 'all-four');
  await visit(page, program, CONTACTS);
  await expectKeyboardWalk(page, 'Skip to content');
});

test('the skip link leads past the navigation', async ({ browser }) => {
  const page = await person(browser, 'all-four');
  await visit(page, program, CONTACTS);
  await page.keyboard.press('Tab');
  await page.keyboard.press('Enter');
  await page.keyboard.press('Tab');
  const inMain = await page.evaluate(() => document.activeElement?.closest('main') !== null);
  expect(inMain).toBe(true);
});

test('signed out, every path asks to sign in and gives nothing away', async ({ page }) => {
  const prompts = new Set<string>();
  for (const path of ['/profile', CONTACTS, '/profile/account-security', '/profile/no-such-page']) {
    const response = await page.goto(program.url + path);
    expect(response?.status()).toBe(401);
    await expectAccessible(page);
    const html = (await page.content()).replaceAll(encodeURIComponent(path), 'PATH');
    prompts.add(html.replace(/Printed from VA\.gov on [^<]*/, 'PRINTED'));
  }
  expect(prompts.size).toBe(1);
});

test('a page that is not there says so, for people and for programs', async ({ page, request }) => {
  const response = await page.goto(`${program.url}/no-such-page`);
  expect(response?.status()).toBe(404);
  await expectAccessible(page);
  const api = await request.get(`${program.url}/v0/no-such-path`);
  expect(api.status()).toBe(404);
  expect(await api.json()).toHaveProperty('errors');
});
