import { existsSync, readFileSync } from 'node:fs';
import { setTimeout } from 'node:timers/promises';
import { fileURLToPath } from 'node:url';

import type { TryOut } from '../../console/index.ts';
import type { Log } from '../../lib/log.ts';
import { examplePlan } from './example-plan.ts';
import { SYNTHETIC_VETERANS, type OutsideWorld } from './outside-world.ts';
import type { PageFaults } from './page-faults.ts';

export type TryOutParts = {
  /** Null outside development. */
  readonly pageFaults: PageFaults | null;
  readonly world: Pick<OutsideWorld, 'sendVeterans'>;
  readonly log: Pick<Log, 'warn'>;
};

/** What newcomers press in development, and what ends it; null in production. */
export function openTryOut({ pageFaults, world, log }: TryOutParts) {
  if (!pageFaults) return null;
  const { sendVeterans } = world;
  const traffic = sendVeterans && steadyTraffic(sendVeterans, log);
  const tryOut: TryOut = {
    example: readExample(),
    letVeteransCome: traffic?.start ?? null,
    breakPage: () => {
      pageFaults.set({ kind: 'page-500', share: BROKEN_SHARE });
    },
    mendPage: () => {
      pageFaults.set({ kind: 'none' });
    },
  };
  return { tryOut, close: async () => traffic?.close() };
}

const BROKEN_SHARE = 0.5;

const EXAMPLE_ID = 'personal-health-care-contacts-mvp';

/** From the built program, or from its sources. */
const CANDIDATES = ['..', '../../..'].map((folder) =>
  fileURLToPath(new URL(`${folder}/release-plans/${EXAMPLE_ID}.md`, import.meta.url)),
);

function readExample(): TryOut['example'] {
  const file = CANDIDATES.find((path) => existsSync(path));
  if (file === undefined) return null;
  return { id: EXAMPLE_ID, document: examplePlan(readFileSync(file, 'utf8')) };
}

/** In all two minutes, in which 600 people come. */
const ROUNDS = 60;
const PEOPLE_A_ROUND = 10;
const VISITS = 2;
const BETWEEN_MS = 2_000;

/** One stream of visitors at a time, always further ones, until they have all been here. */
function steadyTraffic(send: NonNullable<OutsideWorld['sendVeterans']>, log: Pick<Log, 'warn'>) {
  let from = 1;
  let coming: Promise<void> | null = null;
  const stopping = new AbortController();
  const { signal } = stopping;
  const come = async () => {
    for (let round = 0; round < ROUNDS && !signal.aborted; round += 1) {
      await send({ from, people: PEOPLE_A_ROUND, visits: VISITS });
      from = (from + PEOPLE_A_ROUND) % SYNTHETIC_VETERANS;
      await setTimeout(BETWEEN_MS, null, { signal });
    }
  };
  return {
    start: () => {
      coming ??= come()
        .catch((error: unknown) => {
          if (!signal.aborted)
            log.warn('made-up Veterans stopped coming', {
              errorName: error instanceof Error ? error.name : typeof error,
            });
        })
        .finally(() => {
          coming = null;
        });
    },
    close: async () => {
      stopping.abort();
      await coming;
    },
  };
}
