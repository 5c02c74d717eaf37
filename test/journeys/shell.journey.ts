import { expect, test } from '@playwright/test';

import { openForTesters } from './open-for-testers.ts';
import { expectKeyboardWalk, expectNoSidewaysScroll, signIn, visit } from './pages.ts';

const CONTACTS = '/profile/contacts';

/** What a window of 1280 by 1024 shows at 400%. */
const ZOOMED = { width: 320, height: 256 };

const { program, phcc, person } = openForTesters(['all-four', 'one-of-each', 'abroad']);

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
  const contact = ['Mary-Ann Q Sample', '(555) 555-0101'];
  for (const [language, ...said] of [
    ['en', 'Printed from VA.gov', 'Account: Alma Fourcade'],
    ['es', 'Impreso desde VA.gov', 'Cuenta: Alma Fourcade'],
  ] as const) {
    await page.goto(`${program.url}${CONTACTS}?lang=${language}`);
    for (const shown of [...contact, ...said]) {
      await expect(page.getByText(shown).first()).toBeVisible();
    }
  }
});

test('a first visit takes at most 90 kB of HTML, CSS and JavaScript', async ({ browser }) => {
  const page = await person(browser, 'all-four');
  const network = await page.context().newCDPSession(page);
  await network.send('Network.enable');
  await network.send('Network.setCacheDisabled', { cacheDisabled: true });
  const kinds = new Map<string, string>();
  const sizes = new Map<string, number>();
  network.on('Network.responseReceived', ({ requestId, type }) => kinds.set(requestId, type));
  network.on('Network.loadingFinished', ({ requestId, encodedDataLength }) => {
    sizes.set(kinds.get(requestId) ?? 'unknown', encodedDataLength);
  });
  await page.goto(program.url + CONTACTS, { waitUntil: 'networkidle' });
  const counted = ['Document', 'Stylesheet', 'Script'].map((kind) => sizes.get(kind) ?? NaN);
  expect(counted.reduce((sum, size) => sum + size, 0)).toBeLessThanOrEqual(90_000);
});

test('someone who chooses Spanish reads every page in Spanish, without JavaScript', async ({
  browser,
}) => {
  const page = await (await browser.newContext({ javaScriptEnabled: false })).newPage();
  await page.goto(program.url + CONTACTS);
  await page.getByRole('link', { name: 'Español' }).click();
  await expect(page).toHaveURL(`${program.url}${CONTACTS}#page-heading`);
  await expect(page.locator('html')).toHaveAttribute('lang', 'es');
  await page.getByRole('link', { name: 'Iniciar sesión' }).click();
  await page.locator('[data-person="abroad"]').click();
  await expect(page).toHaveTitle(
    'Contactos personales para su atención médica | Asuntos de Veteranos',
  );
  await expect(page.getByText('Alemania')).toBeVisible();
  await page.goto(`${program.url}/no-such-page`);
  await expect(page.getByRole('heading', { level: 1 })).toHaveText('No encontramos esa página');
  await page.goto(program.url + CONTACTS);
  await page.getByRole('link', { name: 'English' }).click();
  await expect(page).toHaveTitle('Personal health care contacts | Veterans Affairs');
});

for (const [where, options] of Object.entries({
  'on a phone': { viewport: { width: 375, height: 600 } },
  'at 400% zoom, in forced colors': { viewport: ZOOMED, forcedColors: 'active' },
  'at a desk': { viewport: { width: 1280, height: 900 } },
} as const)) {
  test(`signing in leads from the page that asks for it to the page asked for, ${where}`, async ({
    browser,
  }) => {
    const page = await (await browser.newContext(options)).newPage();
    await signIn(page, program, 'one-of-each', '/profile/account-security');
    await expect(page).toHaveURL(`${program.url}/profile/account-security`);
  });
}

test('a browser that prefers Spanish is answered in Spanish', async ({ browser }) => {
  const page = await (await browser.newContext({ locale: 'es-PR' })).newPage();
  await visit(page, program, CONTACTS);
  await expect(page.getByRole('heading', { level: 1 })).toHaveText(
    'Inicie sesión para ver esta página',
  );
});

test('in Spanish too, nothing sticks out and the keyboard reaches everything in order', async ({
  browser,
}) => {
  const page = await person(browser, 'all-four');
  await visit(page, program, `${CONTACTS}?lang=es`);
  for (const path of ['/profile', '/profile/account-security', CONTACTS]) {
    await page.setViewportSize(ZOOMED);
    await visit(page, program, path);
    await expectNoSidewaysScroll(page);
  }
  await expectKeyboardWalk(page, 'Saltar al contenido');
});

test('a screen reader finds the contacts by heading, kind and name, in order', async ({
  browser,
}) => {
  const page = await person(browser, 'one-of-each');
  await visit(page, program, CONTACTS);
  await expect(page.getByRole('main')).toMatchAriaSnapshot(`
    - main:
      - heading "Personal health care contacts" [level=1]
      - paragraph:
        - strong: You can see these contacts here, but you can’t change them online.
        - link "How to change your contacts"
      - region "Emergency contacts":
        - heading "Emergency contacts" [level=2]
        - paragraph: Casey Example
        - paragraph: The first person we call if you have an emergency.
        - term: Relationship
        - definition
        - term: Phone
        - definition:
          - link "5 5 5. 5 5 5. 0 1 0 5."
        - paragraph: /An emergency contact is someone we call/
      - region "Next of kin contacts":
        - heading "Next of kin contacts" [level=2]
        - paragraph: Robin Eachley
        - paragraph: /The first person we ask about your wishes/
        - term: Relationship
        - definition
        - term: Address
        - definition
        - term: Phone
        - definition
        - paragraph: /Your next of kin is someone who can tell us/
      - paragraph:
        - strong: "To add, correct, or remove a contact:"
      - list
  `);
});

for (const { language, title, retry } of [
  {
    language: 'en',
    title: 'Error: Personal health care contacts | Veterans Affairs',
    retry: 'Try again',
  },
  {
    language: 'es',
    title: 'Error: Contactos personales para su atención médica | Asuntos de Veteranos',
    retry: 'Intentar de nuevo',
  },
]) {
  test(`a failure is said first, at 400% zoom and in forced colors, in "${language}"`, async ({
    browser,
  }) => {
    const page = await person(browser, 'all-four');
    await phcc('stand-in', 'fault', '500');
    await page.setViewportSize(ZOOMED);
    await page.emulateMedia({ forcedColors: 'active' });
    await visit(page, program, `${CONTACTS}?lang=${language}`);
    await expect(page).toHaveTitle(title);
    await expectNoSidewaysScroll(page);
    const alert = page.getByRole('alert');
    await expect(alert.getByText(/referenc(e|ia) (\d\d ?){4}\.$/)).toBeVisible();
    await phcc('stand-in', 'fault', 'none');
    await alert.getByRole('link', { name: retry }).click();
    await expect(page.getByText('Mary-Ann Q Sample')).toBeVisible();
  });
}
