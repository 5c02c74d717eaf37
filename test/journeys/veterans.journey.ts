import { expect, test, type Browser, type Page } from '@playwright/test';

import { PAGE_PLACES, type PagePlace } from '../page-states/states.ts';
import { CONTACTS, openIn, pageStates, placeFor, show, stateNamed } from './page-states.ts';
import { expectAccessible, expectNoSidewaysScroll, expectNothingJumps } from './pages.ts';

const site = pageStates();

const FOUR = stateNamed('two of a type, and more than four');
const FAILED = stateNamed('unavailable: failed');

/** The first that the page says of contacts, and within how many screens it ends. A downtime is announced above it. */
const WITHIN_SCREENS = [
  { state: FOUR, first: 'main .card__title', screens: 2 },
  { state: stateNamed('the other kind only'), first: 'main section p strong', screens: 2 },
  { state: stateNamed('planned downtime ahead'), first: 'main .card__title', screens: 3 },
];

/** What a window of 1280 by 1024 shows at 400%. */
const ZOOMED = { width: 320, height: 256 };

const HEADINGS = {
  en: 'Personal health care contacts',
  es: 'Contactos personales para su atención médica',
} as const;
const LANGUAGES = ['en', 'es'] as const;
const LOCALES = { en: 'en-US', es: 'es-PR' } as const;

/** Somebody who was never here before, on a slow connection. */
async function firstVisit(browser: Browser, language: 'en' | 'es'): Promise<Page> {
  const page = await (await browser.newContext({ locale: LOCALES[language] })).newPage();
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

/** The families of text and of headings, each of all that stands on the page in it. */
async function familiesOnPage(page: Page) {
  return {
    text: await familiesOf(page, 'p, strong, dt, dd, .button, .crisis-line__words'),
    headings: await familiesOf(page, 'h1, h2, h3'),
  };
}

const WIDTHS = [320, 375, 1280];

async function expectOneFamilyEach(page: Page) {
  const families = await familiesOnPage(page);
  expect(families.headings, page.url()).toHaveLength(1);
  expect(families.text, page.url()).toHaveLength(1);
  return families;
}

for (const language of LANGUAGES) {
  test(`first visits on a slow connection, each page in one family and at every width: "${language}"`, async ({
    browser,
  }) => {
    // Side by side, since it is the connection that is slow; in one of the widths each.
    const visits = Object.values(PAGE_PLACES).map(async (place, at) => {
      const page = await firstVisit(browser, language);
      await page.setViewportSize({ width: WIDTHS[at % WIDTHS.length] ?? 0, height: 900 });
      await page.goto(await placeFor(page, site, place), { waitUntil: 'load' });
      return page;
    });
    for (const visited of visits) {
      const page = await visited;
      const families = await expectOneFamilyEach(page);
      await page.evaluate(async () => document.fonts.ready);
      expect(await familiesOnPage(page), page.url()).toEqual(families);
      await expectNothingJumps(page);
      for (const width of WIDTHS) {
        await page.setViewportSize({ width, height: 900 });
        await expectNoSidewaysScroll(page);
        // Chromium lays it out anew, and takes what has come since.
        await expectOneFamilyEach(page);
      }
      await page.setViewportSize(ZOOMED);
      await expectAccessible(page);
      await page.context().close();
    }
  });

  test(`at 400% zoom the first contact, or that there is none, is not far below, in "${language}"`, async ({
    browser,
  }) => {
    const options = { locale: LOCALES[language], viewport: ZOOMED };
    const page = await (await browser.newContext(options)).newPage();
    for (const { state, first, screens } of WITHIN_SCREENS) {
      await show(page, state);
      await page.goto(site.url + CONTACTS);
      const found = await page.locator(first).first().boundingBox();
      const end = (found?.y ?? NaN) + (found?.height ?? NaN);
      expect(end, state.name).toBeLessThanOrEqual(screens * ZOOMED.height);
    }
  });
}

/** A page whose fonts come only after it is painted, and the families in it before they came and after. */
async function withLateFonts(
  browser: Browser,
  { language, place, swaps = false }: { language: 'en' | 'es'; place: PagePlace; swaps?: boolean },
) {
  const page = await (await browser.newContext({ locale: LOCALES[language] })).newPage();
  let bringFonts: () => void = () => undefined;
  const fontsMayCome = new Promise<void>((resolve) => (bringFonts = resolve));
  await page.route('**/*.woff2', async (route) => {
    await fontsMayCome;
    await route.continue();
  });
  if (swaps) await swapFonts(page);
  await page.goto(await placeFor(page, site, place), { waitUntil: 'commit' });
  await page.waitForFunction(
    () => performance.getEntriesByName('first-contentful-paint').length > 0,
  );
  const before = await familiesOnPage(page);
  bringFonts();
  await page.waitForLoadState('load');
  await page.waitForFunction(
    () =>
      performance.getEntriesByType('resource').filter(({ name }) => name.endsWith('.woff2'))
        .length >= 2,
  );
  await page.evaluate(async () => document.fonts.ready);
  await page.evaluate(() => new Promise((painted) => requestAnimationFrame(painted)));
  const after = await familiesOnPage(page);
  await expectNothingJumps(page);
  await page.context().close();
  return { before, after };
}

/** As the page would be if its fonts took the place of others whenever they come. */
async function swapFonts(page: Page): Promise<void> {
  await page.route('**/*.css', async (route) => {
    const answer = await route.fetch();
    const css = (await answer.text()).replaceAll('font-display:optional', 'font-display:swap');
    expect(css).toContain('font-display:swap');
    await route.fulfill({ contentType: 'text/css', body: css });
  });
}

for (const language of LANGUAGES) {
  test(`fonts that come after the first paint change nothing, in "${language}"`, async ({
    browser,
  }) => {
    for (const name of ['six contacts', 'hub', 'page not found'] as const) {
      const place = PAGE_PLACES[name];
      const { before, after } = await withLateFonts(browser, { language, place });
      expect(before.text.join(), name).not.toMatch(/Source Sans|Bitter/);
      expect(after, name).toEqual(before);
    }
  });
}

test('fonts that may come late would be seen to change the page', async ({ browser }) => {
  const of = { language: 'en', place: PAGE_PLACES.hub, swaps: true } as const;
  const { before, after } = await withLateFonts(browser, of);
  expect(after.text).not.toEqual(before.text);
  expect(after.headings).not.toEqual(before.headings);
});

/** How high the page is, in pixels, in narrow windows and in wide ones. */
async function heights(page: Page, path: string): Promise<readonly number[]> {
  const found: number[] = [];
  for (const width of WIDTHS) {
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
    let own: readonly number[] = [];
    // A browser that is slow to have its fonts goes without them.
    await expect(async () => {
      own = await heights(page, path);
      expect(await familiesOf(page, 'main p')).toEqual([expect.stringContaining('Source Sans')]);
    }).toPass();
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

test('choosing a language leads to the heading of every page, and trying again to the page’s', async ({
  page,
}) => {
  for (const place of Object.values(PAGE_PLACES)) {
    await page.goto(`${await placeFor(page, site, place)}?lang=en`);
    await page.getByRole('link', { name: 'Español' }).click();
    await expect(page.locator('html')).toHaveAttribute('lang', 'es');
    await expect(page.locator('h1'), page.url()).toBeFocused();
  }
  await page.goto(`${await placeFor(page, site, PAGE_PLACES['records away'])}?lang=en`);
  const answered = page.waitForResponse((answer) => answer.url().endsWith('/broken'));
  await page.getByRole('link', { name: 'Try again' }).click();
  await answered;
  await expect(page.locator('h1')).toBeFocused();
});

test('in Spanish a narrow window has its one menu too, on every page of somebody signed in', async ({
  browser,
}) => {
  const page = await (await browser.newContext({ locale: 'es-PR', viewport: ZOOMED })).newPage();
  for (const [name, place] of Object.entries<PagePlace>(PAGE_PLACES)) {
    await page.goto(await placeFor(page, site, place));
    const menu = page.locator('summary');
    if (place.visitor === 'signed out') {
      await expect(menu).toHaveCount(0);
      continue;
    }
    await expect(menu, name).toHaveText('Menú');
    await menu.press('Enter');
    const banner = page.getByRole('banner');
    await expect(banner.getByRole('button', { name: 'Cerrar sesión' })).toBeVisible();
    const ways = ['Perfil', HEADINGS.es, 'Seguridad de la cuenta'];
    await expect(banner.getByRole('listitem').getByRole('link')).toHaveText(
      place.visitor === 'unproofed' ? ways.slice(2) : ways,
    );
    await expectNoSidewaysScroll(page);
  }
});

test('the whole crisis bar is a link to call, text, TTY and chat', async ({ page }) => {
  await page.setViewportSize({ width: 1280, height: 900 });
  await openIn(page, site, FOUR);
  await page.mouse.click(5, 5);
  await expect(page).toHaveURL(/#veterans-crisis-line$/);
  const ways = page.getByRole('region', { name: 'Veterans Crisis Line' }).getByRole('link');
  await expect(ways).toHaveText(['988', '838255', '711', '988', /^Chat online/]);
  await expect(ways.first()).toBeInViewport();
});
