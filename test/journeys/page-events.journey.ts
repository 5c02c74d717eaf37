import { expect, test, type Browser, type Page } from '@playwright/test';

import { openForTesters } from './open-for-testers.ts';
import { expectAccessible, expectNoSidewaysScroll } from './pages.ts';
import {
  askNotToBeFollowed,
  failScript,
  holdTime,
  isAsked,
  leave,
  NOT_FOLLOWED,
  pressAndStay,
  row,
  tapHelpLine,
} from './visitors.ts';

const { program, person } = openForTesters(['all-four', 'one-of-each', 'abroad']);

const CONTACTS = '/profile/contacts';
const PHONE = { viewport: { width: 375, height: 600 } };
const DESKTOP = { viewport: { width: 1280, height: 900 } };
const WITHOUT_SCRIPT = { javaScriptEnabled: false };

/** Something that belongs to a Veteran’s contacts and must never be counted, kept or shown. */
const SECRET = 'Maricela 555-0142';

const open = (page: Page) => page.goto(program.url + CONTACTS);

async function operator(browser: Browser, width = 1280): Promise<Page> {
  const page = await person(browser, 'product-manager', { viewport: { width, height: 900 } });
  await page.goto(`${program.url}/console/analytics`);
  return page;
}

test('before anybody came, the dashboard says so', async ({ browser }) => {
  const page = await operator(browser);
  await expect(page.getByText('Nobody has seen the page yet')).toBeVisible();
  await expectAccessible(page);
});

test('what people do on the page is counted exactly, and of those who ask not to be followed nothing', async ({
  browser,
}) => {
  const ada = await person(browser, 'all-four', PHONE);
  await holdTime(ada);
  await open(ada);
  await ada.locator('#how-to-update').scrollIntoViewIfNeeded();
  await tapHelpLine(ada);
  await failScript(ada, SECRET);
  // Making a PDF of it is how this browser prints.
  await ada.pdf();
  let adaIsAsked = await isAsked(ada);
  const spanish = ada.getByRole('link', { name: 'Español' });
  const inSpanish = await spanish.evaluate((link: HTMLAnchorElement) => link.href);
  await pressAndStay(spanish);
  await leave(ada);
  await ada.goto(inSpanish);
  await expect(ada.locator('html')).toHaveAttribute('lang', 'es');
  adaIsAsked ||= await isAsked(ada);
  await leave(ada);

  const ben = await person(browser, 'one-of-each', DESKTOP);
  await holdTime(ben);
  await open(ben);
  await expect(ben.getByRole('heading', { level: 1 })).toBeVisible();
  let benIsAsked = await isAsked(ben);
  await leave(ben);
  const storageState = await ben.context().storageState();
  const plain = await (await browser.newContext({ ...WITHOUT_SCRIPT, storageState })).newPage();
  await open(plain);
  benIsAsked ||= await isAsked(plain);
  const areAsked = Number(adaIsAsked) + Number(benIsAsked);
  const counts = [2, 2, 4, 0, 1, 1, areAsked, 0].map(String);

  const unfollowed = await person(browser, 'abroad', NOT_FOLLOWED);
  const asked = await askNotToBeFollowed(unfollowed);
  await open(unfollowed);
  await leave(unfollowed);
  expect(asked).not.toContain('/v0/events');

  const page = await operator(browser);
  // Reports are counted a moment after they were sent.
  await expect(async () => {
    await page.reload();
    expect(await row(page, /^By day/, /\w{3} \d+, \d{4}/)).toEqual(counts);
    expect(await row(page, /^Views by device/, 'Phone')).toEqual(['2', '66.67%']);
  }).toPass({ timeout: 60_000 });
  expect(await row(page, /^Of each opening/, /mvp: Phase I, run 1$/)).toEqual([
    'Testers',
    ...counts,
  ]);
  expect(await row(page, /^Views by device/, 'Desktop')).toEqual(['1', '33.33%']);
  expect(await row(page, /^Views by language/, 'English')).toEqual(['3', '75%']);
  expect(await row(page, /^Views by language/, 'Spanish')).toEqual(['1', '25%']);
  expect(await row(page, /^Phone numbers/, 'Help line')).toEqual(['1', '100%']);
  expect(await row(page, /^Script errors/, /^[0-9a-f]{8}$/)).toEqual(['1', '100%']);
  expect(await row(page, /^What else/, 'Printed')).toEqual(['1']);
  expect(await row(page, /^What else/, 'Language changed')).toEqual(['1']);
  expect(await row(page, /^At the 75th/, /^Largest part/)).toEqual([
    expect.stringMatching(/^[\d.]+ m?s$/),
    expect.stringMatching(/^\d views?$/),
  ]);
  expect(await row(page, /^At the 75th/, /^Time until/)).toEqual([
    expect.stringMatching(/^[\d.]+ m?s$/),
    '3 views',
  ]);
  expect(await row(page, /^What happened/, '1')).toEqual(
    expect.arrayContaining(['Phase I started']),
  );
  expect(await page.content()).not.toContain('Maricela');

  const file = await page.request.get(`${program.url}/console/analytics.csv`);
  const [head, ...days] = (await file.text()).split('\r\n');
  expect(head).toBe(
    '"day","people","visits","views","people_who_read_help","phone_taps","script_errors","survey_shown","survey_answered","minutes_not_taken","events"',
  );
  expect(days).toEqual([
    expect.stringMatching(
      new RegExp(`^"\\d{4}-\\d\\d-\\d\\d","${counts.join('","')}","\\d","[^"]*: Phase I started"$`),
    ),
    '',
  ]);
});

for (const width of [320, 375, 768, 1280]) {
  test(`the dashboard is read on a window of ${width} pixels, by keyboard and in forced colors`, async ({
    browser,
  }) => {
    await open(await person(browser, 'all-four'));
    const page = await operator(browser, width);
    await expect(async () => {
      await page.reload();
      expect(await page.getByText(/^Numbers of each day/).count()).toBe(1);
    }).toPass({ timeout: 60_000 });
    await expectAccessible(page);
    await expectNoSidewaysScroll(page);
    await page.getByText(/^Numbers of each day/).press('Enter');
    await expect(page.getByRole('table', { name: /^By day/ })).toBeHidden();
    await page.emulateMedia({ forcedColors: 'active' });
    await expect(page.locator('.chart__people').first()).toBeVisible();
    await expectAccessible(page);
    await page.emulateMedia({ media: 'print', forcedColors: 'none' });
    await expect(page.getByRole('table', { name: /^By day/ })).toBeVisible();
  });
}
