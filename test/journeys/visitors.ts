/** What visitors do on the contacts page, and what the dashboard says of it. */
import { HOUR_MS } from '../../src/lib/duration.ts';
import type { Locator, Page } from '@playwright/test';

/** Signs that ask a page not to follow: the header that a request carries, and what the page's scripts read. */
export const NOT_FOLLOWED = { extraHTTPHeaders: { 'sec-gpc': '1' } };

/** A page of somebody who asks not to be followed; returns the paths that it asks for from here on. */
export async function askNotToBeFollowed(page: Page): Promise<readonly string[]> {
  await page.addInitScript(() => {
    Object.defineProperty(navigator, 'globalPrivacyControl', { value: true });
  });
  const asked: string[] = [];
  page.on('request', (request) => asked.push(new URL(request.url()).pathname));
  return asked;
}

/**
 * Holds the page’s clock, from before it is opened: nobody stays on a part of a page for long because the machine is slow.
 * What passes is what `page.clock.runFor` is told.
 */
export async function holdTime(page: Page): Promise<void> {
  await page.clock.install();
  // Until it is told to, the clock goes on, and it can’t be set back.
  await page.clock.pauseAt(Date.now() + HOUR_MS);
}

/**
 * To another app, as people do: the page is hidden, which is when it reports, while it is still there. Of one that is
 * left at once, the browser of a busy machine ends the scripts before they have.
 */
export async function turnAway(page: Page): Promise<void> {
  await page.evaluate(() => {
    const hidden = { value: 'hidden', configurable: true };
    Object.defineProperty(document, 'visibilityState', hidden);
    document.dispatchEvent(new Event('visibilitychange'));
    Reflect.deleteProperty(document, 'visibilityState');
  });
}

/** The window stays open: what a page sends outlives the page alone. */
export async function leave(page: Page): Promise<void> {
  await turnAway(page);
  await page.goto('about:blank');
}

/** Whether the page has its survey: one that would have to wait for whether somebody has answered goes without. */
export async function isAsked(page: Page): Promise<boolean> {
  return (await page.locator('form[action^="/profile/contacts/survey"]').count()) > 0;
}

/** There is no phone behind this browser. */
export async function tapHelpLine(page: Page): Promise<void> {
  await pressAndStay(page.locator('#how-to-update a[href^="tel:"]').first());
}

/** That a link is pressed is noticed, and it leads nowhere. */
export async function pressAndStay(link: Locator): Promise<void> {
  await link.evaluate(() =>
    addEventListener('click', (event) => event.preventDefault(), { once: true }),
  );
  await link.click();
}

/** A script of the page fails with this message. */
export async function failScript(page: Page, message: string): Promise<void> {
  await page.evaluate((text) => {
    const error = new TypeError(text);
    const place = { filename: `${location.origin}/assets/profile.js`, lineno: 3, colno: 14 };
    dispatchEvent(new ErrorEvent('error', { error, message: text, ...place }));
  }, message);
}

/** The cells of a row of the dashboard. */
export async function row(
  page: Page,
  caption: RegExp,
  name: string | RegExp,
): Promise<readonly string[]> {
  const table = page.getByRole('table', { name: caption });
  const cells = table.getByRole('row').filter({ has: page.getByRole('rowheader', { name }) });
  return (await cells.getByRole('cell').allTextContents()).map((text) => text.trim());
}
