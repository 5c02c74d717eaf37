/**
 * What it costs to count page events: the intake beside COPY, history, memory, overload.
 * `npm run bench -- events [VIEWS]`
 */
import { createIntake, createSqlPageStore, analyticsMigrations } from '../src/analytics/index.ts';
import { systemClock } from '../src/lib/clock.ts';
import {
  migrate,
  openMemoryDatabase,
  openServerDatabase,
  type Database,
} from '../src/lib/database/index.ts';
import { createLog } from '../src/lib/log.ts';
import { freshDatabase, startPostgres } from '../test/postgres/index.ts';
import { copyPeerOn, embeddedCopyPeer, type CopyPeer } from './events/copy.ts';
import { rowsOf, viewOf, type View } from './events/views.ts';
import { percentile, printTable } from './table.ts';

const VIEWS = Number(process.argv[2] ?? 40_000);
/** What the intake writes at once when it is busy. */
const AT_ONCE = 2_000;
const ROUNDS = 3;
const AIM = 0.4;
let batches = 0n;

const server = await startPostgres();
const { url } = await freshDatabase(server.url);
const opened = await openServerDatabase({ url });
if (!opened.ok) throw new Error(opened.error.sentence);
await beside('PostgreSQL', opened.value.observations, await copyPeerOn(url));
await opened.value.close();
const embedded = await openMemoryDatabase();
await beside('embedded', embedded.db, await embeddedCopyPeer());
await embedded.close();
await server.stop();

/** In turns, so that whatever else this machine does meets both alike. */
async function beside(name: string, db: Database, peer: CopyPeer): Promise<void> {
  await migrate(db, analyticsMigrations);
  const intake = createIntake({
    store: createSqlPageStore(db),
    clock: systemClock,
    log: createLog('warn'),
  });
  const taken: number[] = [];
  const copied: number[] = [];
  for (let round = 0; round < ROUNDS; round += 1) {
    const views = Array.from({ length: VIEWS / ROUNDS }, (_, one) => viewOf(round * VIEWS + one));
    const events = views.reduce((sum, view) => sum + view.events.length, 0);
    copied.push(events / (await secondsOf(() => copyAll(peer, views))));
    taken.push(events / (await secondsOf(() => takeAll(intake, views))));
  }
  await intake.close();
  await peer.close();
  const [copy, take] = [percentile(copied, 0.5), percentile(taken, 0.5)];
  printTable(`Events a second, ${name}, medians of ${ROUNDS} rounds`, [
    { name: 'one row an event, by COPY', value: copy, unit: 'events/s' },
    { name: 'aim', value: copy * AIM, unit: 'events/s' },
    { name: 'counted and acknowledged', value: take, unit: 'events/s' },
  ]);
}

async function copyAll(peer: CopyPeer, views: readonly View[]): Promise<void> {
  const minute = Math.floor(Date.now() / 60_000);
  for (const some of inParts(views)) await peer.copy(rowsOf(some, minute));
}

async function takeAll(
  intake: ReturnType<typeof createIntake>,
  views: readonly View[],
): Promise<void> {
  const waiting = [...views];
  const send = async () => {
    for (let view = waiting.pop(); view; view = waiting.pop()) {
      const batch = BigInt.asIntN(64, (batches += 1n) * 0x9e37_79b9_7f4a_7c15n).toString();
      const answer = await intake.take({ batch, reports: [view] });
      if (answer === 'busy') throw new Error('not all were counted');
    }
  };
  await Promise.all(Array.from({ length: AT_ONCE }, send));
}

function inParts(views: readonly View[]): readonly (readonly View[])[] {
  const parts = Math.ceil(views.length / AT_ONCE);
  return Array.from({ length: parts }, (_, part) =>
    views.slice(part * AT_ONCE, (part + 1) * AT_ONCE),
  );
}

async function secondsOf(work: () => Promise<unknown>): Promise<number> {
  const began = performance.now();
  await work();
  return (performance.now() - began) / 1_000;
}
