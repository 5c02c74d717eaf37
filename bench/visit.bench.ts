/**
 * A Veteran's first visit to the contacts page on a phone: cold cache, signed in already, 1.6 Mbit/s, 150 ms
 * round trip, a processor four times slower than this one, VA Profile answering in 300 ms.
 */
import type { CDPSession, Page } from '@playwright/test';

import { serve } from '../test/world/upstream.ts';
import { startProgram, temporaryDirectory } from '../test/program/program.ts';
import { FOUR_CONTACTS } from './four-contacts.ts';
import { firstPaintOf, openPhone } from './phone.ts';
import { percentile, printTable } from './table.ts';

const PLAN = 'release-plans/personal-health-care-contacts-mvp.md';
const VETERAN = 'all-four';
const VISITS = 15;

const UPSTREAM_MS = 300;

const AIM_SECONDS = 2;
const AIM_KB = 90;

const vaProfile = await serve((_request, response) => {
  const answer = () => response.setHeader('content-type', 'application/json').end(FOUR_CONTACTS);
  setTimeout(answer, UPSTREAM_MS);
});
const directory = await temporaryDirectory();
const environment = { VA_PROFILE_URL: vaProfile.url };
const program = await startProgram({ dataDir: directory.path, environment });
for (const words of [
  ['plan', 'load', PLAN],
  ['plan', 'start'],
  ['testers', 'add', `${VETERAN}@example.test`],
]) {
  await program.phcc(...words);
}
const { page, slowDown, close } = await openPhone();
await page.goto(`${program.url}/sign-in?return=/profile`);
await page.locator(`[data-person="${VETERAN}"]`).click();
await page.waitForURL(`${program.url}/profile`);

const bytes = countBytes(await slowDown());

const visits: Visit[] = [];
for (let n = 0; n < VISITS; n++) visits.push(await visitContacts(page));
await close();
await program.stop();
await vaProfile.close();
await directory.remove();

const seconds = visits.map(({ readableMs }) => readableMs / 1000);
printTable(`From navigation to contacts readable, ${VISITS} first visits on a simulated phone`, [
  { name: 'aim', value: AIM_SECONDS, unit: 's' },
  { name: 'median', value: percentile(seconds, 0.5), unit: 's' },
  { name: 'slowest', value: Math.max(...seconds), unit: 's' },
  { name: 'of which VA Profile', value: UPSTREAM_MS / 1000, unit: 's' },
]);
const kB = (type: string) => (bytes.get(type) ?? 0) / VISITS / 1000;
printTable('Bytes over the network in one first visit, compressed', [
  { name: 'aim for HTML + CSS + JavaScript', value: AIM_KB, unit: 'kB' },
  {
    name: 'HTML + CSS + JavaScript',
    value: kB('Document') + kB('Stylesheet') + kB('Script'),
    unit: 'kB',
  },
  { name: 'HTML', value: kB('Document'), unit: 'kB' },
  { name: 'CSS', value: kB('Stylesheet'), unit: 'kB' },
  { name: 'JavaScript', value: kB('Script'), unit: 'kB' },
  { name: 'fonts', value: kB('Font'), unit: 'kB' },
]);
printTable('Cumulative layout shift', [
  { name: 'limit', value: 0.02, unit: '' },
  { name: 'worst visit', value: Math.max(...visits.map(({ shift }) => shift)), unit: '' },
]);

type Visit = { readonly readableMs: number; readonly shift: number };

/** Readable is when the browser has painted text for the first time: the HTML holds the contacts already. */
async function visitContacts(page: Page): Promise<Visit> {
  await page.goto(`${program.url}/profile/contacts`, { waitUntil: 'networkidle' });
  await page.getByTestId('phcc-next-of-kin-1').waitFor();
  const shift = await page.evaluate(() => {
    const observer = new PerformanceObserver(() => undefined);
    observer.observe({ type: 'layout-shift', buffered: true });
    const shifts = observer.takeRecords() as unknown as readonly { readonly value: number }[];
    return shifts.reduce((sum, { value }) => sum + value, 0);
  });
  return { readableMs: await firstPaintOf(page), shift };
}

/** By kind of file, over all visits. */
function countBytes(session: CDPSession): ReadonlyMap<string, number> {
  const kinds = new Map<string, string>();
  const counted = new Map<string, number>();
  session.on('Network.responseReceived', ({ requestId, type }) => kinds.set(requestId, type));
  session.on('Network.loadingFinished', ({ requestId, encodedDataLength }) => {
    const kind = kinds.get(requestId) ?? 'Other';
    counted.set(kind, (counted.get(kind) ?? 0) + encodedDataLength);
  });
  return counted;
}
