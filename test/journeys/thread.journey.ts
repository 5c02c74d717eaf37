import { crc32 } from 'node:zlib';

import { expect, test, type Browser as Chromium, type Page } from '@playwright/test';

import { openBrowser, signInAs, type Browser } from '../../src/stand-ins/visitors/index.ts';
import { namedPerson, syntheticVeterans } from '../../src/stand-ins/people/index.ts';
import { signGo } from '../world/signing.ts';
import { oneProgram } from './one-program.ts';
import { RELEASE_PAGE, signedIn, signIn, signOut, visit } from './pages.ts';

const PLAN = 'release-plans/personal-health-care-contacts-mvp.md';
const PERSONAL = 'Personal health care contacts';
const ACCOUNTS = 200;

const program = oneProgram();
const { phcc } = program;

/** Somebody with a browser window of their own. */
const person = (chromium: Chromium, slug: string): Promise<Page> =>
  signedIn(chromium, program, slug);

/** Every place where the feature could show itself: navigation, hub card, address, API, toggle list. */
async function traces(page: Page): Promise<string[]> {
  const found: string[] = [];
  await visit(page, program, '/profile');
  if (await page.getByRole('navigation', { name: 'Profile' }).getByText(PERSONAL).count()) {
    found.push('navigation');
  }
  if (await page.getByRole('main').getByText(PERSONAL).count()) found.push('hub card');
  if ((await page.content()).includes('/profile/contacts')) found.push('link');
  await visit(page, program, '/profile/contacts');
  if (new URL(page.url()).pathname === '/profile/contacts') found.push('address');
  const api = await page.request.get(`${program.url}/v0/profile/contacts`);
  if (api.status() !== 404) found.push('API');
  const toggles = await page.request.get(`${program.url}/v0/feature_toggles`);
  if ((await toggles.text()).includes('"value":true')) found.push('toggle list');
  return found;
}

const EVERYWHERE = ['navigation', 'hub card', 'link', 'address', 'API', 'toggle list'];

/** Whether the contacts are open for somebody who is signed in over plain HTTP. */
async function isOpenFor(browser: Browser): Promise<boolean> {
  const [page, api, hub] = await Promise.all(
    ['/profile/contacts', '/v0/profile/contacts', '/profile'].map((path) =>
      browser.get(program.url + path),
    ),
  );
  const answers = [page?.status === 200, api?.status === 200, hub?.text.includes(PERSONAL)];
  expect(new Set(answers).size, 'page, API and hub agree').toBe(1);
  return answers[0] === true;
}

/** Flipper’s rule, written down a second time on purpose: the hash itself is proven by Flipper’s vectors. */
function isSelected(accountId: string, percentage: number): boolean {
  return crc32(`profile_contacts${accountId}`) % 100_000 < percentage * 1_000;
}

test('carries the feature from closed, through testing and Stage A, to rolled back', async ({
  browser,
}) => {
  const tester = await person(browser, 'all-four');
  const somebody = await person(browser, 'one-of-each');

  await test.step('while the flag is off, nobody sees a trace of the feature', async () => {
    expect(await traces(tester)).toEqual([]);
    expect(await traces(somebody)).toEqual([]);
  });

  await test.step('a loaded plan and a started Phase I open it for nobody', async () => {
    expect((await phcc('plan', 'load', PLAN)).trim()).toBe('personal-health-care-contacts-mvp');
    await phcc('plan', 'start', '--as', 'Enzo Engineer', '--role', 'engineer');
    expect(await traces(tester)).toEqual([]);
  });

  await test.step('an enrolled tester sees it, and only they', async () => {
    await phcc('testers', 'add', 'all-four@example.test');
    expect(await traces(tester)).toEqual(EVERYWHERE);
    expect(await traces(somebody)).toEqual([]);
  });

  await test.step('without a signed go, Stage A does not open', async () => {
    const { exitCode, output } = await program.phccAsIs('plan', 'advance');
    expect(exitCode).toBe(1);
    expect(output).toContain('No go is signed');
  });

  const people = await test.step('200 accounts sign in', async () => {
    const signedIn: { accountId: string; browser: Browser }[] = [];
    for (const { slug, accountId } of syntheticVeterans(ACCOUNTS)) {
      const theirs = openBrowser();
      await signInAs(theirs, `${program.url}/sign-in?return=/profile`, slug);
      signedIn.push({ accountId, browser: theirs });
    }
    return signedIn;
  });

  await test.step('Stage A at 20% opens it for exactly those whom the hash selects', async () => {
    await signGo(phcc);
    await phcc('plan', 'advance', '--as', 'Pat Planner', '--role', 'product-manager');
    const open: string[] = [];
    for (const { accountId, browser: theirs } of people) {
      if (await isOpenFor(theirs)) open.push(accountId);
    }
    const selected = people.map(({ accountId }) => accountId).filter((id) => isSelected(id, 20));
    expect(open).toEqual(selected);
    expect(selected.length).toBeGreaterThan(20);
    expect(await traces(tester)).toEqual(EVERYWHERE);
    const other = isSelected(namedPerson('one-of-each').accountId, 20);
    expect(await traces(somebody)).toEqual(other ? EVERYWHERE : []);
  });

  await test.step('the console says what is open for whom, why, and what comes next', async () => {
    const operator = await (await browser.newContext()).newPage();
    await signIn(operator, program, 'product-manager', '/console');
    await visit(operator, program, RELEASE_PAGE);
    await expect(operator.getByText('1 tester and 20% of Veterans')).toBeVisible();
    await expect(operator.getByText(/Stage A at 20% by Pat Planner/)).toBeVisible();
    await expect(operator.getByText(/Advance to Stage B/)).toBeVisible();
  });

  await test.step('a rollback from the command line is there for the next request, tester included', async () => {
    await phcc('plan', 'rollback', '--reason', 'Veterans saw an old phone number');
    for (const { browser: theirs } of people) expect(await isOpenFor(theirs)).toBe(false);
    expect(await traces(tester)).toEqual([]);
  });

  await test.step('the report shows a dated changelog line for each step, without a name of a tester', async () => {
    const report = await phcc('plan', 'report');
    const line = (what: string) =>
      new RegExp(`^- \\d{4}-\\d\\d-\\d\\d \\d\\d:\\d\\d ET: ${what}`, 'm');
    for (const what of [
      'Phase I started\\. \\(Enzo Engineer, engineer \\(claimed by token administrator\\)\\)',
      'A tester enrolled\\.',
      'Go signed\\. No tester in this journey\\. \\(Priya Manning, product manager \\(claimed by token administrator\\)\\)',
      'Stage A at 20%\\. The guard rolls back .* people come\\. \\(Pat Planner, product manager \\(claimed by token administrator\\)\\)',
      'Rolled back\\. Veterans saw an old phone number\\.',
    ]) {
      expect(report).toMatch(line(what));
    }
    expect(report).not.toContain('all-four');
    expect(report).not.toContain(namedPerson('all-four').accountId);
  });

  await signOut(tester);
});

test('an operator rolls back from the console with one press, without JavaScript', async ({
  browser,
}) => {
  await signGo(phcc);
  await phcc('plan', 'advance');
  const context = await browser.newContext({ javaScriptEnabled: false });
  const page = await context.newPage();
  await page.goto(program.url + RELEASE_PAGE);
  await page.getByRole('link', { name: 'Sign in' }).click();
  await page.locator('[data-person="engineer"]').click();
  await page.locator('.roll-back').getByLabel('Reason').fill('Tried from the console');
  await page.getByRole('button', { name: 'Roll back now' }).click();
  await expect(page.getByText('Rolled back. The feature is closed for everyone.')).toBeVisible();
  await expect(page.getByText('Tried from the console').first()).toBeVisible();
  await page.getByRole('link', { name: 'Journal', exact: true }).click();
  await expect(page).toHaveURL(/\/journal$/);
  await page.waitForLoadState();
  const rollbacks = page.getByRole('cell', { name: 'Rolled back', exact: true });
  const before = await rollbacks.count();
  await page.reload();
  await expect(rollbacks).toHaveCount(before);
  await expect(page.getByRole('button', { name: 'Roll back now' })).toHaveCount(0);
  expect(await phcc('plan', 'status')).toContain('Open to:   No one');
});

test('a Veteran who is no operator gets no console', async ({ browser }) => {
  const veteran = await person(browser, 'all-four');
  await visit(veteran, program, '/console');
  await expect(veteran.getByText('You’re not signed in as an operator')).toBeVisible();
});
