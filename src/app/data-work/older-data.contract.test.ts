import { readFile } from 'node:fs/promises';

import { describe, expect, onTestFinished, test } from 'vitest';

import { freshDatabase, sharedPostgresUrl } from '../../../test/postgres/index.ts';
import { putCluster } from '../../../test/postgres/prepared-cluster.ts';
import { temporaryDirectory } from '../../../test/program/program.ts';
import { engineOn } from '../../../test/world/engine.ts';
import { createSqlDeliveries } from '../../alerts/index.ts';
import { createSqlPageStore } from '../../analytics/index.ts';
import { createSqlFeedback } from '../../feedback/index.ts';
import { createFlags, createSqlStore, type Flags } from '../../flags/index.ts';
import {
  migrate,
  openEmbeddedDatabase,
  openServerDatabase,
  type Database,
} from '../../lib/database/index.ts';
import { createLog } from '../../lib/log.ts';
import { createSqlTesterRequests } from '../../release/index.ts';
import { MIGRATIONS } from '../migrations.ts';
import { createDataWork } from './index.ts';

/** Exported by the program as it was on that day, five minutes into Stage A. Neither is ever written anew. */
const FIRST = {
  file: 'test/world/data-of-2026-11-29.jsonl',
  id: 'personal-health-care-contacts-mvp',
  version: 16,
  people: 5,
  minutesLater: new Date('2026-11-29T07:20:00Z'),
};
/** With rows in every table of that day: people and what they met, page events, remarks, alerts, requests of testers. */
const FULL = {
  file: 'test/world/data-of-2026-11-30.jsonl',
  id: 'contacts',
  version: 18,
  people: 12,
  minutesLater: new Date('2026-11-30T09:45:00Z'),
};

type Place = { readonly DATA_DIR: string } | { readonly DATABASE_URL: string };

const PLACES = [
  ['an embedded database', embedded],
  ['a PostgreSQL server', onServer],
] as const;

describe.each(PLACES)('what an older version exported, on %s', (_, placeOf) => {
  test.each([FIRST, FULL])('goes on in this version, where $file left it', async (older) => {
    const place = await imported(older.file, await placeOf());
    const db = await opened(place);
    expect(await migrate(db, MIGRATIONS)).toEqual({ ok: true, value: [] });
    const flags = await flagsOn(db);
    const engine = engineOn({ db, flags, clock: { now: () => older.minutesLater } });
    onTestFinished(engine.close);
    expect(await engine.status(older.id)).toMatchObject({
      phase: 'rollout',
      version: older.version,
      seen: { people: older.people },
    });
    const people = Array.from({ length: 100 }, (_one, number) => `person-${number}`);
    const open = people.filter((person) => flags.isOpen('no_release_has_it', person));
    expect(open.length).toBeGreaterThan(10);
    expect(open.length).toBeLessThan(40);
  });

  test('is told by every room that has kept some of it', async () => {
    const db = await opened(await imported(FULL.file, await placeOf()));
    expect(await migrate(db, MIGRATIONS)).toEqual({ ok: true, value: [] });
    const alerts = await createSqlDeliveries(db).newest(10);
    expect(alerts.map(({ takenAt }) => takenAt !== null)).toEqual([true, true]);
    const feedback = createSqlFeedback(db, 'profile_contacts');
    expect(await feedback.remarks({}, 10)).toMatchObject([{ text: 'The names are hard to find' }]);
    const days = await createSqlPageStore(db).days('profile_contacts');
    expect(days.length).toBeGreaterThan(0);
    expect(new Set(days.map(({ day }) => day))).toEqual(new Set(['2026-11-30']));
    const requests = await createSqlTesterRequests(db).of(FULL.id);
    expect(requests.map(({ participant }) => participant)).toEqual(['P1', 'P1', 'P1']);
  });
});

test('the newer file has rows in every table of its day', async () => {
  const lines = (await readFile(FULL.file, 'utf8')).trim().split('\n');
  const { rows } = JSON.parse(lines.at(-2) ?? '') as { readonly rows: Record<string, number> };
  expect(Object.keys(rows).length).toBeGreaterThan(25);
  expect(Object.entries(rows).filter(([, count]) => count === 0)).toEqual([]);
});

async function flagsOn(db: Database): Promise<Flags> {
  const store = createSqlStore(db);
  const flags = createFlags({ store, log: createLog('silent'), snapshotLimitMs: 30_000 });
  onTestFinished(flags.close);
  await flags.refresh();
  return flags;
}

async function imported(file: string, place: Place): Promise<Place> {
  expect(await createDataWork(place).importFrom(file)).toMatchObject({ exitCode: 0 });
  return place;
}

async function opened(place: Place): Promise<Database> {
  const database =
    'DATA_DIR' in place
      ? await openEmbeddedDatabase({ dataDir: place.DATA_DIR })
      : await openServerDatabase({ url: place.DATABASE_URL });
  if (!database.ok) throw new Error(database.error.sentence);
  onTestFinished(database.value.close);
  return database.value.db;
}

/** One in which nothing has been written yet: to make it takes longer than all that is asked of it. */
async function embedded(): Promise<{ readonly DATA_DIR: string }> {
  const { path, remove } = await temporaryDirectory();
  onTestFinished(remove);
  await putCluster(path);
  return { DATA_DIR: path };
}

async function onServer(): Promise<{ readonly DATABASE_URL: string }> {
  const { url, drop } = await freshDatabase(sharedPostgresUrl());
  onTestFinished(drop);
  return { DATABASE_URL: url };
}
