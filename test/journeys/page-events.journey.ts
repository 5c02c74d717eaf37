import { expect, test, type Browser, type Page } from '@playwright/test';

import { openForTesters } from './open-for-testers.ts';
import { expectAccessible, expectNoSidewaysScroll } from './pages.ts';

const { program, person } = openForTesters(['all-four', 'one-of-each', 'abroad']);

const CONTACTS = '/profile/contacts';
const PHONE = { viewport: { width: 375, height: 600 } };
const DESKTOP = { viewport: { width: 1280, height: 900 } };
const WITHOUT_SCRIPT = { javaScriptEnabled: false };
const NOT_FOLLOWED = { extraHTTPHeaders: { 'sec-gpc': '1' } };

/** Something that belongs to a Veteran’s contacts and must never be counted, kept or shown. */
const SECRET = 'Maricela 555-0142';

const open = (page: Page) => page.goto(program.url + CONTACTS);

/** Leaving a page hides it, which is when it reports. */
const leave = (page: Page) => page.goto('about:blank');

/** What the page’s table says of one row, by its columns. */
async function row(page: Page, caption: RegExp, name: string | RegExp): Promise<readonly string[]> {
  const table = page.getByRole('table', { name: caption });
  const cells = table.getByRole('row').filter({ has: page.getByRole('rowheader', { name }) });
  return (await cells.getByRole('cell').allTextContents()).map((text) => text.trim());
}

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
  await open(ada);
  await ada.locator('#how-to-update').scrollIntoViewIfNeeded();
  // There is no phone behind this browser: the tap is noticed, and leads nowhere.
  await ada.evaluate(() =>
    addEventListener('click', (event) => event.preventDefault(), { once: true }),
  );
  await ada.locator('#how-to-update a[href^="tel:"]').first().click();
  await ada.evaluate((secret) => {
    const error = new TypeError(secret);
    const place = { filename: `${location.origin}/assets/profile.js`, lineno: 3, colno: 14 };
    dispatchEvent(new ErrorEvent('error', { error, message: secret, ...place }));
  }, SECRET);
  // Making a PDF of it is how this browser prints.
  await ada.pdf();
  await ada.getByRole('link', { name: 'Español' }).click();
  await expect(ada.locator('html')).toHaveAttribute('lang', 'es');
  await leave(ada);

  const ben = await person(browser, 'one-of-each', DESKTOP);
  await open(ben);
  await expect(ben.getByRole('heading', { level: 1 })).toBeVisible();
  await leave(ben);
  const storageState = await ben.context().storageState();
  await open(await (await browser.newContext({ ...WITHOUT_SCRIPT, storageState })).newPage());

  const unfollowed = await person(browser, 'abroad', NOT_FOLLOWED);
  await unfollowed.addInitScript(() => {
    Object.defineProperty(navigator, 'globalPrivacyControl', { value: true });
  });
  const reported: string[] = [];
  unfollowed.on('request', (request) => reported.push(new URL(request.url()).pathname));
  await open(unfollowed);
  await leave(unfollowed);
  expect(reported).not.toContain('/v0/events');

  const page = await operator(browser);
  // Reports are counted a moment after they were sent.
  await expect(async () => {
    await page.reload();
    expect(await row(page, /^By day/, /\w{3} \d+, \d{4}/)).toEqual([
      '2',
      '2',
      '4',
      '0',
      '1',
      '1',
      '2',
      '0',
    ]);
    expect(await row(page, /^Views by device/, 'Phone')).toEqual(['2', '66.67%']);
  }).toPass({ timeout: 60_000 });
  expect(await row(page, /^Of each opening/, /mvp: Phase I, run 1$/)).toEqual([
    'Testers',
    '2',
    '2',
    '4',
    '0',
    '1',
    '1',
    '2',
    '0',
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
      /^"\d{4}-\d\d-\d\d","2","2","4","0","1","1","2","0","\d","[^"]*: Phase I started"$/,
    ),
    '',
  ]);
});

for (const width of [320, 375, 768, 1280]) {
  test(`the dashboard is read on a window of ${width} pixels, by keyboard and in forced colors`, async ({
    browser,
  }) => {
    const page = await operator(browser, width);
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
