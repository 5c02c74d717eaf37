/**
 * What `/metrics` costs the contacts page: its throughput and processor time a request, with a scrape each second and
 * without, in turns of one run. `npm run bench -- metrics [ROUNDS]`
 */
import { readFileSync } from 'node:fs';

import autocannon from 'autocannon';

import { syntheticVeteran } from '../src/stand-ins/people/index.ts';
import { openBrowser, signInAs } from '../src/stand-ins/visitors/index.ts';
import { freshDatabase, startPostgres } from '../test/postgres/index.ts';
import { freePort, startProgram, temporaryDirectory } from '../test/program/program.ts';
import { serve } from '../test/world/upstream.ts';
import { FOUR_CONTACTS } from './four-contacts.ts';
import { percentile, printTable } from './table.ts';

const VETERANS = 20;
const SECONDS = 4;
const ROUNDS = Number(process.argv[2] ?? 8);
const SCRAPES = 200;
const SCRAPE_EVERY_MS = 1_000;
const TICKS_A_SECOND = 100;

const vaProfile = await serve((_request, response) => {
  response.setHeader('content-type', 'application/json').end(FOUR_CONTACTS);
});
const server = await startPostgres();
const database = await freshDatabase(server.url);
const directory = await temporaryDirectory();
const metricsAddress = `127.0.0.1:${await freePort()}`;
const program = await startProgram({
  dataDir: directory.path,
  environment: {
    DATABASE_URL: database.url,
    VA_PROFILE_URL: vaProfile.url,
    METRICS_ADDRESS: metricsAddress,
  },
});
await program.phcc(
  ...['flags', 'set', 'profile_contacts', '--actors-percentage', '100', '--reason', 'A bench'],
);
const cookies = await Promise.all(
  Array.from({ length: VETERANS }, async (_, n) => {
    const browser = openBrowser();
    await signInAs(browser, `${program.url}/sign-in?return=/profile`, syntheticVeteran(n + 1).slug);
    return browser.cookies.getCookieStringSync(program.url);
  }),
);

type Measured = { readonly aSecond: number; readonly processorMs: number };

const scrapes: { readonly ms: number; readonly bytes: number }[] = [];
const runs = { without: [] as Measured[], with: [] as Measured[] };
await load();
for (let round = 0; round < ROUNDS; round += 1) {
  // In turns, and each first in every other round: whatever else this machine does meets both alike.
  const turns = round % 2 === 0 ? (['without', 'with'] as const) : (['with', 'without'] as const);
  for (const turn of turns) runs[turn].push(await measure(turn === 'with'));
}
const processorOfScrapesMs = await scrapesAlone();
await program.stop();
await vaProfile.close();
await database.drop();
await server.stop();
await directory.remove();

const medianOf = (turn: keyof typeof runs, which: keyof Measured) =>
  percentile(
    runs[turn].map((one) => one[which]),
    0.5,
  );
printTable(`Contacts page, ${ROUNDS} rounds of ${SECONDS} s each, medians`, [
  { name: 'without scrapes', value: medianOf('without', 'aSecond'), unit: 'requests/s' },
  { name: 'aim', value: medianOf('without', 'aSecond') * 0.98, unit: 'requests/s' },
  { name: 'a scrape each second', value: medianOf('with', 'aSecond'), unit: 'requests/s' },
]);
printTable('Processor time of the program a request', [
  { name: 'without scrapes', value: medianOf('without', 'processorMs'), unit: 'ms' },
  { name: 'a scrape each second', value: medianOf('with', 'processorMs'), unit: 'ms' },
]);
// What other programs do on this machine does not reach this figure.
printTable(
  `Processor time that a scrape each second takes, by ${SCRAPES} scrapes and nothing else`,
  [
    { name: 'limit', value: 2, unit: '%' },
    { name: 'of a second', value: processorOfScrapesMs / 10, unit: '%' },
  ],
);
const timed = scrapes.slice(0, -SCRAPES).map(({ ms }) => ms);
printTable('A scrape under this load', [
  { name: 'median', value: percentile(timed, 0.5), unit: 'ms' },
  { name: 'slowest', value: Math.max(...timed), unit: 'ms' },
]);
console.log(`  ${String(scrapes.at(-1)?.bytes)} bytes`);

async function measure(isScraped: boolean): Promise<Measured> {
  const scraping = isScraped ? setInterval(() => void scrape(), SCRAPE_EVERY_MS) : null;
  const before = processorSeconds();
  const { requests, duration } = await load();
  if (scraping) clearInterval(scraping);
  const spent = processorSeconds() - before;
  return { aSecond: requests.total / duration, processorMs: (spent * 1_000) / requests.total };
}

async function load() {
  const result = await autocannon({
    url: `${program.url}/profile/contacts`,
    connections: VETERANS,
    duration: SECONDS,
    requests: cookies.map((cookie) => ({ headers: { cookie } })),
  });
  if (result.errors + result.timeouts + result.non2xx > 0) throw new Error('not all were answered');
  return result;
}

/** Milliseconds of processor for one scrape, with the series that the load has left; at rest the program takes little. */
async function scrapesAlone(): Promise<number> {
  const before = processorSeconds();
  for (let n = 0; n < SCRAPES; n += 1) await scrape();
  return ((processorSeconds() - before) * 1_000) / SCRAPES;
}

async function scrape(): Promise<void> {
  const startedAt = performance.now();
  const text = await (await fetch(`http://${metricsAddress}/metrics`)).text();
  scrapes.push({ ms: performance.now() - startedAt, bytes: text.length });
}

function processorSeconds(): number {
  const fields = readFileSync(`/proc/${program.pid}/stat`, 'utf8').split(') ')[1]?.split(' ') ?? [];
  return (Number(fields[11]) + Number(fields[12])) / TICKS_A_SECOND;
}
