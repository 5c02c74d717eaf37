/**
 * The program of an instance: it watches, and tells its parent what that costs. Options: where the database is, the worker that
 * reads plans, and by how many minutes its clock is fast.
 */
import { once } from 'node:events';
import { monitorEventLoopDelay } from 'node:perf_hooks';
import { setTimeout } from 'node:timers/promises';

import { createPlanReader } from '../../src/app/plan-reader/plan-reader.ts';
import { createFlags, createSqlStore } from '../../src/flags/index.ts';
import { alignedClock, movableClock } from '../../src/lib/clock.ts';
import { MINUTE_MS } from '../../src/lib/duration.ts';
import { newId } from '../../src/lib/ids.ts';
import { createLog } from '../../src/lib/log.ts';
import type { Step } from '../../src/release/decisions/decide.ts';
import { createSqlLookout, type ReleaseEngine } from '../../src/release/index.ts';
import { engineOn } from '../../test/world/engine.ts';
import { goodVisit, OUR_FAULT } from '../../test/world/people.ts';
import { PAT } from '../../test/world/releases.ts';
import { percentile } from '../table.ts';
import { RELEASE, TOGGLE } from './grown-release.ts';
import type { Answered, Asked, Figures } from './instance.ts';
import { openAt } from './places.ts';
import { watchStalls } from './stalls.ts';

const QUIET_MS = 5_000;
/** Long enough that what the engine compiles for its first looks is a small part of it. */
const REST_MS = 20_000;
const GIVE_UP_MS = 60_000;
const STATUSES = 300;
const ROLLBACKS = 100;

async function runInstance(
  address: string,
  planWorker: string,
  minutesFast: number,
): Promise<void> {
  const { db, listen, close } = await openAt(address);
  const store = createSqlStore(db);
  const flags = createFlags({ store, listen, log: createLog('silent'), snapshotLimitMs: 30_000 });
  await flags.refresh();
  const plans = createPlanReader(new URL(planWorker));
  const instance = newId();
  const lookout = createSqlLookout(db, instance);
  const alignment = alignedClock(movableClock(minutesFast * MINUTE_MS));
  const clock = { clock: alignment, alignment };
  const parts = { db, flags, ...clock, carried: [TOGGLE], instance, lookout, plans };
  const engine = engineOn(parts);
  tell('figures', await figuresOf(engine));
  process.on('message', (asked: Asked) => {
    if (asked.ask === 'answers') {
      void answersOf(engine).then((answered) => tell('answered', answered));
      return;
    }
    for (const person of asked.people) {
      engine.observe(goodVisit(person, { toggle: TOGGLE, at: clock.clock.now(), ...OUR_FAULT }));
    }
    void untilClosed(() => flags.state(TOGGLE) === 'off').then((ms) => tell('closed', ms));
  });
  await once(process, 'disconnect');
  await stopWatching();
  await plans.close();
  await flags.close();
  await close();
}

let stopWatching: () => Promise<void> = () => Promise.resolve();

async function figuresOf(engine: ReleaseEngine): Promise<Figures> {
  const began = performance.now();
  const atStart = process.cpuUsage();
  const delay = monitorEventLoopDelay({ resolution: 5 });
  delay.enable();
  const stalls = watchStalls();
  await engine.recover();
  stopWatching = engine.keepWatching();
  const isSeen = async () => (await engine.status(RELEASE))?.seen?.people ?? 0;
  while ((await isSeen()) === 0) await setTimeout(20);
  const firstLook = performance.now() - began;
  const { user: userAtFirst, system: systemAtFirst } = process.cpuUsage(atStart);
  const [lag, stall] = [delay.max / 1e6, stalls.most()];
  delay.disable();
  const saved = watchStalls();
  await setTimeout(QUIET_MS);
  const idleStall = saved.most();
  // With nothing that measures: a look at the clock every 5 ms is several percent of a core.
  const before = process.cpuUsage();
  await setTimeout(REST_MS);
  const { user, system } = process.cpuUsage(before);
  return {
    firstLook,
    firstLookCpu: (userAtFirst + systemAtFirst) / 1_000,
    lag,
    stall,
    peak: process.resourceUsage().maxRSS / 1024,
    idleCpu: (user + system) / 1_000 / REST_MS,
    idleStall,
  };
}

async function answersOf(engine: ReleaseEngine): Promise<Answered> {
  const statuses: number[] = [];
  for (let round = 0; round < STATUSES; round += 1) {
    statuses.push(await timed(() => engine.status(RELEASE)));
  }
  const rollbacks: number[] = [];
  for (let round = 0; round < ROLLBACKS; round += 1) {
    await take(engine, { kind: 'go' });
    await take(engine, { kind: 'advance', override: true });
    rollbacks.push(await timed(() => take(engine, { kind: 'rollback' })));
  }
  return { status: percentile(statuses, 0.99), rollback: percentile(rollbacks, 0.99) };
}

async function timed(work: () => Promise<unknown>): Promise<number> {
  const began = performance.now();
  await work();
  return performance.now() - began;
}

async function take(engine: ReleaseEngine, step: Step): Promise<void> {
  const taken = await engine.take({ id: RELEASE, step, who: PAT, why: 'For the bench' });
  if (!taken.ok) throw new Error(taken.error.sentence);
}

async function untilClosed(isClosed: () => boolean): Promise<number | null> {
  const began = performance.now();
  while (performance.now() - began < GIVE_UP_MS) {
    if (isClosed()) return performance.now() - began;
    await setTimeout(5);
  }
  return null;
}

function tell(name: string, value: unknown): void {
  process.send?.({ name, value });
}

const [, , address = '', planWorker = '', minutesFast = '0'] = process.argv;
await runInstance(address, planWorker, Number(minutesFast));
