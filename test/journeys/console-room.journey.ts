/** The people of a release decide on it in the go/no-go room, each in a browser of their own. */
import { readFileSync, writeFileSync } from 'node:fs';

import { expect, test, type Browser, type Page } from '@playwright/test';

import { answerItems, CORA, PRIYA, UNSEEN } from '../world/signing.ts';
import { oneProgram } from './one-program.ts';
import {
  expectAccessible,
  expectKeyboardWalk,
  expectNoSidewaysScroll,
  RELEASE_PAGE,
  signIn,
  visit,
} from './pages.ts';

const PLAN = 'release-plans/personal-health-care-contacts-mvp.md';
const ROOM = `${RELEASE_PAGE}/go-no-go`;
const CONDITION = 'The product guide names the new page';

const program = oneProgram();
const { phcc } = program;

test.beforeAll(async () => {
  await phcc('plan', 'load', PLAN);
  await phcc('plan', 'start', ...PRIYA);
  await phcc('plan', 'answer', 'yes', ...CORA);
  await phcc('plan', 'answer', 'yes', ...PRIYA);
});

/** The room as one of the roles has it, and in the state that it is in, at the narrowest and at a wide window. */
async function inRoom(browser: Browser, slug: string): Promise<Page> {
  const page = await (await browser.newContext()).newPage();
  await signIn(page, program, slug, ROOM);
  for (const width of [320, 1280]) {
    await page.setViewportSize({ width, height: 900 });
    await expectNoSidewaysScroll(page);
    await expectAccessible(page);
  }
  return page;
}

const item = (page: Page, text: string) => page.locator('.room-item').filter({ hasText: text });

test('items, a conditional go, its condition and a changed criterion, each by whose it is', async ({
  browser,
}) => {
  const manager = await inRoom(browser, 'product-manager');
  await manager.locator('#step-go > summary').click();
  await manager.locator('#step-go').getByLabel('Reason').fill(UNSEEN[1]);
  await manager.getByRole('button', { name: 'Sign go' }).click();
  const refusal = manager.getByText(/Nobody’s signature answers for another/);
  await expect(refusal).toContainText('contact center');
  await expect(manager.locator('#step-go').getByLabel('Reason')).toHaveValue(UNSEEN[1]);

  await test.step('the contact center answers its item, and no other', async () => {
    const center = await inRoom(browser, 'contact-center');
    await expect(center.getByText('Deciding is for: product manager')).toBeVisible();
    const theirs = item(center, 'The contact center is ready');
    await theirs
      .locator('summary')
      .filter({ hasText: /^Answer:/ })
      .click();
    await theirs.getByRole('radio', { name: 'No', exact: true }).check();
    await theirs.getByLabel('Note').fill('The guide comes on Friday');
    await theirs.getByRole('button', { name: 'Save the answer' }).click();
    await expect(item(center, 'The contact center is ready')).toContainText('Not good');
    await theirs
      .locator('summary')
      .filter({ hasText: /^Answer again/ })
      .click();
    await theirs.getByRole('radio', { name: 'Yes' }).check();
    await theirs.getByRole('button', { name: 'Save the answer' }).click();
    await expect(theirs).toContainText('Yes, says');
    await theirs.locator('summary').filter({ hasText: 'Earlier answers (1)' }).click();
    await expect(theirs.getByText('The guide comes on Friday')).toBeVisible();
    await expect(item(center, 'The dashboards show').getByRole('button')).toHaveCount(0);
    await center.context().close();
  });

  await answerItems(phcc);

  await test.step('the product manager signs up to Stage A, without a script', async () => {
    const plain = await browser.newContext({ javaScriptEnabled: false });
    await plain.addCookies(await manager.context().cookies());
    const page = await plain.newPage();
    await page.goto(program.url + ROOM);
    const form = page.locator('#step-go-conditional');
    await form.locator('summary').click();
    await form.getByLabel('What has to be closed').first().fill(CONDITION);
    await form.getByLabel('Closed by').first().selectOption('engineer');
    await form.getByLabel('Reason').fill(UNSEEN[1]);
    await form.getByRole('button', { name: 'Sign conditional go' }).click();
    await expect(page.getByText('conditional go up to Stage A')).toBeVisible();
    await phcc('plan', 'advance', ...PRIYA);
    await plain.close();
  });

  await test.step('the engineer closes the condition', async () => {
    const engineer = await inRoom(browser, 'engineer');
    await engineer.locator('#step-close-condition-1 > summary').click();
    await engineer.locator('#step-close-condition-1').getByLabel('How it was met').fill('Merged');
    await engineer.getByRole('button', { name: 'Close the condition' }).click();
    await expect(item(engineer, CONDITION)).toContainText(/Closed by .*: Merged/);
    await expect(engineer.locator('.room-open')).not.toContainText(CONDITION);
    await engineer.context().close();
  });

  await test.step('one character of a signed criterion voids the go in front of the reader', async () => {
    await expect(manager.getByRole('heading', { name: 'The go is void' })).toBeHidden();
    const changed = test.info().outputPath('personal-health-care-contacts-mvp.md');
    const document = readFileSync(PLAN, 'utf8');
    writeFileSync(changed, document.replace('raises no concern', 'raises no concerns'));
    await visit(manager, program, ROOM);
    await phcc('plan', 'load', changed, ...PRIYA);
    await expect(manager.getByRole('heading', { name: 'The go is void' })).toBeVisible();
    await expect(manager.locator('del')).toHaveText('The contact center raises no concern');
    await expect(manager.locator('ins')).toHaveText('The contact center raises no concerns');
    await expectAccessible(manager);
  });

  await test.step('the room is walked by keyboard, and prints without anything to press', async () => {
    await visit(manager, program, ROOM);
    await expectKeyboardWalk(manager, 'Skip to content');
    await manager.emulateMedia({ media: 'print' });
    await expect(manager.getByRole('button')).toHaveCount(0);
    await expect(manager.getByText('The guide comes on Friday')).toBeVisible();
  });
});
