/** A newcomer’s five minutes as the README tells them, with its pictures: `npm run pictures` takes them. */
import { expect, test, type Locator, type Page } from '@playwright/test';

import { oneProgram } from './one-program.ts';
import { expectAccessible, expectNoSidewaysScroll, signIn } from './pages.ts';

const program = oneProgram();
const WINDOW = { width: 1000, height: 1100 };
/** The guard takes a page back as soon as it is sure, which takes as many failed visits as come by chance. */
const SOON = { timeout: 180_000 };

test('lead from an empty console to a page that the guard has taken back', async ({ browser }) => {
  const page = await (await browser.newContext({ viewport: WINDOW })).newPage();
  await signIn(page, program, 'product-manager', '/console');
  await picture(page, 'console-empty');
  await press(page, 'Try it with the example plan');
  await takeStep(page, 'Start Phase I');

  await page.getByRole('link', { name: 'Testing', exact: true }).click();
  const enroll = page.locator('#enroll-tester');
  await unfold(enroll);
  await enroll.getByLabel('E-mail').fill('all-four@example.test');
  await enroll.getByLabel('Code').fill('P1');
  await enroll.getByLabel('Access ends').selectOption('never');
  await enroll.getByRole('button').click();
  const tester = await (await browser.newContext({ viewport: WINDOW })).newPage();
  await signIn(tester, program, 'all-four', '/profile/contacts');
  await picture(tester, 'contacts-page');
  // That they were seen is an entry of the journal: a form whose page is older would be refused for it.
  await expect(async () => {
    await page.goto(page.url());
    await expect(page.getByText(/Seen at .*, page 200/)).toBeVisible({ timeout: 1_000 });
  }).toPass();

  await page.getByRole('link', { name: 'Go/no-go', exact: true }).click();
  await takeStep(page, 'Sign go', 'One tester has been asked to look');
  await page.getByRole('link', { name: 'Now', exact: true }).click();
  await takeStep(page, /^Open Stage A/);
  await press(page, 'Let synthetic Veterans come');
  await expect(page.getByText('Met', { exact: true }).first()).toBeVisible(SOON);
  await picture(page, 'console');
  await press(page, 'Break the page');
  const isTakenBack = async () => {
    await page.goto(page.url());
    const takenBack = page.getByRole('heading', { name: 'Rolled back' });
    await expect(takenBack).toBeVisible({ timeout: 1_000 });
  };
  await expect(isTakenBack).toPass(SOON);
  await picture(page, 'console-taken-back');
  await press(page, 'Fix the page');
  await expect(page.getByText('The contacts page is fixed.')).toBeVisible();
});

const press = (page: Page, name: string) => page.getByRole('button', { name }).click();

/** Steps are folded away until somebody wants one. */
async function takeStep(page: Page, label: string | RegExp, reason = ''): Promise<void> {
  const button = page.getByRole('button', { name: label, includeHidden: true }).first();
  // Its page may still be on its way.
  await button.waitFor({ state: 'attached' });
  const form = page.locator('form').filter({ has: button });
  const fold = page.locator('details').filter({ has: form });
  if ((await fold.count()) > 0) await unfold(fold.first());
  if (reason !== '')
    await form
      .first()
      .getByLabel(/^Reason/)
      .fill(reason);
  await button.click();
  await expect(page.getByRole('heading', { name: 'Done' })).toBeVisible();
}

async function unfold(form: Locator): Promise<void> {
  if ((await form.getAttribute('open')) === null) await form.locator('> summary').click();
}

/** Looks at the page, and keeps a picture of it where one is asked for. */
async function picture(page: Page, name: string): Promise<void> {
  await expectAccessible(page);
  await expectNoSidewaysScroll(page);
  const folder = process.env['PICTURES'];
  if (folder !== undefined) await page.screenshot({ path: `${folder}/${name}.png` });
}
