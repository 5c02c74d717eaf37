import { expect, test, type Page } from '@playwright/test';

import { PRIYA } from '../world/signing.ts';
import { oneProgram } from './one-program.ts';
import { expectAccessible, RELEASE_PAGE, signIn } from './pages.ts';

const PLAN = 'release-plans/personal-health-care-contacts-mvp.md';
const UPDATES = 60;

const program = oneProgram();
const { phcc } = program;

test.beforeAll(async () => {
  await phcc('plan', 'load', PLAN);
  await phcc('plan', 'start', ...PRIYA);
});

/** The page of the release, for a product manager, on a phone. */
async function openRelease(page: Page): Promise<void> {
  await page.setViewportSize({ width: 375, height: 740 });
  await signIn(page, program, 'product-manager', RELEASE_PAGE);
}

/** A stream that says what the test wants to be said, in place of the browser’s own. */
function playStream(): void {
  const streams: EventTarget[] = [];
  class Played extends EventTarget {
    constructor() {
      super();
      streams.push(this);
      queueMicrotask(() => this.dispatchEvent(new Event('open')));
    }
  }
  Object.assign(window, {
    EventSource: Played,
    say: (name: string, sentence: string, version: number) => {
      const release = 'personal-health-care-contacts-mvp';
      const data = JSON.stringify({ release, version, sentence });
      for (const stream of streams) stream.dispatchEvent(new MessageEvent(name, { data }));
    },
  });
}

const say = (page: Page, name: string, sentence = '', version = 1_000) =>
  page.evaluate(
    (said) => (window as unknown as { say: (...x: unknown[]) => void }).say(...said),
    [name, sentence, version],
  );

/** Has the page ask for itself, and waits until it has its answer. */
async function update(page: Page, ...said: readonly [string, string?, number?]): Promise<void> {
  const answered = page.waitForResponse((response) => response.url().includes(RELEASE_PAGE));
  await say(page, ...said);
  await page.clock.fastForward(1_100);
  await answered;
}

test('an open page follows a step that somebody else takes, and says it once', async ({ page }) => {
  await openRelease(page);
  const status = page.locator('#live-status');
  await phcc('plan', 'hold', '--reason', 'A caller saw a stranger', ...PRIYA);
  await expect(page.locator('.state-line')).toContainText('On hold');
  await expect(page.locator('.state-line')).toContainText('A caller saw a stranger');
  await expect(status).toContainText('Held');
  await expectAccessible(page);
  await phcc('plan', 'resume', ...PRIYA);
  await expect(page.locator('.state-line')).toContainText('In testing');
});

test('the rollback stays in a phone’s window, wherever somebody has scrolled to', async ({
  page,
}) => {
  await openRelease(page);
  const button = page.getByRole('button', { name: 'Roll back now' });
  await expect(button).toBeInViewport({ ratio: 1 });
  await page.evaluate(() => window.scrollTo(0, document.body.scrollHeight));
  await expect(page.getByRole('link', { name: 'All entries of the journal' })).toBeInViewport();
  await expect(button).toBeInViewport({ ratio: 1 });
  await page.evaluate(() => window.scrollTo(0, document.body.scrollHeight / 2));
  await expect(button).toBeInViewport({ ratio: 1 });
});

test(`what a person is about survives ${UPDATES} updates, and only steps are said aloud`, async ({
  page,
}) => {
  await page.addInitScript(playStream);
  await openRelease(page);
  await page.clock.install();
  await page.locator('#step-hold > summary').click();
  const reason = page.locator('#step-hold').getByLabel('Reason');
  await reason.fill('Half a sent');
  await reason.evaluate((field: HTMLInputElement) => field.setSelectionRange(2, 4));
  const scrolled = await page.evaluate(() => window.scrollY);
  const said: string[] = [];
  await page.exposeFunction('heard', (words: string) => said.push(words));
  await page.evaluate(() => {
    const region = document.querySelector('#live-status');
    const heard = (window as unknown as { heard: (words: string) => void }).heard;
    new MutationObserver(() => heard(region?.textContent ?? '')).observe(region ?? document, {
      childList: true,
    });
  });
  for (let nth = 1; nth <= UPDATES; nth += 1) {
    const isStep = nth === UPDATES / 2;
    await update(page, isStep ? 'act' : 'tick', isStep ? 'Held (Cora)' : '');
  }
  // As a stream does that opens again.
  await update(page, 'act', 'Held (Cora)');
  await expect(reason).toBeFocused();
  await expect(reason).toHaveValue('Half a sent');
  expect(
    await reason.evaluate(({ selectionStart, selectionEnd }: HTMLInputElement) => [
      selectionStart,
      selectionEnd,
    ]),
  ).toEqual([2, 4]);
  await expect(page.locator('#step-hold')).toHaveAttribute('open');
  expect(await page.evaluate(() => window.scrollY)).toBe(scrolled);
  expect(said).toEqual(['Held (Cora)']);
});

test('what was chosen or written in several lines is kept where the person has gone on', async ({
  page,
}) => {
  await page.addInitScript(playStream);
  await page.setViewportSize({ width: 375, height: 740 });
  await signIn(page, program, 'product-manager', `${RELEASE_PAGE}/testing`);
  await page.clock.install();
  const [session, bug] = [page.locator('#plan-session'), page.locator('#record-bug')];
  for (const form of [session, bug]) await form.locator('> summary').click();
  await session.getByLabel('Tasks').fill('Open the page from the hub');
  await bug.getByLabel('Severity').selectOption('high');
  await page.locator('h1').click();
  await update(page, 'tick');
  await update(page, 'tick');
  await expect(session.getByLabel('Tasks')).toHaveValue('Open the page from the hub');
  await expect(bug.getByLabel('Severity')).toHaveValue('high');
});

test('a page whose stream is cut says since when it is not live, and goes on by itself', async ({
  page,
}) => {
  await page.addInitScript(playStream);
  await openRelease(page);
  await page.clock.install({ time: new Date('2026-11-29T19:02:10Z') });
  await page.reload();
  await page.clock.fastForward(41_000);
  const status = page.locator('#live-status');
  await expect(status).toBeVisible();
  await expect(status).toHaveText(/^Not live since 2:02 PM ET\./);
  await say(page, 'still-here');
  await expect(status).toHaveText('The page is live again.');
});

test('a form of a page that is out of date is refused with what has happened, and keeps its words', async ({
  browser,
}) => {
  const page = await (await browser.newContext({ javaScriptEnabled: false })).newPage();
  await page.goto(`${program.url}${RELEASE_PAGE}/go-no-go`);
  await page.getByRole('link', { name: 'Sign in' }).click();
  await page.locator('[data-person="product-manager"]').click();
  await expect(page.locator('#step-no-go')).toBeAttached();
  await phcc('plan', 'hold', '--reason', 'Calls come in', ...PRIYA);
  await page.locator('#step-no-go > summary').click();
  await page.locator('#step-no-go').getByLabel('Reason').fill('Two callers are confused');
  await page.getByRole('button', { name: 'Sign no-go' }).click();
  await expect(page.getByText(/has changed since you looked: Held/)).toBeVisible();
  await expect(page.locator('#step-no-go').getByLabel('Reason')).toHaveValue(
    'Two callers are confused',
  );
  await page.getByRole('button', { name: 'Sign no-go' }).click();
  await expect(page.getByText('Your no-go is signed.')).toBeVisible();
});

test('a rehearsal that is started from the plan is followed to its pictures', async ({ page }) => {
  await openRelease(page);
  await page.getByRole('navigation', { name: 'Release' }).getByText('Plan').click();
  await page.getByLabel('Answers that the feature makes fail').fill('50%');
  await page.getByLabel('Number of runs').selectOption('20');
  await page.getByRole('button', { name: 'Rehearse this plan' }).click();
  // Nobody loads the page again: it hears that the rehearsal goes on, and that it is over.
  await expect(page.locator('#live-status')).toHaveText('The rehearsal is over.', {
    timeout: 60_000,
  });
  await expect(page.getByRole('heading', { name: 'What the rehearsal came to' })).toBeVisible();
  await expect(page.getByRole('img', { name: /within/ })).toBeVisible();
  await expectAccessible(page);
});
