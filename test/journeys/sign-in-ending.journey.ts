import { expect, test, type Page } from '@playwright/test';

import { MINUTE_MS } from '../../src/lib/duration.ts';
import { openForTesters } from './open-for-testers.ts';
import { expectAccessible, expectNoSidewaysScroll } from './pages.ts';

const CONTACTS = '/profile/contacts';

const { program, phcc, person } = openForTesters(['all-four']);

/** Somebody on the contacts page whose browser’s time the test can move. */
async function reader(browser: Parameters<typeof person>[0]): Promise<Page> {
  const page = await person(browser, 'all-four');
  await page.clock.install();
  await page.goto(program.url + CONTACTS);
  return page;
}

/** Until the sign-in has so many minutes left, however long the page took to come. */
async function untilLeft(page: Page, minutes: number): Promise<void> {
  const ends = await page.locator('#sign-in-ending').getAttribute('data-ends-in-ms');
  await page.clock.fastForward(Number(ends) - minutes * MINUTE_MS);
}

const dialogOf = (page: Page) => page.getByRole('dialog', { name: 'We’re about to sign you out' });

test('before an idle sign-in ends, the page asks, and the keyboard can answer', async ({
  browser,
}) => {
  const page = await reader(browser);
  await untilLeft(page, 6);
  await expect(dialogOf(page)).toBeHidden();
  await page.clock.fastForward('01:05');
  await expect(dialogOf(page)).toBeVisible();
  await expect(dialogOf(page)).toContainText('sign you out in 5 minutes');
  await page.setViewportSize({ width: 320, height: 640 });
  await expectAccessible(page);
  await expectNoSidewaysScroll(page);
  await expect(page.getByRole('button', { name: 'Stay signed in' })).toBeFocused();
  await page.keyboard.press('Enter');
  await expect(dialogOf(page)).toBeHidden();
  await page.clock.fastForward('24:00');
  await expect(dialogOf(page)).toBeHidden();
});

test('it tells the minutes that are left, in the language of the page', async ({ browser }) => {
  const page = await reader(browser);
  await page.goto(`${program.url}${CONTACTS}?lang=es`);
  await untilLeft(page, 1.9);
  await expect(page.getByRole('dialog')).toContainText('cerraremos su sesión en 2 minutos');
});

test('when it has ended, nobody’s contacts are left on the screen', async ({ browser }) => {
  const page = await reader(browser);
  await expect(page.getByText('Mary-Ann Q Sample')).toBeVisible();
  await phcc('clock', 'advance', '31m');
  await page.clock.fastForward('31:00');
  await expect(page.getByRole('heading', { level: 1 })).toHaveText('You’re signed out');
  await expect(page.getByText('Mary-Ann Q Sample')).toHaveCount(0);
  await expect(page.getByRole('main').getByRole('link', { name: 'Sign in' })).toHaveAttribute(
    'href',
    `/sign-in?return=${encodeURIComponent(CONTACTS)}`,
  );
});

test('somebody who reads in one window is not signed out in another', async ({ browser }) => {
  const page = await reader(browser);
  const other = await page.context().newPage();
  await other.goto(`${program.url}/profile`);
  await page.clock.fastForward('20:00');
  await page.evaluate(() => {
    const heard = new BroadcastChannel('sign-in');
    heard.addEventListener('message', () => (document.title = 'Heard'));
    // It would be collected otherwise.
    Object.assign(window, { heard });
  });
  await other.reload();
  await expect(page).toHaveTitle('Heard');
  await page.clock.fastForward('10:00');
  await expect(dialogOf(page)).toBeHidden();
  await page.clock.fastForward('16:00');
  await expect(dialogOf(page)).toBeVisible();
});

test('somebody without JavaScript is told beforehand', async ({ browser }) => {
  const page = await person(browser, 'all-four');
  const plain = await browser.newContext({
    javaScriptEnabled: false,
    storageState: await page.context().storageState(),
  });
  const reading = await plain.newPage();
  await reading.goto(program.url + CONTACTS);
  await expect(
    reading.getByText('we sign you out after 30 minutes without activity'),
  ).toBeVisible();
  await expect(reading.getByRole('dialog')).toBeHidden();
});
