/** One instance in a process of its own: it watches, and tells its parent what that costs. */
import { fork } from 'node:child_process';
import { EventEmitter, once } from 'node:events';
import { monitorEventLoopDelay } from 'node:perf_hooks';
import { setTimeout } from 'node:timers/promises';
import { fileURLToPath } from 'node:url';

import { createFlags, createSqlStore } from '../../src/flags/index.ts';
import { openServerDatabase } from '../../src/lib/database/index.ts';
import { systemClock } from '../../src/lib/clock.ts';
import { createLog } from '../../src/lib/log.ts';
import { createSqlLookout, type ReleaseEngine } from '../../src/release/index.ts';
import { engineOn } from '../../test/world/engine.ts';
import { goodVisit, OUR_FAULT, people } from '../../test/world/people.ts';
import { newId } from '../../src/lib/ids.ts';
import { RELEASE, TOGGLE } from './grown-release.ts';

const FILE = fileURLToPath(import.meta.url);
const QUIET_MS = 5_000;
const GIVE_UP_MS = 60_000;

/** Times in milliseconds, memory in megabytes, of a core in percent. */
export type Figures = {
  readonly firstLook: number;
  /** Processor time until then: what the first look costs however busy the machine is. */
  readonly firstLookCpu: number;
  readonly lag: number;
  readonly peak: number;
  readonly idleCpu: number;
  readonly idleLag: number;
};

export type Instance = {
  readonly figures: Promise<Figures>;
  /** Lets sixty people meet a failure; the answer is when the feature was closed, infinite if it stayed open. */
  harm(): Promise<number>;
  stop(): Promise<void>;
};

export function startInstance(url: string): Instance {
  const child = fork(FILE, [url], { execArgv: ['--import', 'tsx'] });
  const told = new EventEmitter();
  child.on('message', ({ name, value }: { name: string; value: unknown }) =>
    told.emit(name, value),
  );
  const next = async <T>(name: string): Promise<T> => ((await once(told, name)) as [T])[0];
  return {
    figures: next<Figures>('figures'),
    harm: () => {
      child.send('harm');
      return next<number | null>('closed').then((ms) => ms ?? Infinity);
    },
    stop: async () => {
      const ended = once(child, 'exit');
      child.disconnect();
      await ended;
    },
  };
}

async function runInstance(url: string): Promise<void> {
  const opened = await openServerDatabase({ url });
  if (!opened.ok) throw new Error(opened.error.sentence);
  const { db, listen, close } = opened.value;
  const store = createSqlStore(db);
  const flags = createFlags({ store, listen, log: createLog('silent'), snapshotLimitMs: 30_000 });
  await flags.refresh();
  const instance = newId();
  const lookout = createSqlLookout(db, instance);
  const began = performance.now();
  const atStart = process.cpuUsage();
  const delay = monitorEventLoopDelay({ resolution: 5 });
  delay.enable();
  const engine = engineOn({ db, flags, clock: systemClock, carried: [TOGGLE], instance, lookout });
  await engine.recover();
  const stop = engine.keepWatching();
  const isSeen = async () => (await engine.status(RELEASE))?.seen?.people ?? 0;
  while ((await isSeen()) === 0) await setTimeout(20);
  const firstLook = performance.now() - began;
  const { user: userAtFirst, system: systemAtFirst } = process.cpuUsage(atStart);
  const lag = delay.max / 1e6;
  await setTimeout(1_000);
  delay.reset();
  const before = process.cpuUsage();
  await setTimeout(QUIET_MS);
  const { user, system } = process.cpuUsage(before);
  tell('figures', {
    firstLook,
    firstLookCpu: (userAtFirst + systemAtFirst) / 1_000,
    lag,
    peak: process.resourceUsage().maxRSS / 1024,
    idleCpu: (user + system) / 1_000 / QUIET_MS,
    idleLag: delay.max / 1e6,
  });
  process.on('message', () => {
    void untilClosed(engine, () => flags.state(TOGGLE) === 'off').then((ms) => tell('closed', ms));
  });
  await once(process, 'disconnect');
  await stop();
  await flags.close();
  await close();
}

async function untilClosed(engine: ReleaseEngine, isClosed: () => boolean): Promise<number | null> {
  const began = performance.now();
  for (const person of people('harmed', 60)) {
    engine.observe(goodVisit(person, { toggle: TOGGLE, at: new Date(), ...OUR_FAULT }));
  }
  while (performance.now() - began < GIVE_UP_MS) {
    if (isClosed()) return performance.now() - began;
    await setTimeout(5);
  }
  return null;
}

function tell(name: string, value: unknown): void {
  process.send?.({ name, value });
}

const [, script, url] = process.argv;
if (script === FILE && url !== undefined) await runInstance(url);
