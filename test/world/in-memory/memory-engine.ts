import { createLog } from '../../../src/lib/log.ts';
import type { EngineDeps } from '../../../src/release/engine/deps.ts';
import { createReleaseEngine, type ReleaseEngine } from '../../../src/release/index.ts';
import { PLANS_HERE } from '../plan-reader.ts';
import { createMemoryJournal } from './memory-journal.ts';
import { createMemoryMeasurements } from './memory-measurements.ts';
import { createMemoryTesterRequests } from './memory-requests.ts';

/** What the instances of one program share, in memory: what it holds is gone with it. */
export type MemoryWorld = Pick<EngineDeps, 'journal' | 'measurements' | 'flags' | 'clock'> & {
  /** How far each release has come, as a look is told. */
  readonly heads: () => Awaited<ReturnType<EngineDeps['lookout']['look']>>['heads'];
};

export function memoryWorld(nowMs: () => number): MemoryWorld {
  let isOpen = false;
  const journal = createMemoryJournal(({ access }) => {
    isOpen = access.percentage > 0;
  }, PLANS_HERE);
  return {
    journal,
    measurements: createMemoryMeasurements(nowMs),
    clock: { now: () => new Date(nowMs()) },
    heads: () =>
      journal.known
        .all()
        .map(({ id, progress }) => ({ id, version: progress.version, measured: null })),
    // Nobody changes the flags but the release.
    flags: {
      refresh: () => Promise.resolve(),
      isClosed: () => !isOpen,
      openSpelling: (toggle) => (isOpen ? toggle : null),
      confoundersOf: () => [],
      closeHere: () => ({ told: Promise.resolve(true), end: () => undefined }),
      exists: () => true,
      lastAskedAt: () => Promise.resolve(null),
      agrees: () => true,
    },
  };
}

/** The whole engine in that world. `own`: what this instance has in place of it. */
export function engineInMemory(
  { heads, ...world }: MemoryWorld,
  own: Partial<EngineDeps> = {},
): ReleaseEngine {
  return createReleaseEngine({
    plans: PLANS_HERE,
    testerRequests: createMemoryTesterRequests(),
    // It leads, for there is no other.
    lookout: {
      look: () => Promise.resolve({ fence: 1, heads: heads() }),
      resign: () => Promise.resolve(),
    },
    pageEvents: { seenSince: () => Promise.resolve([]) },
    instance: 'one',
    pseudonym: (text) => text,
    snapshotLimitMs: 30_000,
    carried: [],
    alerts: null,
    log: createLog('silent'),
    ...world,
    ...own,
  });
}
