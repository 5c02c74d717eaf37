import fc from 'fast-check';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';

import { flagMigrations } from '../../src/flags/index.ts';
import { migrate, openServerDatabase } from '../../src/lib/database/index.ts';
import { releaseMigrations } from '../../src/release/index.ts';
import { freshDatabase, sharedPostgresUrl } from '../postgres/index.ts';
import { courses, type Event } from './events.ts';
import { lendInProcess } from './in-process.ts';
import { openStoreView } from './store.ts';
import { TOGGLES, World } from './world.ts';

const RUNS = Number(process.env['MODEL_RUNS'] ?? '40');
const seen = new Map<string, number>();

async function run(course: readonly Event[], isAutomatic: boolean): Promise<void> {
  const database = await freshDatabase(sharedPostgresUrl());
  const opened = await openServerDatabase({ url: database.url, poolSize: 1 });
  if (!opened.ok) throw new Error(opened.error.sentence);
  const migrated = await migrate(opened.value.db, { ...flagMigrations, ...releaseMigrations });
  await opened.value.close();
  expect(migrated).toMatchObject({ ok: true });
  const store = await openStoreView(database.url);
  const lend = lendInProcess({ url: database.url, toggles: TOGGLES });
  const world = new World({ store, lend, isAutomatic });
  await world.begin();
  try {
    for (const event of course) await world.happens(event);
  } finally {
    for (const [what, times] of world.seen) seen.set(what, (seen.get(what) ?? 0) + times);
    await world.end();
    await store.close();
    await database.drop();
  }
}

describe('whatever happens to a release', () => {
  test('its journal stays what a release may be, and the flags stay what the journal says', async () => {
    await fc.assert(fc.asyncProperty(courses(30), fc.boolean(), run), {
      numRuns: RUNS,
      endOnFailure: process.env['MODEL_SHRINK'] === undefined,
    });
  }, 3_600_000);
});
afterAll(async () => {
  const { writeFileSync } = await import('node:fs');
  writeFileSync(
    '/tmp/seen.txt',
    [...seen]
      .toSorted()
      .map(([w, n]) => `${n} ${w}`)
      .join('\n'),
  );
});
