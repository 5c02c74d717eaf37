import { setTimeout } from 'node:timers/promises';

import { expect, onTestFinished, test, vi } from 'vitest';

import { engineInMemory, memoryWorld } from '../../../../test/world/in-memory/memory-engine.ts';
import { createMemoryLead } from '../../../../test/world/in-memory/memory-lead.ts';
import { goodVisit } from '../../../../test/world/people.ts';
import { ADVANCE, GO, PLAN, START } from '../../../../test/world/release-on-database.ts';
import { PAT } from '../../../../test/world/releases.ts';
import { takeTimeInHand } from '../../../../test/world/time-by-hand.ts';
import type { ReleaseEngine } from '../../index.ts';

const nowMs = () => Date.now();
const SLOW_MS = 2_000;

/** The same, and each answer takes its time. */
function slow<A extends unknown[], T>(ask: (...asked: A) => Promise<T>) {
  return async (...asked: A): Promise<T> => {
    await setTimeout(SLOW_MS);
    return ask(...asked);
  };
}

async function openStageA(engine: ReleaseEngine): Promise<void> {
  const loaded = await engine.load({ id: 'canary', document: PLAN, who: PAT });
  expect(loaded).toMatchObject({ ok: true });
  for (const step of [START, GO, ADVANCE])
    expect(
      await engine.take({ id: 'canary', step, who: PAT, why: 'no tester here' }),
    ).toMatchObject({ ok: true });
}

test('the lead stays where it is however slow journal, writes and looks are', async () => {
  const world = memoryWorld(nowMs);
  await openStageA(engineInMemory(world));
  takeTimeInHand();
  const { journal, measurements } = world;
  const { add, since } = measurements;
  const slowly = {
    measurements: { ...measurements, add: slow(add), since: slow(since) },
    guarding: { journal: { ...journal, releases: slow(journal.releases) } },
  };
  const lead = createMemoryLead(nowMs);
  // As if there were always something new in the journal.
  const heads = () => world.heads().map((head) => ({ ...head, version: head.version + 1 }));
  const engines = ['one', 'other'].map((instance) =>
    engineInMemory(world, { ...slowly, instance, lookout: lead.lookoutOf(instance, heads) }),
  );
  const stops = engines.map((engine) => engine.keepWatching());
  onTestFinished(async () => {
    const stopped = Promise.all(stops.map((stop) => stop()));
    await vi.advanceTimersByTimeAsync(20 * SLOW_MS);
    await stopped;
  });
  for (let second = 0; second < 60; second += 1) {
    const visit = goodVisit(`visitor-${second}`, { toggle: 'canary', at: new Date(nowMs()) });
    for (const engine of engines) engine.observe(visit);
    await vi.advanceTimersByTimeAsync(1_000);
  }
  expect(lead.fence()).toBe(1);
  expect(engines.map((engine) => engine.figures().leads).toSorted()).toEqual([false, true]);
  const seen = engines.map((engine) => engine.figures().releases[0]?.measured?.came.open ?? 0);
  expect(Math.min(...seen)).toBeGreaterThan(0);
});
