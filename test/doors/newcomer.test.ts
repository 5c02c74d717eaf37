/** A newcomer’s five minutes, by the buttons that the console has for them in development. */
import { expect, test, vi } from 'vitest';

import { openBrowser, signInAs, type Browser } from '../../src/stand-ins/visitors/index.ts';
import { READERS_HERE } from '../world/plan-reader.ts';
import { programHere } from './program-here.ts';

const here = programHere({}, READERS_HERE);
const TAKEN_BACK = 'The release is rolled back: the feature is closed for everyone.';
const WAIT = { timeout: 120_000, interval: 500 };

test('lead from an empty console to a page that the guard has taken back', async () => {
  const browser = openBrowser();
  const empty = await signInAs(browser, `${here().url}/sign-in?return=/console`, 'product-manager');
  expect(empty.text).toContain('Try it with the example plan');
  const loaded = await press(browser, '/console/try-out/example');
  const release = new URL(loaded.url).pathname;

  for (const [step, reason] of [
    ['start', ''],
    ['go', 'No tester has looked yet'],
    ['advance', ''],
  ] as const) {
    const taken = await press(browser, `${release}/steps/${step}`, { reason });
    expect(taken.text, step).toContain('Done');
  }
  await press(browser, `${release}/try-out/break-page`);
  await press(browser, `${release}/try-out/send-veterans`);
  const page = () => browser.follow(here().url + release);
  await vi.waitFor(async () => expect((await page()).text).toContain(TAKEN_BACK), WAIT);
  const mended = await press(browser, `${release}/try-out/mend-page`);
  expect(mended.text).toContain('The contacts page is mended.');
}, 180_000);

async function press(browser: Browser, path: string, form: Readonly<Record<string, string>> = {}) {
  return browser.follow(await browser.post(here().url + path, form));
}
