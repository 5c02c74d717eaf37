/** What one write costs beside thousands of other features, and an import of thousands, on both databases. */
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
  const log = createLog('silent');
  const flags = createFlags({ store: createSqlStore(db), log, snapshotLimitMs: 30_000 });
  const importMs = await timeOf(() => flags.importAll(featuresNamed(IMPORTED), BY_BENCH));
  await flags.importAll(featuresNamed(FEATURES), BY_BENCH);
  const times: number[] = [];
  for (let write = 0; write < WRITES; write++) {
    const change = { kind: write % 2 === 0 ? 'enable' : 'disable' } as const;
    times.push(await timeOf(() => flags.change('feature_7', change, BY_BENCH)));
  }
  printTable(`One write beside ${FEATURES} features, ${name}`, [
    { name: 'aim', value: AIM_MS, unit: 'ms' },
    { name: 'p50', value: percentile(times, 0.5), unit: 'ms' },
    { name: 'p99', value: percentile(times, 0.99), unit: 'ms' },
    { name: `import of ${IMPORTED}`, value: importMs, unit: 'ms' },
  ]);
  await flags.close();
  await close();
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
