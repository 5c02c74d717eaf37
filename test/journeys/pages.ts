/** Pages as people use them. Every page that a journey opens is checked for accessibility on the way. */
import { readFileSync } from 'node:fs';
import { createRequire } from 'node:module';

import {
  expect,
  type Browser,
  type BrowserContext,
  type BrowserContextOptions,
  type Page,
} from '@playwright/test';
import type axe from 'axe-core';

import { commandsNamedIn, wordsOfPage } from '../world/command-line.ts';
import { openBrowser, signInAs } from '../../src/stand-ins/visitors/index.ts';

const LARGEST_SHIFT = 0.02;

/** Where the example plan is carried out. */
export const RELEASE_PAGE = '/console/releases/personal-health-care-contacts-mvp';

export type Site = { readonly url: string };

/** Opens a page and finds nothing to complain of in it. */
export async function visit(page: Page, site: Site, path: string): Promise<void> {
  await page.goto(new URL(path, site.url).href);
  await expectAccessible(page);
  if (path.startsWith('/console')) {
    expect(commandsNamedIn(wordsOfPage(await page.content())), page.url()).toEqual([]);
  }
}

/** Signs in through the page that asks for it, the stand-in’s picker, and back. */
export async function signIn(page: Page, site: Site, slug: string, returnTo = '/profile') {
  await visit(page, site, returnTo);
  await page.getByRole('link', { name: 'Sign in' }).click();
  await expectAccessible(page);
  await page.locator(`[data-person="${slug}"]`).click();
  await page.waitForURL((url) => url.origin === site.url);
}

/** A window of somebody who has signed in already, without a browser having opened the pages for it. */
export async function signedIn(
  browser: Browser,
  site: Site,
  slug: string,
  options: BrowserContextOptions = {},
): Promise<Page> {
  const context = await browser.newContext(options);
  await takeSession(context, site, slug);
  return context.newPage();
}

/** Signs in over plain HTTP, and hands the session to these windows in place of the one that they have. */
export async function takeSession(context: BrowserContext, site: Site, slug: string) {
  const overHttp = openBrowser();
  const asked = `${site.url}/sign-in?return=/profile/account-security`;
  // The program gives the identity provider up after five seconds.
  await expect(async () => {
    expect((await signInAs(overHttp, asked, slug)).status).toBe(200);
  }).toPass();
  const cookies = await overHttp.cookies.getCookies(site.url);
  await context.addCookies(cookies.map(({ key: name, value }) => ({ name, value, url: site.url })));
}

export async function signOut(page: Page): Promise<void> {
  await page.getByRole('button', { name: 'Sign out' }).first().click();
  await expect(page.getByRole('link', { name: 'Sign in' })).toBeVisible();
}

const AXE = readFileSync(createRequire(import.meta.url).resolve('axe-core/axe.min.js'), 'utf8');

const CHECKED = ['wcag2a', 'wcag2aa', 'wcag21a', 'wcag21aa', 'wcag22aa', 'best-practice'];

/** WCAG 2.2 A and AA and axe’s best practices: nothing found, in the whole page or in a part of it. */
export async function expectAccessible(page: Page, part = 'html'): Promise<void> {
  expect(await foundByAxe(page, part, CHECKED), `accessibility of ${page.url()}`).toEqual([]);
}

/** What axe finds in a part of a page by its rules of these names or tags. */
export async function foundByAxe(
  page: Page,
  part: string,
  rules: readonly string[],
): Promise<readonly string[]> {
  expect(page.frames(), 'a frame, into which nothing here looks').toHaveLength(1);
  await page.evaluate(AXE);
  return page.evaluate(
    async ([within, runOnly]) => {
      const { axe: here } = window as unknown as { readonly axe: typeof axe };
      const { violations } = await here.run(within, {
        runOnly: [...runOnly],
        resultTypes: ['violations'],
      });
      return violations.map(
        ({ id, nodes }) => `${id}: ${nodes.map(({ html }) => html).join(' | ')}`,
      );
    },
    [part, rules] as const,
  );
}

/** How far the page's content has jumped since it was opened: the browser's own cumulative score. */
export async function expectNothingJumps(page: Page): Promise<void> {
  const score = await page.evaluate(() => {
    const observer = new PerformanceObserver(() => undefined);
    observer.observe({ type: 'layout-shift', buffered: true });
    const shifts = observer.takeRecords() as unknown as readonly { readonly value: number }[];
    return shifts.reduce((sum, { value }) => sum + value, 0);
  });
  expect(score, `layout shift of ${page.url()}`).toBeLessThanOrEqual(LARGEST_SHIFT);
}

/** Nothing sticks out of the window: no sideways scrolling. */
export async function expectNoSidewaysScroll(page: Page): Promise<void> {
  const overflow = await page.evaluate(
    () => document.documentElement.scrollWidth - document.documentElement.clientWidth,
  );
  expect(overflow, `sideways scroll of ${page.url()}`).toBe(0);
}

/** The Tab key reaches every link, button, menu and field in reading order, and the skip link first. */
export async function expectKeyboardWalk(page: Page, skipLink: string): Promise<void> {
  const expected = await page
    .locator('a, button, summary, textarea, select, input')
    .filter({ visible: true })
    // One stop for a group of radio buttons; arrow keys lead to the others.
    .evaluateAll((all) => {
      const names = all.map((e) => (e.matches('[type=radio]') ? e.getAttribute('name') : null));
      const stops = all.filter(
        (_, at) => names[at] === null || names.indexOf(names[at] ?? '') === at,
      );
      return stops.map((e) => e.outerHTML);
    });
  const reached: string[] = [];
  while (reached.length < expected.length) {
    await page.keyboard.press('Tab');
    reached.push(await page.evaluate(() => document.activeElement?.outerHTML ?? 'nothing'));
  }
  expect(reached).toEqual(expected);
  expect(reached[0]).toContain(skipLink);
}
