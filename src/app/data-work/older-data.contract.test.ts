import { expect, onTestFinished, test } from 'vitest';

import { freshDatabase, sharedPostgresUrl } from '../../../test/postgres/index.ts';
import { engineOn } from '../../../test/world/engine.ts';
import { createFlags, createSqlStore, type Flags } from '../../flags/index.ts';
import { migrate, openServerDatabase, type Database } from '../../lib/database/index.ts';
import { createLog } from '../../lib/log.ts';
import { MIGRATIONS } from '../migrations.ts';
import { createDataWork } from './index.ts';

/** Exported by the program as it was on that day, five minutes into Stage A. It is never written anew. */
const OLDER = 'test/world/data-of-2026-11-29.jsonl';
const MINUTES_LATER = new Date('2026-11-29T07:20:00Z');
const ID = 'personal-health-care-contacts-mvp';

test('a release goes on in this version where an older one exported it', async () => {
  const db = await imported();
  expect(await migrate(db, MIGRATIONS)).toEqual({ ok: true, value: [] });
  const engine = engineOn({ db, flags: await flagsOn(db), clock: { now: () => MINUTES_LATER } });
  onTestFinished(engine.close);
  expect(await engine.status(ID)).toMatchObject({
    phase: 'rollout',
    version: 16,
    seen: { people: 5 },
  });
});

test('features that no release owns are as they were', async () => {
  const flags = await flagsOn(await imported());
  const people = Array.from({ length: 100 }, (_, number) => `person-${number}`);
  const open = people.filter((person) => flags.isOpen('no_release_has_it', person));
  expect(open.length).toBeGreaterThan(10);
  expect(open.length).toBeLessThan(40);
});

async function flagsOn(db: Database): Promise<Flags> {
  const store = createSqlStore(db);
  const flags = createFlags({ store, log: createLog('silent'), snapshotLimitMs: 30_000 });
  onTestFinished(flags.close);
  await flags.refresh();
  return flags;
}

async function imported(): Promise<Database> {
  const { url, drop } = await freshDatabase(sharedPostgresUrl());
  onTestFinished(drop);
  const outcome = await createDataWork({ DATABASE_URL: url }).importFrom(OLDER);
  expect(outcome).toMatchObject({ exitCode: 0 });
  const opened = await openServerDatabase({ url });
  if (!opened.ok) throw new Error(opened.error.sentence);
  onTestFinished(opened.value.close);
  return opened.value.db;
}
