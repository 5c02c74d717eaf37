/** Every page of the console in every state of a release, and of the program around it. */
import { expect, test, type Browser, type Page } from '@playwright/test';

import { STATES } from '../console-states/states.ts';
import { consoleStates } from './console-states.ts';
import { expectWellMade } from './every-width.ts';
import { signedIn } from './pages.ts';

const { worlds, whileAway } = consoleStates();
const OPEN = 'personal-health-care-contacts-mvp';

/** What stands for the parts of an address that are not the same for all. */
const PARTS = { ':name': 'profile_contacts', ':entry': '1' } as const;

type ReleasePath = `/console/releases/${string}`;
type Opened = {
  readonly path: string;
  readonly status: number;
  readonly text: string;
  /** How many forms of it ask for a step. */
  readonly steps: number;
};

/** The addresses of pages, of one release or of all that is beside them; an address that is added is among them. */
function paths(id: string | null): readonly string[] {
  return worlds()
    .routes.filter((route) => route.includes('/releases/:id') === (id !== null))
    .map((route) => route.replaceAll(/:\w+/g, (part) => partOf(part, id)));
}

function partOf(part: string, id: string | null): string {
  if (part === ':id' && id !== null) return id;
  if (part === ':name' || part === ':entry') return PARTS[part];
  throw new Error(`Say in PARTS what stands for ${part}.`);
}

/** What is handed out as a file, or goes on as a stream. Every other address is a page. */
const NO_PAGES = [
  /\.(?:csv|json|ics|md)$/,
  /\/export$/,
  /\/go-no-go\/record$/,
  /^\/console\/live$/,
];

type Walk = { readonly site: string; readonly paths: readonly string[] };

/** Opens one page after the other; each is as it should be at every width, and says what it has to say. */
async function walk(page: Page, { site, paths: all }: Walk): Promise<readonly Opened[]> {
  const opened: Opened[] = [];
  for (const path of all.filter((one) => !NO_PAGES.some((form) => form.test(one)))) {
    const answer = await page.goto(site + path);
    expect(answer?.headers()['content-type'], path).toMatch(/^text\/html/);
    await expectWellMade(page);
    opened.push({
      path,
      status: answer?.status() ?? 0,
      text: await page.locator('main').innerText(),
      steps: await page.locator('form[action*="/steps/"]').count(),
    });
  }
  return opened;
}

const as = (browser: Browser, slug: string, url = worlds().filled) =>
  signedIn(browser, { url }, slug);

for (const state of Object.keys(STATES)) {
  test(`a release that is ${state}: every page of it`, async ({ browser }) => {
    const page = await as(browser, 'product-manager');
    const id = state === 'open' ? OPEN : `contacts-${state}`;
    const opened = await walk(page, { site: worlds().filled, paths: paths(id) });
    expect(opened.length).toBeGreaterThan(8);
    expect(opened.filter(({ status }) => status !== 200)).toEqual([]);
    // Each step of a closed release is refused.
    if (state === 'closed') expect(opened.filter(({ steps }) => steps > 0)).toEqual([]);
    const tag = page.locator(`.state-line[data-state="${state}"]`);
    const first: ReleasePath = `/console/releases/${id}`;
    await page.goto(worlds().filled + first);
    await expect(tag).toBeVisible();
    if (state === 'on-hold' || state === 'stepping-back') {
      await expectNothingGreen(page);
      await expect(page.locator('form[action$="/steps/resume"]')).toHaveCount(1);
      await expect(page.locator('form[action$="/steps/hold"]')).toHaveCount(0);
    }
  });
}

/** A held release is green nowhere. */
async function expectNothingGreen(page: Page): Promise<void> {
  const green = await page.locator('main').evaluate((main) => {
    const probe = document.body.appendChild(document.createElement('i'));
    const colors = [
      '--vads-color-success-dark',
      '--vads-color-success-lighter',
      '--vads-color-success',
    ].map((name) => {
      probe.style.color = `var(${name})`;
      return getComputedStyle(probe).color;
    });
    return [...main.querySelectorAll('*')]
      .filter((one) => {
        const { backgroundColor, borderLeftColor, borderTopColor, color } = getComputedStyle(one);
        return [backgroundColor, borderLeftColor, borderTopColor, color].some((has) =>
          colors.includes(has),
        );
      })
      .map((one) => one.outerHTML.slice(0, 100));
  });
  expect(green).toEqual([]);
}

test('nothing is loaded: every page says so', async ({ browser }) => {
  const site = worlds().empty;
  const opened = await walk(await as(browser, 'product-manager', site), {
    site,
    paths: paths(null),
  });
  expect(opened.filter(({ status }) => status !== 200)).toEqual([]);
  const releases = opened.find(({ path }) => path === '/console');
  expect(releases?.text).toContain('Nothing is being released');
});

test('several releases at once, and alerts of which one was refused', async ({ browser }) => {
  const page = await as(browser, 'product-manager');
  const opened = await walk(page, { site: worlds().filled, paths: paths(null) });
  expect(opened.filter(({ status }) => status !== 200)).toEqual([]);
  await page.goto(`${worlds().filled}/console/deliveries`);
  await expect(page.getByRole('button', { name: /^Send it again/ }).first()).toBeVisible();
});

test('a role that may do nothing but look is offered nothing that would be refused', async ({
  browser,
}) => {
  const page = await as(browser, 'reviewer');
  await walk(page, { site: worlds().filled, paths: [...paths(OPEN), ...paths(null)] });
  await page.goto(`${worlds().filled}/console/releases/${OPEN}/results`);
  await expect(
    page.getByText(/for a product manager, product owner or engineer/).first(),
  ).toBeVisible();
  await expect(page.locator('main details > .quiet')).toHaveCount(0);
});

test('somebody who is no operator is told so', async ({ browser }) => {
  const page = await as(browser, 'all-four');
  await page.goto(`${worlds().filled}/console`);
  await expectWellMade(page);
  await expect(
    page.getByRole('heading', { name: 'You’re not signed in as an operator' }),
  ).toBeVisible();
});

test('a form that is refused is shown again with its words', async ({ browser }) => {
  const page = await as(browser, 'product-manager');
  await page.goto(`${worlds().filled}/console/load`);
  await page.getByLabel(/^Name of the release/).fill('an-unfinished-plan');
  await page
    .getByLabel('Or its text')
    .fill('# Release plan: unfinished\n\n## Feature toggle\n- Toggle name: [FILL_IN]\n');
  await page.getByRole('button', { name: 'Show what it changes' }).click();
  await expect(page.getByLabel('Or its text')).toHaveValue(/unfinished/);
  await expectWellMade(page);
});

test('while the database is away, pages say so, and the releases are those last known', async ({
  browser,
}) => {
  const page = await as(browser, 'product-manager');
  await whileAway('records', async () => {
    const opened = await walk(page, {
      site: worlds().filled,
      paths: [...paths(null), ...paths(OPEN)],
    });
    const silent = opened.filter(
      ({ text }) => !/does not answer|can’t be read|can’t get to our records/.test(text),
    );
    expect(silent.map(({ path }) => path).toSorted()).toEqual([
      '/console/load',
      '/console/va-profile',
    ]);
  });
});

test('while nothing can be read at all, a page says so', async ({ browser }) => {
  const page = await as(browser, 'product-manager');
  await whileAway('everything', async () => {
    const answer = await page.goto(`${worlds().filled}/console`);
    expect(answer?.status()).toBe(503);
    await expectWellMade(page);
  });
});

test('while the guard is silent, the release and the list of all say that harm may go unseen', async ({
  browser,
}) => {
  const page = await as(browser, 'engineer');
  await whileAway('guard', async () => {
    const unseen = page
      .getByText(/could not look at the release for .* so harm may go unseen/)
      .first();
    for (const path of [`/console/releases/${OPEN}`, '/console']) {
      await expect(async () => {
        await page.goto(worlds().filled + path);
        await expect(unseen).toBeVisible({ timeout: 1_000 });
      }).toPass();
      await expectWellMade(page);
    }
  });
});
