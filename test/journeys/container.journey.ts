/** An analytics container beside our own count: what it is told, by whom, and what stays shut. */
import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';

import { expect, test, type Browser, type Page } from '@playwright/test';

import { openForTesters } from './open-for-testers.ts';
import { expectAccessible } from './pages.ts';

/** What stands in for a container’s script: it keeps what it is told, and tries to tell more than it may. */
const SCRIPT = `
  window.carried = window.dataLayer.slice();
  window.dataLayer.push = (...entries) => window.carried.push(...entries);
  const { origin } = new URL(document.currentScript.src);
  window.tried = fetch(origin + '/collect').then(() => 'sent', () => 'refused');
`;

const asked: string[] = [];
const container: Server = createServer((request, response) => {
  asked.push(request.url ?? '');
  response.setHeader('content-type', 'text/javascript').end(SCRIPT);
});
await new Promise<void>((resolve) => container.listen(0, '127.0.0.1', resolve));
const { port } = container.address() as AddressInfo;

const { program, person } = openForTesters(['all-four', 'abroad', 'one-of-each'], {
  ANALYTICS_CONTAINER: `http://127.0.0.1:${port}/container.js?id=ABC-123`,
});

test.afterAll(() => container.close());

type Carried = Readonly<Record<string, unknown>>;

const carriedBy = (page: Page) =>
  page.evaluate(() => (window as unknown as { carried: readonly Carried[] }).carried);

async function openContacts(browser: Browser, slug: string, options = {}): Promise<Page> {
  const page = await person(browser, slug, options);
  asked.length = 0;
  await page.goto(`${program.url}/profile/contacts`);
  return page;
}

test('a container is told what happens, in its own words, and can tell nobody', async ({
  browser,
}) => {
  const page = await openContacts(browser, 'all-four');
  await expect(page.getByRole('heading', { level: 1 })).toBeVisible();
  await page.evaluate(() =>
    addEventListener('click', (event) => event.preventDefault(), { once: true }),
  );
  await page.locator('#how-to-update a[href^="tel:"]').first().click();
  await expect
    .poll(() => carriedBy(page))
    .toContainEqual({
      event: 'int-telephone-link-click',
      'event-source': 'profile',
      'page-name': 'contacts',
      number: 'help-line',
    });
  const carried = await carriedBy(page);
  expect(carried).toContainEqual(expect.objectContaining({ action: 'page-shown' }));
  expect(JSON.stringify(carried)).not.toMatch(/Maricela|555/);
  expect(asked).toEqual(['/container.js?id=ABC-123']);
  const tried = () => page.evaluate(() => (window as unknown as { tried: unknown }).tried);
  expect(await tried()).toBe('refused');
  await expectAccessible(page);
});

test('nothing of it reaches a browser that asks not to be followed', async ({ browser }) => {
  const told = { extraHTTPHeaders: { 'sec-gpc': '1' } };
  const page = await openContacts(browser, 'abroad', told);
  await expect(page.getByRole('heading', { level: 1 })).toBeVisible();
  expect(await page.evaluate(() => 'dataLayer' in window)).toBe(false);
  expect(await page.content()).not.toContain('container.js');
  expect(asked).toEqual([]);
});

test('nor one whose script alone knows that wish', async ({ browser }) => {
  const page = await person(browser, 'one-of-each');
  await page.addInitScript(() => {
    Object.defineProperty(navigator, 'globalPrivacyControl', { value: true });
  });
  asked.length = 0;
  await page.goto(`${program.url}/profile/contacts`);
  await expect(page.getByRole('heading', { level: 1 })).toBeVisible();
  expect(await page.evaluate(() => 'dataLayer' in window)).toBe(false);
  expect(asked).toEqual([]);
});
