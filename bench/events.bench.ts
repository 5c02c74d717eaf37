/**
 * What it costs to count page events: the intake beside COPY and after days of events, the program's memory, and what
 * happens when more comes than it can take. `npm run bench -- events [VIEWS,EVENTS]`, such as 60000,1000000.
 */
import { analyticsMigrations, createIntake, createSqlPageStore } from '../src/analytics/index.ts';
import { systemClock } from '../src/lib/clock.ts';
import {
  migrate,
  openMemoryDatabase,
  openServerDatabase,
  type Database,
  type OpenDatabase,
} from '../src/lib/database/index.ts';
import { createLog } from '../src/lib/log.ts';
import { freshDatabase, startPostgres } from '../test/postgres/index.ts';
import { copyPeerOn, embeddedCopyPeer, type CopyPeer } from './events/copy.ts';
import { keepHistory } from './events/history.ts';
import { overload, reportTo, sendEvents } from './events/through-program.ts';
import { rowsOf, viewOf, type View } from './events/views.ts';
import { percentile, printTable } from './table.ts';

const [VIEWS = NaN, EVENTS = NaN] = (process.argv[2] ?? '60000,1000000').split(',').map(Number);
/** What the intake writes at once when it is busy. */
const AT_ONCE = 2_000;
const ROUNDS = 5;
const AIM = 0.4;
const HISTORY_DAYS = 30;
/** Times as many events until the memory that the runtime keeps ready for garbage no longer grows. */
const WARM_UP = 3;
let batches = 0n;

const server = await startPostgres();
await besideCopy();
await withHistory();
await throughProgram();
await server.stop();

async function besideCopy(): Promise<void> {
  const { url } = await freshDatabase(server.url);
  const opened = await openServer(url);
  await beside('PostgreSQL', opened.observations, await copyPeerOn(url));
  await opened.close();
  const embedded = await openMemoryDatabase();
  await beside('embedded', embedded.db, await embeddedCopyPeer());
  await embedded.close();
}

async function openServer(url: string): Promise<OpenDatabase> {
  const opened = await openServerDatabase({ url, answerLimitMs: 600_000 });
  if (!opened.ok) throw new Error(opened.error.sentence);
  await migrate(opened.value.db, analyticsMigrations);
  return opened.value;
}

/** In turns, so that whatever else this machine does meets both alike. */
async function beside(name: string, db: Database, peer: CopyPeer): Promise<void> {
  await migrate(db, analyticsMigrations);
  const intake = intakeOn(db);
  const taken: number[] = [];
  const copied: number[] = [];
  for (let round = 0; round < ROUNDS; round += 1) {
    const views = viewsOf(round);
    const events = eventsIn(views);
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

function intakeOn(db: Database) {
  const store = createSqlPageStore(db);
  return createIntake({ store, clock: systemClock, log: createLog('warn') });
}

function viewsOf(round: number): readonly View[] {
  const each = Math.ceil(VIEWS / ROUNDS);
  return Array.from({ length: each }, (_, one) => viewOf(round * each + one));
}

function eventsIn(views: readonly View[]): number {
  return views.reduce((sum, { events }) => sum + events.length, 0);
}

/** In turns on two databases, of which one has kept the events of a month. */
async function withHistory(): Promise<void> {
  const [fresh, old] = [
    await openServer((await freshDatabase(server.url)).url),
    await openServer((await freshDatabase(server.url)).url),
  ];
  await keepHistory(old.db, HISTORY_DAYS);
  const rates = { fresh: [] as number[], old: [] as number[] };
  const intakes = { fresh: intakeOn(fresh.observations), old: intakeOn(old.observations) };
  for (let round = 0; round < ROUNDS; round += 1) {
    const views = viewsOf(round);
    const turns = round % 2 === 0 ? (['fresh', 'old'] as const) : (['old', 'fresh'] as const);
    for (const turn of turns) {
      rates[turn].push(eventsIn(views) / (await secondsOf(() => takeAll(intakes[turn], views))));
    }
  }
  await Promise.all([intakes.fresh.close(), intakes.old.close()]);
  await Promise.all([fresh.close(), old.close()]);
  const title = `Events a second with days of events kept, PostgreSQL, medians of ${ROUNDS} rounds`;
  printTable(title, [
    { name: 'none kept', value: percentile(rates.fresh, 0.5), unit: 'events/s' },
    { name: `${HISTORY_DAYS} days kept`, value: percentile(rates.old, 0.5), unit: 'events/s' },
  ]);
}

async function throughProgram(): Promise<void> {
  await reportTo(server.url, async (program) => {
    await sendEvents(program, WARM_UP * EVENTS);
    const first = await sendEvents(program, EVENTS);
    const second = await sendEvents(program, EVENTS);
    const each = inWords(EVENTS);
    const rows = (['heap', 'resident'] as const).flatMap((kind) => [
      { name: `${kind}, with ${each} events`, value: first.least[kind], unit: 'MB' },
      { name: `${kind}, with ${each} more`, value: second.least[kind], unit: 'MB' },
    ]);
    const title = `Memory of the whole program, the least while it counts, after ${WARM_UP} times as many`;
    printTable(title, rows);
    console.log(
      `  ${inWords(Math.round(second.eventsASecond))} events a second, acknowledged by HTTP`,
    );
    const { acknowledged, putOff, withoutRetryAfter, lost, lostAtLast } = await overload(program);
    console.log(
      `\nOverload: ${acknowledged} batches acknowledged and ${putOff} put off at once ` +
        `(${withoutRetryAfter} without Retry-After). Lost of what was acknowledged: ${lost} views; ` +
        `lost or counted twice once the rest was sent again: ${lostAtLast}.`,
    );
  });
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
      const answer = await intake.take({ by: 'page', batch, reports: [view] });
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

function inWords(count: number): string {
  return count.toLocaleString('en-US');
}
