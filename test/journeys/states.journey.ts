import { expect, test, type Page } from '@playwright/test';

import { PAGE_STATES, STATE_HEADER } from '../page-states/states.ts';
import { expectWellMade } from './every-width.ts';
import { expectNothingJumps } from './pages.ts';
import { CONTACTS, openIn, pageStates, show } from './page-states.ts';

const site = pageStates();

const WHOLE = 'html';

/** What a screen reader finds on the page, line by line, holds these in this order. */
async function expectReadInOrder(page: Page, reads: readonly string[]): Promise<void> {
  let rest = await page.getByRole('main').ariaSnapshot();
  for (const wanted of reads) {
    const place = rest.indexOf(wanted);
    expect(place, `“${wanted}” in what comes after the ones before it:\n${rest}`).not.toBe(-1);
    rest = rest.slice(place + wanted.length);
  }
}

for (const state of PAGE_STATES) {
  test(`${state.name}: is read in order, reached by keyboard, fits, stays in place`, async ({
    page,
  }) => {
    await page.setViewportSize({ width: 320, height: 640 });
    await show(page, state);
    await page.goto(site.url + CONTACTS);
    await expectReadInOrder(page, state.reads);
    await expectNothingJumps(page);
    await expectWellMade(page, WHOLE);
    await page.goto(`${site.url}${CONTACTS}?lang=es`);
    await expectNothingJumps(page);
    await expectWellMade(page, WHOLE);
  });
}

test('every state reads the same without JavaScript, and “Try again” works', async ({
  browser,
}) => {
  const page = await (await browser.newContext({ javaScriptEnabled: false })).newPage();
  for (const state of PAGE_STATES) {
    await page.setExtraHTTPHeaders({ [STATE_HEADER]: encodeURIComponent(state.name) });
    await page.goto(site.url + CONTACTS);
    await expectReadInOrder(page, state.reads);
  }
  const [unavailable] = PAGE_STATES;
  const [recovered] = PAGE_STATES.filter(({ name }) => name === 'a lone backup');
  if (!unavailable || !recovered) throw new Error('a state is missing');
  await page.setExtraHTTPHeaders({ [STATE_HEADER]: encodeURIComponent(unavailable.name) });
  await page.goto(site.url + CONTACTS);
  await page.setExtraHTTPHeaders({ [STATE_HEADER]: encodeURIComponent(recovered.name) });
  await page.getByRole('link', { name: 'Try again' }).click();
  await expectReadInOrder(page, recovered.reads);
});

test('where trying again can’t help, no button promises it', async ({ page }) => {
  const refused = PAGE_STATES.find(
    ({ cause }) => 'failure' in cause && cause.failure === 'refused-request',
  );
  if (refused) await openIn(page, site, refused);
  await expect(page.getByRole('alert')).toBeVisible();
  await expect(page.getByRole('link', { name: 'Try again' })).toHaveCount(0);
});
