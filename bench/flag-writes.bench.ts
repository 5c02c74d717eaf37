/**
 * What one write costs beside thousands of other features, one in a gate of thousands, and an import of thousands, on
 * both databases. Processor time is that of this process: the embedded database’s, and ours beside a server. On a busy
 * machine it says more than the clock.
 */
import { sql } from 'kysely';

import { createFlags, createSqlStore, flagMigrations, CLOSED_GATES } from '../src/flags/index.ts';
import type { ChangeNote, Feature } from '../src/flags/index.ts';
import {
  migrate,
  openMemoryDatabase,
  openServerDatabase,
  type OpenDatabase,
} from '../src/lib/database/index.ts';
import { createLog } from '../src/lib/log.ts';
import { freshDatabase, startPostgres } from '../test/postgres/index.ts';
import { percentile, printTable } from './table.ts';

const FEATURES = 3_000;
const IMPORTED = 8_000;
const WRITES = 50;
const AIM_MS = 20;
const ACTORS = 5_000;
const CROWDED = {
  ...CLOSED_GATES,
  actors: new Set(Array.from({ length: ACTORS }, (_, index) => `User;${index}`)),
};
const BY_BENCH: ChangeNote = { who: 'Bench', role: 'automatic', through: 'flag-api', why: null };

const server = await startPostgres();
const opened = await openServerDatabase({ url: (await freshDatabase(server.url)).url });
if (!opened.ok) throw new Error(opened.error.sentence);
await measure('PostgreSQL', opened.value);
await measure('embedded', await openMemoryDatabase());
await server.stop();

async function measure(name: string, { db, close }: OpenDatabase): Promise<void> {
  const migrated = await migrate(db, flagMigrations);
  if (!migrated.ok) throw new Error(migrated.error.sentence);
  // As if the upgrade to these tables were over: until a day after it the history keeps long gates whole.
  await sql`update kysely_migration set timestamp = '2026-01-01T00:00:00Z'`.execute(db);
  const log = createLog('silent');
  const flags = createFlags({ store: createSqlStore(db), log, snapshotLimitMs: 30_000 });
  const importMs = await timeOf(() => flags.importAll(featuresNamed(IMPORTED), BY_BENCH));
  await flags.importAll(featuresNamed(FEATURES), BY_BENCH);
  await flags.change('crowded', { kind: 'replace', gates: CROWDED }, BY_BENCH);
  const one = await costOf((write) => {
    const change = { kind: write % 2 === 0 ? 'enable' : 'disable' } as const;
    return flags.change('feature_7', change, BY_BENCH);
  });
  const member = await costOf((write) =>
    flags.change('crowded', { kind: 'enable-actor', actorId: `Person;${write}` }, BY_BENCH),
  );
  printTable(`One write beside ${FEATURES} features, ${name}`, [
    { name: 'aim', value: AIM_MS, unit: 'ms' },
    ...figuresOf('', one),
    ...figuresOf(`in a gate of ${ACTORS}, `, member),
    { name: `import of ${IMPORTED}`, value: importMs, unit: 'ms' },
  ]);
  await flags.close();
  await close();
}

type Cost = { readonly times: readonly number[]; readonly processor: readonly number[] };

async function costOf(work: (write: number) => Promise<unknown>): Promise<Cost> {
  const times: number[] = [];
  const processor: number[] = [];
  for (let write = 0; write < WRITES; write++) {
    const before = process.cpuUsage();
    times.push(await timeOf(() => work(write)));
    const { user, system } = process.cpuUsage(before);
    processor.push((user + system) / 1_000);
  }
  return { times, processor };
}

function figuresOf(what: string, { times, processor }: Cost) {
  return [
    { name: `${what}p50`, value: percentile(times, 0.5), unit: 'ms' },
    { name: `${what}p99`, value: percentile(times, 0.99), unit: 'ms' },
    { name: `${what}processor p50`, value: percentile(processor, 0.5), unit: 'ms' },
  ];
}

function featuresNamed(count: number): readonly Feature[] {
  const gates = { ...CLOSED_GATES, actors: new Set(['User;1']), percentageOfActors: '5' };
  return Array.from({ length: count }, (_, index) => ({ key: `feature_${index}`, gates }));
}

async function timeOf(work: () => Promise<unknown>): Promise<number> {
  const began = performance.now();
  await work();
  return performance.now() - began;
}
