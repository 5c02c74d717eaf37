/**
 * What pages of a release cost. A release with 5,000 entries in its journal that has been open for half a year, beside
 * one with 50 entries that has been open for eight days, on one database; and the first paint of Now on a phone.
 */
import Fastify, { type FastifyInstance } from 'fastify';

import { createFlags, createSqlStore, flagMigrations } from '../src/flags/index.ts';
import { systemClock } from '../src/lib/clock.ts';
import { migrate, openServerDatabase } from '../src/lib/database/index.ts';
import { createLog } from '../src/lib/log.ts';
import { releaseMigrations } from '../src/release/index.ts';
import { freshDatabase, startPostgres } from '../test/postgres/index.ts';
import { startProgram, temporaryDirectory } from '../test/program/program.ts';
import { engineOn } from '../test/world/engine.ts';
import { mountConsole } from '../test/world/release-site.ts';
import { makeRelease, type LongRelease } from './console/long-release.ts';
import { firstPaintOf, openPhone } from './phone.ts';
import { percentile, printTable } from './table.ts';

/** Both fill their pages: that a page of two points is smaller says nothing. */
const SHORT: LongRelease = { id: 'short', entries: 50, days: 8 };
const LONG: LongRelease = { id: 'long', entries: 5_000, days: 180 };
const PAGES = { Now: '', Measurements: '/measurements', Journal: '/journal' };
const MOST_TIMES_AS_LONG = 1.3;
const ROUNDS = 60;

const PLAN = 'release-plans/personal-health-care-contacts-mvp.md';
const AIM_SECONDS = 1.5;
const VISITS = 10;

await measureHistory();
await measureFirstPaint();

async function measureHistory(): Promise<void> {
  const server = await startPostgres();
  const { url } = await freshDatabase(server.url);
  const opened = await openServerDatabase({ url, answerLimitMs: 600_000 });
  if (!opened.ok) throw new Error(opened.error.sentence);
  const { db, close } = opened.value;
  const migrated = await migrate(db, { ...flagMigrations, ...releaseMigrations });
  if (!migrated.ok) throw new Error(migrated.error.sentence);
  const log = createLog('silent');
  const flags = createFlags({ store: createSqlStore(db), log, snapshotLimitMs: 30_000 });
  for (const release of [SHORT, LONG]) await makeRelease(db, flags, release);
  const engine = engineOn({ db, flags, clock: systemClock });
  const app = Fastify();
  await mountConsole(app, { engine, clock: systemClock });
  for (const [name, page] of Object.entries(PAGES)) {
    const [short, long] = await timesOf(app, page);
    printTable(
      `${name}: median of ${ROUNDS}; with a long history it may take × ${MOST_TIMES_AS_LONG}`,
      [
        { name: `${SHORT.entries} entries, ${SHORT.days} days`, value: short, unit: 'ms' },
        { name: `${LONG.entries} entries, ${LONG.days} days`, value: long, unit: 'ms' },
      ],
    );
  }
  await app.close();
  await engine.close();
  await flags.close();
  await close();
  await server.stop();
}

/** By turns, so that the machine is as busy for the one as for the other. The first rounds warm up. */
async function timesOf(app: FastifyInstance, page: string): Promise<readonly [number, number]> {
  const times: [number[], number[]] = [[], []];
  for (let round = -10; round < ROUNDS; round += 1) {
    for (const [index, { id }] of [SHORT, LONG].entries()) {
      const began = performance.now();
      const { statusCode } = await app.inject(`/console/releases/${id}${page}`);
      if (statusCode !== 200) throw new Error(`${id}${page}: ${statusCode}`);
      if (round >= 0) times[index]?.push(performance.now() - began);
    }
  }
  return [percentile(times[0], 0.5), percentile(times[1], 0.5)];
}

async function measureFirstPaint(): Promise<void> {
  const directory = await temporaryDirectory();
  const program = await startProgram({ dataDir: directory.path });
  for (const words of [
    ['plan', 'load', PLAN],
    ['plan', 'start'],
    ['traffic', '--people', '40'],
  ]) {
    await program.phcc(...words);
  }
  const { page, slowDown, close } = await openPhone();
  await page.goto(`${program.url}/sign-in?return=/console`);
  await page.locator('[data-person="product-manager"]').click();
  await page.waitForURL(`${program.url}/console`);
  await page
    .getByRole('link', { name: /contacts/i })
    .first()
    .click();
  await page.locator('[data-release]').waitFor();
  const now = page.url();
  await slowDown();
  const seconds: number[] = [];
  for (let visit = 0; visit < VISITS; visit += 1) {
    await page.goto(now);
    await page.locator('[data-release]').waitFor();
    seconds.push((await firstPaintOf(page)) / 1_000);
  }
  await close();
  await program.stop();
  await directory.remove();
  printTable(`First paint of Now, ${VISITS} first visits on a simulated phone`, [
    { name: 'aim', value: AIM_SECONDS, unit: 's' },
    { name: 'median', value: percentile(seconds, 0.5), unit: 's' },
    { name: 'slowest', value: Math.max(...seconds), unit: 's' },
  ]);
}
