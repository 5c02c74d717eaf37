import { expect, test, type Browser, type Page } from '@playwright/test';

import { CONTACTS, openIn, pageStates, show, stateNamed } from './page-states.ts';
import { expectAccessible, expectNoSidewaysScroll, expectNothingJumps } from './pages.ts';

const site = pageStates();

const FOUR = stateNamed('two of a type, and more than four');
const FAILED = stateNamed('unavailable: failed');

/** What a window of 1280 by 1024 shows at 400%. */
const ZOOMED = { width: 320, height: 256 };

const HEADINGS = {
  en: 'Personal health care contacts',
  es: 'Contactos personales para su atención médica',
} as const;
const LANGUAGES = ['en', 'es'] as const;

/** Somebody who was never here before, on a slow connection. */
async function firstVisit(browser: Browser, language: 'en' | 'es', width: number): Promise<Page> {
  const locale = language === 'es' ? 'es-PR' : 'en-US';
  const viewport = { ...ZOOMED, width };
  const page = await (await browser.newContext({ locale, viewport })).newPage();
  const network = await page.context().newCDPSession(page);
  await network.send('Network.enable');
  await network.send('Network.setCacheDisabled', { cacheDisabled: true });
  const kbitPerSecond = 1_024 / 8;
  await network.send('Network.emulateNetworkConditions', {
    offline: false,
    latency: 400,
    downloadThroughput: 400 * kbitPerSecond,
    uploadThroughput: 400 * kbitPerSecond,
  });
  return page;
}

/** The families in which the browser really draws what stands directly in these elements. */
async function familiesOf(page: Page, selector: string): Promise<readonly string[]> {
  const devtools = await page.context().newCDPSession(page);
  await devtools.send('DOM.enable');
  await devtools.send('CSS.enable');
  const { root } = await devtools.send('DOM.getDocument');
  const { nodeIds } = await devtools.send('DOM.querySelectorAll', {
    nodeId: root.nodeId,
    selector,
  });
  const families = new Set<string>();
  for (const nodeId of nodeIds) {
    const { fonts } = await devtools.send('CSS.getPlatformFontsForNode', { nodeId });
    for (const { familyName } of fonts) families.add(familyName);
  }
  return [...families];
}

for (const language of LANGUAGES) {
  for (const width of [320, 375, 1280]) {
    test(`a first visit on a slow connection keeps its fonts, one for all weights: "${language}" at ${width}`, async ({
      browser,
    }) => {
      const page = await firstVisit(browser, language, width);
      await show(page, FOUR);
      await page.goto(site.url + CONTACTS, { waitUntil: 'load' });
      const bold = await familiesOf(page, 'main strong, main .card__title');
      expect(bold).toHaveLength(1);
      expect(await familiesOf(page, 'main .quiet, main dt')).toEqual(bold);
      const headings = await familiesOf(page, 'h1, h2, h3');
      expect(headings).toHaveLength(1);
      await page.evaluate(async () => document.fonts.ready);
      expect(await familiesOf(page, 'main strong, main .quiet')).toEqual(bold);
      expect(await familiesOf(page, 'h1, h2, h3')).toEqual(headings);
      await expectNothingJumps(page);
      await expectNoSidewaysScroll(page);
      await expectAccessible(page);
    });
  }

  test(`at 400% zoom the first contact is within two screens, in "${language}"`, async ({
    browser,
  }) => {
    const page = await firstVisit(browser, language, ZOOMED.width);
    await show(page, FOUR);
    await page.goto(site.url + CONTACTS);
    const name = await page.getByText('Kim-1').boundingBox();
    expect((name?.y ?? NaN) + (name?.height ?? NaN)).toBeLessThanOrEqual(2 * ZOOMED.height);
  });
}

/** How high the page is, in pixels, in narrow windows and in wide ones. */
async function heights(page: Page, path: string): Promise<readonly number[]> {
  const found: number[] = [];
  for (const width of [320, 375, 1280]) {
    await page.setViewportSize({ width, height: ZOOMED.height });
    await page.goto(site.url + path);
    found.push(await page.evaluate(() => document.documentElement.scrollHeight));
  }
  return found;
}

/** More than a line that ends elsewhere. */
const LONGER_BY = 0.03;

test('a page is as long in the fonts of a device as in its own, at every width', async ({
  page,
}) => {
  await show(page, stateNamed('unknown to VA Profile'));
  for (const language of LANGUAGES) {
    const path = `${CONTACTS}?lang=${language}`;
    await page.unroute('**/*.woff2');
    await page.goto(site.url + path);
    await page.evaluate(async () => document.fonts.ready);
    const own = await heights(page, path);
    expect(await familiesOf(page, 'main p')).toEqual([expect.stringContaining('Source Sans')]);
    await page.route('**/*.woff2', (route) => route.abort());
    const others = await heights(page, path);
    expect(await familiesOf(page, 'main p')).not.toEqual([expect.stringContaining('Source Sans')]);
    for (const [at, height] of own.entries()) {
      expect(Math.abs((others[at] ?? NaN) / height - 1)).toBeLessThan(LONGER_BY);
    }
  }
});

test('the pages ask for their fonts before their styles, from here alone', async ({ page }) => {
  await show(page, FOUR);
  await page.goto(site.url + CONTACTS);
  const fonts = page.locator('link[rel="preload"][as="font"][crossorigin]');
  await expect(fonts).toHaveCount(2);
  const drawn = new Set(await familiesOf(page, 'main strong'));
  const asked = await page.evaluate(() =>
    performance.getEntriesByType('resource').map(({ name }) => name),
  );
  expect(asked.filter((address) => !address.startsWith(site.url))).toEqual([]);
  const wanted = asked.filter((address) => address.endsWith('.woff2'));
  expect(wanted).toHaveLength(2);
  expect(drawn.size).toBe(1);
});

test('a narrow window has one way back, and one menu that opens by keyboard', async ({ page }) => {
  await page.setViewportSize(ZOOMED);
  await page.emulateMedia({ forcedColors: 'active' });
  await openIn(page, site, FOUR);
  const ways = page.getByRole('navigation', { name: 'Breadcrumbs' }).getByRole('link');
  await expect(ways).toHaveText(['Profile']);
  await expect(
    page.getByText('Signed in as Maximiliane Sample').filter({ visible: true }),
  ).toBeVisible();
  const signOut = page.getByRole('banner').getByRole('button', { name: 'Sign out' });
  await expect(signOut).toBeHidden();
  await page.locator('summary').focus();
  await page.keyboard.press('Enter');
  await expect(signOut).toBeVisible();
  const here = page.getByRole('banner').getByRole('link', { name: HEADINGS.en });
  await expect(here).toHaveAttribute('aria-current', 'page');
  await expectAccessible(page);
  await expectNoSidewaysScroll(page);
});

for (const javaScriptEnabled of [true, false]) {
  test(`choosing a language and trying again lead to the heading, ${javaScriptEnabled ? 'with' : 'without'} JavaScript`, async ({
    browser,
  }) => {
    const page = await (await browser.newContext({ javaScriptEnabled })).newPage();
    await show(page, FAILED);
    await page.goto(site.url + CONTACTS);
    await page.getByRole('link', { name: 'Español' }).click();
    await expect(page.getByRole('heading', { level: 1 })).toHaveText(HEADINGS.es);
    await expect(page.locator('#page-heading')).toBeFocused();
    await page.getByRole('link', { name: 'English' }).click();
    await expect(page.getByRole('heading', { level: 1 })).toHaveText(HEADINGS.en);
    await expect(page.locator('#page-heading')).toBeFocused();
    // Twice, since the second time the address is already the one that the link leads to.
    for (const state of [FAILED, FOUR]) {
      await show(page, state);
      const answered = page.waitForResponse((answer) => answer.url().endsWith(CONTACTS));
      await page.getByRole('link', { name: 'Try again' }).click();
      await answered;
    }
    await expect(page.getByText('Kim-1')).toBeVisible();
    await expect(page.locator('#page-heading')).toBeFocused();
  });
}

test('the whole crisis bar is a link to call, text, TTY and chat', async ({ page }) => {
  await page.setViewportSize({ width: 1280, height: 900 });
  await openIn(page, site, FOUR);
  await page.mouse.click(5, 5);
  await expect(page).toHaveURL(/#veterans-crisis-line$/);
  const ways = page.getByRole('region', { name: 'Veterans Crisis Line' }).getByRole('link');
  await expect(ways).toHaveText(['988', '838255', '711', '988', /^Chat online/]);
  await expect(ways.first()).toBeInViewport();
});
