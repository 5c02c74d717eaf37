import { expect, test, type Browser, type Page } from '@playwright/test';

import { startProgram, temporaryDirectory, type RunningProgram } from '../program/program.ts';
import { expectAccessible, expectNoSidewaysScroll, signIn, visit } from './pages.ts';

const CONTACTS = '/profile/contacts';

let program: RunningProgram;
let directory: Awaited<ReturnType<typeof temporaryDirectory>>;

test.beforeAll(async () => {
  directory = await temporaryDirectory();
  program = await startProgram({ dataDir: directory.path });
  await phcc('plan', 'load', 'release-plans/personal-health-care-contacts-mvp.md');
  await phcc('plan', 'start');
  for (const slug of ['all-four', 'abroad']) await phcc('testers', 'add', `${slug}@example.test`);
});

test.afterAll(async () => {
  await program.stop();
  await directory.remove();
});

async function phcc(...args: readonly string[]): Promise<void> {
  const { exitCode, output } = await program.phcc(...args);
  expect(exitCode, output).toBe(0);
}

async function person(browser: Browser, slug: string, options = {}): Promise<Page> {
  const page = await (await browser.newContext(options)).newPage();
  await signIn(page, program, slug);
  return page;
}

test('prints the contacts on two pages at most, without the site around them', async ({
  browser,
}) => {
  const page = await person(browser, 'all-four');
  await visit(page, program, CONTACTS);
  const pages = (await page.pdf({ format: 'Letter' })).toString('latin1').match(/\/Type \/Page\b/g);
  expect(pages?.length).toBeLessThanOrEqual(2);
  await page.emulateMedia({ media: 'print' });
  for (const hidden of ['banner', 'navigation', 'contentinfo'] as const) {
    await expect(page.getByRole(hidden).first()).toBeHidden();
  }
  for (const shown of ['Mary-Ann Q Sample', '(555) 555-0101', 'Printed from VA.gov']) {
    await expect(page.getByText(shown).first()).toBeVisible();
  }
});
