import { expect, test, type Page } from '@playwright/test';

import { openForTesters } from './open-for-testers.ts';
import {
  expectAccessible,
  expectKeyboardWalk,
  expectNoSidewaysScroll,
  signIn,
  visit,
} from './pages.ts';

const TESTERS = ['all-four', 'none-on-file', 'one-of-each', 'abroad'];
const { program, person } = openForTesters(TESTERS);

const CONTACTS = '/profile/contacts';
const MARKED = 'My sister Mary-Ann moved to 12 Example St, call 555-555-0101';

/** Looks at a page in the window as it is, and takes a picture when asked to. */
async function look(page: Page, name: string, hasScripts = true): Promise<void> {
  await expectNoSidewaysScroll(page);
  // What looks for flaws is a script itself; without any, the page is the same.
  if (hasScripts) await expectAccessible(page);
  const folder = process.env['PICTURES'];
  if (folder !== undefined)
    await page.screenshot({ path: `${folder}/${name}.png`, fullPage: true });
}

const survey = (page: Page) => page.getByTestId('survey');

/** A page that would have to wait for whether somebody has answered goes without the survey, as on a busy machine. */
async function openAsked(page: Page, path = CONTACTS): Promise<void> {
  await expect(async () => {
    // An address that the page has already would not load it again.
    await page.goto('about:blank');
    await page.goto(program.url + path);
    expect(await survey(page).count()).toBe(1);
  }).toPass();
}

for (const [slug, javaScriptEnabled, width] of [
  ['all-four', true, 320],
  ['one-of-each', false, 1280],
] as const) {
  const how = `${javaScriptEnabled ? 'with' : 'without'} JavaScript at ${width} px`;

  test(`a Veteran says what they think, ${how}: nothing personal is kept, and they are asked once`, async ({
    browser,
  }) => {
    const viewport = { width, height: 800 };
    const signedIn = await person(browser, slug);
    const storageState = await signedIn.context().storageState();
    const options = { javaScriptEnabled, viewport, storageState };
    const page = await (await browser.newContext(options)).newPage();
    await openAsked(page);
    await look(page, `asked-${width}`, javaScriptEnabled);
    await page.getByRole('button', { name: 'Send' }).click();
    await expect(page.getByRole('heading', { name: 'Choose an answer' })).toBeFocused();
    await page.getByLabel('No, it wasn’t helpful').check();
    await page
      .getByLabel(/What could we do better/)
      .fill(MARKED.replace('Mary-Ann', slug === 'all-four' ? 'Mary-Ann' : 'Eachley'));
    await page.getByRole('button', { name: 'Send' }).click();
    await expect(page.getByRole('heading', { name: /^Take personal facts/ })).toBeFocused();
    await expect(survey(page)).toContainText('Names of your contacts');
    await expect(survey(page)).toContainText('Phone numbers');
    await expect(survey(page)).toContainText('Street addresses');
    await expect(page.getByLabel('No, it wasn’t helpful')).toBeChecked();
    await look(page, `refused-${width}`, javaScriptEnabled);
    await page.getByLabel(/What could we do better/).fill('=1+1 Let me change it here');
    await page.getByRole('button', { name: 'Send' }).click();
    await expect(page).toHaveURL(/\/profile\/contacts\?survey=kept#survey$/);
    await openAsked(page, CONTACTS + new URL(page.url()).search + new URL(page.url()).hash);
    await expect(page.getByRole('heading', { name: /^Thank you/ })).toBeFocused();
    await look(page, `thanks-${width}`, javaScriptEnabled);
    await openAsked(page);
    await expect(survey(page)).toContainText('Thank you');
    await expect(page.getByRole('radio')).toHaveCount(0);
    await look(page, `answered-${width}`, javaScriptEnabled);
  });
}

test('a Veteran answers in Spanish, and with the keyboard alone', async ({ browser }) => {
  const viewport = { width: 320, height: 800 };
  const page = await person(browser, 'abroad', { viewport });
  await openAsked(page, `${CONTACTS}?lang=es`);
  await expectKeyboardWalk(page, 'Saltar al contenido');
  await look(page, 'asked-es-320');
  await page.getByRole('radio').first().focus();
  await page.keyboard.press('ArrowDown');
  await expect(page.getByRole('radio', { name: 'No, no me fue útil' })).toBeChecked();
  await page.keyboard.press('Tab');
  await page.keyboard.type('Llame al 555-555-0142');
  await page.keyboard.press('Tab');
  await page.keyboard.press('Enter');
  await expect(page.getByRole('heading', { name: /^Quite los datos/ })).toBeFocused();
  await look(page, 'refused-es-320');
});

test('the survey is seen in forced colors, and is not printed', async ({ browser }) => {
  const page = await person(browser, 'none-on-file', { forcedColors: 'active' });
  await openAsked(page);
  await look(page, 'asked-forced-colors');
  await page.emulateMedia({ media: 'print' });
  await expect(survey(page)).toBeHidden();
});

test('operators read what people wrote, mark it and take it along', async ({ browser }) => {
  const page = await (
    await browser.newContext({ viewport: { width: 1280, height: 800 } })
  ).newPage();
  await signIn(page, program, 'engineer', '/console/remarks');
  await expect(page.getByRole('table').first()).toContainText('2 of 2 (100%)');
  await expect(page.getByRole('table').last()).toContainText('Let me change it here');
  await look(page, 'remarks-1280');
  await page.getByRole('button', { name: 'Asks for a change' }).first().click();
  await expect(page.getByText('The remark is marked.')).toBeVisible();
  await page.getByLabel('State').selectOption('asks-for-a-change');
  await page.getByRole('button', { name: 'Show' }).click();
  await expect(page.getByRole('table').last().getByRole('row')).toHaveCount(2);
  const [file] = await Promise.all([
    page.waitForEvent('download'),
    page.getByRole('link', { name: /CSV/ }).click(),
  ]);
  expect(file.suggestedFilename()).toBe('remarks.csv');
  await page.setViewportSize({ width: 320, height: 800 });
  await look(page, 'remarks-320');
  await visit(page, program, '/console/remarks?state=read');
  await expect(page.getByText('No remark matches this choice.')).toBeVisible();
  await look(page, 'remarks-none-320');
});

test('a reviewer reads remarks and marks none', async ({ browser }) => {
  const page = await (await browser.newContext()).newPage();
  await signIn(page, program, 'reviewer', '/console/remarks');
  await expect(
    page.getByText('A product manager, product owner or engineer marks remarks.'),
  ).toBeVisible();
  await expect(page.getByRole('button', { name: 'Asks for a change' })).toHaveCount(0);
});
