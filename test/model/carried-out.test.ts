/**
 * Random courses of what may happen to a release, on a real PostgreSQL server with two instances. `MODEL_RUNS`:
 * how many of them; `MODEL_SHRINK`: look for the shortest course that fails, which takes its time.
 */
import fc from 'fast-check';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';

import { flagMigrations } from '../../src/flags/index.ts';
import { migrate, openServerDatabase } from '../../src/lib/database/index.ts';
import { releaseMigrations } from '../../src/release/index.ts';
import {
  copiedDatabase,
  freshDatabase,
  sharedPostgresUrl,
  type FreshDatabase,
} from '../postgres/index.ts';
import { bundled } from '../program/bundled.ts';
import { courses } from './courses.ts';
import type { Event } from './events.ts';
import { lendForked } from './forked.ts';
import { lendInProcess } from './in-process.ts';
import type { Lend, MemberSettings } from './member.ts';
import { TOGGLES, type PlanTerms } from './plan.ts';
import { openStoreView } from './store.ts';
import { World } from './world.ts';

const RUNS = Number(process.env['MODEL_RUNS'] ?? '50');
const RUNS_WITH_KILLS = Math.ceil(RUNS / 10);
const RUNS_MORE = Math.ceil(RUNS / 5);
const endOnFailure = process.env['MODEL_SHRINK'] === undefined;
/** Many times what its courses take; whoever shrinks one carries it out over and over. */
const LIMIT_MS = RUNS * (endOnFailure ? 30_000 : 600_000);

/** What happened in all courses, so that it is known that it did. */
const seen = new Map<string, number>();

type Course = { readonly events: readonly Event[]; readonly terms: PlanTerms };

const terms = fc.record({
  isAutomatic: fc.boolean(),
  signers: fc.constantFrom([], ['product-manager', 'contact-center']),
});

type LendOn = (settings: Pick<MemberSettings, 'url' | 'toggles'>) => Lend;

const memberProgram = bundled('test/model/member-process.ts');
const forked: LendOn = (settings) => lendForked(memberProgram(), settings);

/** With tables and without rows, to be copied for each course. */
let original: FreshDatabase;
beforeAll(async () => {
  original = await freshDatabase(sharedPostgresUrl());
  await migrated(original.url);
});
afterAll(() => original.drop());

async function carryOut({ events, terms: planned }: Course, lend: LendOn) {
  const database = await copiedDatabase(original);
  const store = await openStoreView(database.url);
  const world = new World({
    store,
    lend: lend({ url: database.url, toggles: TOGGLES }),
    terms: planned,
  });
  await world.begin();
  try {
    for (const event of events) await world.happens(event);
  } finally {
    for (const [what, times] of world.ledger.seen) seen.set(what, (seen.get(what) ?? 0) + times);
    await world.end();
    await store.close();
    await database.drop();
  }
}

async function migrated(url: string): Promise<void> {
  const opened = await openServerDatabase({ url });
  if (!opened.ok) throw new Error(opened.error.sentence);
  const migrations = { ...flagMigrations, ...releaseMigrations };
  expect(await migrate(opened.value.db, migrations)).toMatchObject({ ok: true });
  await opened.value.close();
}

describe('whatever happens to a release', () => {
  test(
    'its journal is one that may be, and its flags are as the journal says',
    async () => {
      const course = fc.record({ events: courses(30), terms });
      const missing = () =>
        MUST_HAPPEN.filter((what) => ![...seen.keys()].some((one) => one.startsWith(what)));
      // What happens is drawn by chance: where the rarest has not happened yet, further courses follow.
      for (let round = 0; round < MOST_ROUNDS && missing().length > 0; round += 1) {
        await fc.assert(
          fc.asyncProperty(course, (one) => carryOut(one, lendInProcess)),
          { numRuns: round === 0 ? RUNS : RUNS_MORE, endOnFailure, includeErrorInReport: true },
        );
      }
      expect(missing(), [...seen.keys()].toSorted().join(', ')).toEqual([]);
    },
    LIMIT_MS,
  );

  test(
    'so it is when instances are processes that are killed by kill -9',
    async () => {
      const course = fc.record({
        events: courses(20, ['stop the leader']),
        terms,
      });
      await fc.assert(
        fc.asyncProperty(course, (one) => carryOut(one, forked)),
        { numRuns: RUNS_WITH_KILLS, endOnFailure, includeErrorInReport: true },
      );
    },
    LIMIT_MS,
  );
});

const MOST_ROUNDS = 20;

/** What has to have happened in the courses. Without it they would say little. */
const MUST_HAPPEN = [
  'rolled-back by automatic',
  'rolled-back by unknown',
  'held for drift by unknown',
  'exposure-stopped by automatic',
  'rollback-measured by automatic',
  'advance: done',
  'advance: refused',
  'advance: stage-not-named',
  'moved on',
  'hold: done',
  'stale',
  'added',
  'repeated',
  'key reused',
  'go-signed by contact-center',
  'item-answered by engineer',
  'go: items-open',
  'go: item-not-good',
  'pause-signed by',
  'told: counted',
  'told again: repeated',
  'told: unreadable-observation',
  'told: unowned-toggle',
  'told: impossible-answer',
  'told: share-not-in-force',
  'told: too-old',
  'stopped before the intent',
  'stopped while it looks',
  'died before the intent',
  'died before the answer',
];
