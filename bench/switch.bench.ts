/**
 * How long after an acknowledged rollback the last instance is closed, and how long one that is cut off
 * stays open. Instances are processes of their own, each with its own pool and listener; on the embedded
 * database there is one, in the process that writes.
 */
import { setImmediate } from 'node:timers/promises';

import { Client } from 'pg';

import {
  createFlags,
  createSqlStore,
  flagMigrations,
  type ChangeNote,
} from '../src/flags/index.ts';
import { migrate, openServerDatabase } from '../src/lib/database/index.ts';
import { createLog } from '../src/lib/log.ts';
import { databaseBehind } from '../test/faults/database-behind.ts';
import { freshDatabase, startPostgres } from '../test/postgres/index.ts';
import { inDirectory, openAt } from './growth/places.ts';
import { FEATURE, now, startInstance, type Instance } from './switch-instance.ts';
import { percentile, printTable } from './table.ts';

const SWITCHES = 1_000;
const WARM_UP = 50;
const USUAL_LIMIT_MS = 30_000;
const SHORT_LIMIT_MS = 1_000;
const CUT_OFFS = 5;
const AIMS_MS = new Map([
  [1, 100],
  [3, 250],
]);
const BY_BENCH: ChangeNote = { who: 'Bench', role: 'automatic', through: 'flag-api', why: null };

const server = await startPostgres();
const { url } = await freshDatabase(server.url);
const opened = await openServerDatabase({ url });
if (!opened.ok) throw new Error(opened.error.sentence);
const { db, close } = opened.value;
const migrated = await migrate(db, flagMigrations);
if (!migrated.ok) throw new Error(migrated.error.sentence);
const store = createSqlStore(db);

console.log(
  `${SWITCHES} switches; PostgreSQL on this machine, on a Unix socket, without waiting for the disk.`,
);
const bare = await noticeRoundTrips();
for (const [count, aimMs] of AIMS_MS) {
  const times = await switchTimes(count);
  printTable(`Acknowledged rollback to the last of ${count} instance(s) closed`, [
    { name: 'aim, p99', value: aimMs, unit: 'ms' },
    { name: 'p99', value: percentile(times, 0.99), unit: 'ms' },
    { name: 'p50', value: percentile(times, 0.5), unit: 'ms' },
    { name: 'bare NOTIFY there and back, p99', value: percentile(bare, 0.99), unit: 'ms' },
    { name: 'bare NOTIFY there and back, p50', value: percentile(bare, 0.5), unit: 'ms' },
  ]);
}
printTable(
  `Longest “open” after the rollback where the way to the database fails, ${CUT_OFFS} times each`,
  [
    { name: 'FLAG_SNAPSHOT_LIMIT', value: SHORT_LIMIT_MS, unit: 'ms' },
    { name: 'cut', value: await longestOpen('cut'), unit: 'ms' },
    { name: 'black hole', value: await longestOpen('black-hole'), unit: 'ms' },
  ],
);
await close();
await server.stop();
await measureEmbedded();

async function measureEmbedded(): Promise<void> {
  const place = await inDirectory();
  const { db, listen, close } = await openAt(place.address);
  const migrated = await migrate(db, flagMigrations);
  if (!migrated.ok) throw new Error(migrated.error.sentence);
  const store = createSqlStore(db);
  const log = createLog('silent');
  const flags = createFlags({ store, listen, log, snapshotLimitMs: USUAL_LIMIT_MS });
  await flags.refresh();
  const becomes = async (open: boolean) => {
    while (flags.isOpen(FEATURE, null) !== open) await setImmediate();
  };
  const times: number[] = [];
  for (let round = 0; round < WARM_UP + SWITCHES; round++) {
    await store.write(FEATURE, { kind: 'enable' }, BY_BENCH);
    await becomes(true);
    await store.write(FEATURE, { kind: 'disable' }, BY_BENCH);
    const acknowledged = now();
    await becomes(false);
    times.push(now() - acknowledged);
  }
  await flags.close();
  await close();
  await place.remove();
  printTable('Acknowledged rollback to closed, embedded database', [
    { name: 'aim, p99', value: AIMS_MS.get(1) ?? NaN, unit: 'ms' },
    { name: 'p99', value: percentile(times.slice(WARM_UP), 0.99), unit: 'ms' },
    { name: 'p50', value: percentile(times.slice(WARM_UP), 0.5), unit: 'ms' },
  ]);
}

async function noticeRoundTrips(): Promise<readonly number[]> {
  const client = new Client({ connectionString: url });
  await client.connect();
  await client.query('listen bench');
  const times: number[] = [];
  for (let round = 0; round < WARM_UP + SWITCHES; round++) {
    const heard = new Promise<void>((resolve) => client.once('notification', () => resolve()));
    const sent = now();
    // On the connection that listens, so that nothing but the notice is on the way.
    await Promise.all([client.query('notify bench'), heard]);
    times.push(now() - sent);
  }
  await client.end();
  return times.slice(WARM_UP);
}

async function switchTimes(count: number): Promise<readonly number[]> {
  const starting = Array.from({ length: count }, () =>
    startInstance({ url, limitMs: USUAL_LIMIT_MS }),
  );
  const instances = await Promise.all(starting);
  const times: number[] = [];
  for (let round = 0; round < WARM_UP + SWITCHES; round++)
    times.push(await openAndClose(instances));
  for (const instance of instances) await instance.stop();
  return times.slice(WARM_UP);
}

async function openAndClose(instances: readonly Instance[]): Promise<number> {
  await openAll(instances);
  await store.write(FEATURE, { kind: 'disable' }, BY_BENCH);
  return untilClosed(instances, now());
}

async function openAll(instances: readonly Instance[]): Promise<void> {
  await store.write(FEATURE, { kind: 'enable' }, BY_BENCH);
  await Promise.all(instances.map((instance) => instance.answers(true)));
}

/** Notices often arrive before the writer's own answer: then nobody was open after it. */
async function untilClosed(instances: readonly Instance[], acknowledged: number): Promise<number> {
  const closed = await Promise.all(instances.map((instance) => instance.answers(false)));
  return Math.max(0, ...closed.map((at) => at - acknowledged));
}

async function longestOpen(kind: 'cut' | 'black-hole'): Promise<number> {
  const way = await databaseBehind(url);
  const instance = await startInstance({ url: way.url, limitMs: SHORT_LIMIT_MS });
  const times: number[] = [];
  for (let round = 0; round < CUT_OFFS; round++) {
    await openAll([instance]);
    way.set({ kind });
    await store.write(FEATURE, { kind: 'disable' }, BY_BENCH);
    times.push(await untilClosed([instance], now()));
    way.set({ kind: 'pass' });
  }
  await instance.stop();
  await way.close();
  return Math.max(...times);
}
