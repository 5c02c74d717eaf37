import { expect, test, type Page } from '@playwright/test';

import { PRIYA } from '../world/signing.ts';
import { oneProgram } from './one-program.ts';
import {
  expectAccessible,
  expectKeyboardWalk,
  expectNoSidewaysScroll,
  RELEASE_PAGE,
  signIn,
} from './pages.ts';

const PLAN = 'release-plans/personal-health-care-contacts-mvp.md';
const ADDRESS = 'somebody.new@example.test';
const TESTING_PAGE = `${RELEASE_PAGE}/testing`;

const program = oneProgram();
const { phcc } = program;

test.beforeAll(async () => {
  await phcc('plan', 'load', PLAN);
  await phcc('plan', 'start', ...PRIYA);
});

async function unfold(page: Page, id: string) {
  const form = page.locator(`#${id}`);
  if ((await form.getAttribute('open')) === null) await form.locator('> summary').click();
  return form;
}

for (const [index, width] of [320, 1280].entries()) {
  test(`moderated testing is planned and written down at ${width} pixels`, async ({ page }) => {
    const code = `P${index + 1}`;
    await page.setViewportSize({ width, height: 800 });
    await signIn(page, program, 'product-manager', TESTING_PAGE);
    const session = await unfold(page, 'plan-session');
    await session.getByLabel('Starts').fill('2031-12-01T14:00');
    await session.getByLabel('Ends').fill('2031-12-01T15:00');
    await session.getByLabel('Who leads it').fill('Mona Moderator');
    await session.getByLabel('Participants').fill(code);
    await session.getByLabel('Tasks').fill('Open the page from the hub');
    await session.getByRole('button').click();
    await expect(page.getByText('The session is saved.')).toBeVisible();
    await expect(page.getByText('Dec 1, 2031, 2:00 PM ET').first()).toBeVisible();

    const enroll = await unfold(page, 'enroll-tester');
    await enroll.getByLabel('E-mail').fill(`${index}.${ADDRESS}`);
    await enroll.getByLabel('Code').fill(code);
    await enroll.getByRole('button').click();
    await expect(page.getByText('The tester is invited')).toBeVisible();
    expect(page.url() + (await page.content())).not.toContain(ADDRESS);

    const task = await unfold(page, `record-task-${code}`);
    await task.getByLabel('Done with help').check();
    await task.getByLabel('Note').fill('Call 202-555-0143');
    await task.getByRole('button').click();
    await expect(task.getByText('Take the digits out.')).toBeVisible();
    await expect(task.getByLabel('Done with help')).toBeChecked();
    await expect(task.getByLabel('Note')).toHaveValue('');
    await expectAccessible(page);
    await expectNoSidewaysScroll(page);
    await task.getByRole('button').click();
    await expect(page.getByText('The result of the task is saved.')).toBeVisible();
    await expectAccessible(page);
    await expectNoSidewaysScroll(page);
    await page.goto(`${program.url}${TESTING_PAGE}`);
    await expectKeyboardWalk(page, 'Skip to content');
  });
}
