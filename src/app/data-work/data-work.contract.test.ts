import { createHash } from 'node:crypto';
import { appendFile, chmod, mkdir, readdir, readFile, stat, writeFile } from 'node:fs/promises';
import { hostname } from 'node:os';
import { join } from 'node:path';

import { sql } from 'kysely';
import { afterAll, beforeAll, describe, expect, onTestFinished, test } from 'vitest';

import {
  freshDatabase,
  openTestDatabase,
  sharedPostgresUrl,
} from '../../../test/postgres/index.ts';
import { putCluster } from '../../../test/postgres/prepared-cluster.ts';
import { temporaryDirectory } from '../../../test/program/program.ts';
import { fillEveryTable, REMOVED_BEFORE } from '../../../test/world/rows-in-every-table.ts';
import { tablesOf } from '../../lib/data-file/index.ts';
import {
  migrate,
  openEmbeddedDatabase,
  openServerDatabase,
  type Database,
  type OpenDatabase,
} from '../../lib/database/index.ts';
import { MIGRATIONS } from '../migrations.ts';
import { createDataWork } from './index.ts';
import { LEFT_OUT, MOVED_TABLES } from './tables.ts';

type Place = { readonly DATA_DIR: string } | { readonly DATABASE_URL: string };

let folder = '';
let remove = () => Promise.resolve();
/** What Olivia exported from the embedded database that she has used for a while. */
let exported = '';

beforeAll(async () => {
  ({ path: folder, remove } = await temporaryDirectory());
  const place = await embedded('used');
  await inside(place, async (db) => {
    await migrate(db, MIGRATIONS);
    await fillEveryTable(db);
  });
  exported = join(folder, 'exported.jsonl');
  expect(await createDataWork(place).exportTo(exported)).toMatchObject({ exitCode: 0 });
});
afterAll(() => remove());

test('every table is either moved or named as left out, with the reason', async () => {
  const { db, close } = await openTestDatabase();
  onTestFinished(close);
  await migrate(db, MIGRATIONS);
  const tables = (await tablesOf(db)).map(({ name }) => name);
  expect(tables.toSorted()).toEqual([...MOVED_TABLES, ...Object.keys(LEFT_OUT)].toSorted());
});

describe('moving', () => {
  test('brings every row of every table to a server and back, as it was', async () => {
    const before = await inside(await embedded('used'), contentsOf);
    const server = await onServer();
    expect(await createDataWork(server).importFrom(exported)).toMatchObject({ exitCode: 0 });
    expect(await inside(server, contentsOf)).toEqual(before);
    const back = join(folder, 'back.jsonl');
    expect(await createDataWork(server).exportTo(back)).toMatchObject({ exitCode: 0 });
    const embeddedAgain = await embedded('again');
    expect(await createDataWork(embeddedAgain).importFrom(back)).toMatchObject({ exitCode: 0 });
    expect(await inside(embeddedAgain, contentsOf)).toEqual(before);
    expect(Object.keys(before)).toHaveLength(MOVED_TABLES.length);
    expect(Object.values(before).every((rows) => rows.length >= 2)).toBe(true);
  });

  test('leaves numbers to go on where they were, although the newest rows are gone', async () => {
    const server = await onServer();
    await createDataWork(server).importFrom(exported);
    const next = await inside(server, async (db) => {
      const { rows } = await sql<{ id: number }>`
        insert into flag_history (feature_key, who, role, through) values ('f', 'w', 'r', 'sql')
        returning id`.execute(db);
      return rows[0]?.id;
    });
    expect(next).toBe(REMOVED_BEFORE + 1);
  });

  test('keeps what protects the journal, and tells of changed flags', async () => {
    const server = await onServer();
    await createDataWork(server).importFrom(exported);
    await inside(server, async (db) => {
      await expect(sql`delete from release_journal`.execute(db)).rejects.toThrow('never changed');
      const { rows } = await sql`select from flag_changes`.execute(db);
      expect(rows.length).toBeGreaterThan(0);
      expect(await migrate(db, MIGRATIONS)).toEqual({ ok: true, value: [] });
    });
  });

  test('is the same however the server writes dates, bytes and figures', async () => {
    const server = await onServer();
    await inside(server, async (db) => {
      await sql`do $$ begin execute format(
        'alter database %I set datestyle = ''SQL, DMY''', current_database());
        execute format('alter database %I set timezone = ''Asia/Kolkata''', current_database());
        execute format('alter database %I set extra_float_digits = 0', current_database());
        end $$`.execute(db);
    });
    await createDataWork(server).importFrom(exported);
    const back = join(folder, 'otherwise.jsonl');
    await createDataWork(server).exportTo(back);
    expect(await rowsIn(back)).toEqual(await rowsIn(exported));
  });
});

describe('a file', () => {
  test('is its owner’s alone, and is not written over another', async () => {
    expect((await stat(exported)).mode & 0o777).toBe(0o600);
    const again = await createDataWork(await embedded('used')).exportTo(exported);
    expect(again).toMatchObject({ exitCode: 2, data: { code: 'unwritable' } });
    expect((await readdir(folder)).filter((name) => name.endsWith('.part'))).toEqual([]);
  });

  test('that can’t be written leaves nothing behind', async () => {
    const nowhere = join(folder, 'no-such-folder', 'file.jsonl');
    const outcome = await createDataWork(await embedded('used')).exportTo(nowhere);
    expect(outcome).toMatchObject({ exitCode: 2, data: { code: 'unwritable' } });
  });

  const spoilt: readonly (readonly [string, string, (text: string) => string])[] = [
    ['is empty', 'foreign-file', () => ''],
    ['is something else', 'foreign-file', () => '{"format":"another"}\n'],
    ['is no text at all', 'foreign-file', () => 'x'.repeat(1000) + '\n'],
    ['is cut off within a line', 'damaged-file', (text) => text.slice(0, -30)],
    ['is cut off behind a line', 'damaged-file', (text) => text.replace(/\{"rows"[^]*$/, '')],
    ['lacks its last line', 'damaged-file', (text) => text.replace(/\{"sha256"[^]*$/, '')],
    ['has another letter', 'damaged-file', (text) => text.replace('flag_usage', 'flag_osage')],
    ['has one row less', 'damaged-file', (text) => text.replace(/\n\["[^\n]*\n/, '\n')],
    ['goes on behind its end', 'damaged-file', (text) => `${text}{}\n`],
    ['is of a later format', 'newer-program', (text) => text.replace('"version":1', '"version":2')],
    [
      'is of a later program',
      'newer-program',
      (text) => text.replace('"migrations":[', '"migrations":["2099-01-01-more",'),
    ],
  ];

  test.each(spoilt)('that %s is refused, and changes nothing', async (_, code, spoil) => {
    const file = join(folder, `spoilt-${Math.random()}.jsonl`);
    await writeFile(file, spoil(await readFile(exported, 'utf8')));
    const place = { DATA_DIR: join(folder, 'never-made') };
    const outcome = await createDataWork(place).importFrom(file);
    expect(outcome).toMatchObject({ exitCode: 2, data: { code } });
    await expect(stat(place.DATA_DIR)).rejects.toThrow();
  });

  test('that is spoilt between two looks leaves the database as empty as it was', async () => {
    const server = await onServer();
    const file = join(folder, 'value.jsonl');
    const text = await readFile(exported, 'utf8');
    // Whoever makes a checksum for it can put anything into it.
    const bad = text.replace(/(\{"table":"flag_usage"[^\n]*\n\[[^\n]*,)"[^"]*"\]/, '$1"no date"]');
    expect(bad).not.toBe(text);
    await writeFile(file, withChecksum(bad));
    const outcome = await createDataWork(server).importFrom(file);
    expect(outcome).toMatchObject({
      exitCode: 2,
      text: expect.stringContaining('22007') as string,
    });
    expect(await inside(server, tablesOf)).toEqual([]);
  });

  test('does not go into a database that has data', async () => {
    const place = await embedded('used');
    const before = await inside(place, contentsOf);
    const outcome = await createDataWork(place).importFrom(exported);
    expect(outcome).toMatchObject({ exitCode: 1, data: { code: 'not-empty' } });
    expect(await inside(place, contentsOf)).toEqual(before);
  });
});

describe('a place without data', () => {
  test('is said to be none, and stays as it is', async () => {
    const place = { DATA_DIR: join(folder, 'nothing') };
    const outcome = await createDataWork(place).exportTo(join(folder, 'nothing.jsonl'));
    expect(outcome).toMatchObject({ exitCode: 2, data: { code: 'no-data' } });
    await expect(stat(place.DATA_DIR)).rejects.toThrow();
    const server = await createDataWork(await onServer()).exportTo(join(folder, 'none.jsonl'));
    expect(server).toMatchObject({ exitCode: 1, data: { code: 'no-data' } });
  });
});

describe('backing up and restoring', () => {
  test('puts everything back as it was, and keeps what was there meanwhile', async () => {
    const server = await onServer();
    await createDataWork(server).importFrom(exported);
    const before = await inside(server, contentsOf);
    const backups = join(folder, 'backups');
    const backup = await createDataWork(server).backUpTo(backups);
    const [name = ''] = await readdir(backups);
    expect(backup).toMatchObject({ exitCode: 0, data: { file: join(backups, name) } });
    await inside(server, (db) =>
      sql`delete from accounts`.execute(db).then(() => sql`delete from sessions`.execute(db)),
    );
    const changed = await inside(server, contentsOf);
    const restored = await restoredFrom(join(backups, name), server);
    expect(await inside(server, contentsOf)).toEqual(before);
    const { kept } = restored.data as { readonly kept: string };
    await restoredFrom(kept, server);
    expect(await inside(server, contentsOf)).toEqual(changed);
  });

  test('is refused while an instance runs, and says where; other tables are left alone', async () => {
    const server = await onServer();
    await createDataWork(server).importFrom(exported);
    await inside(server, async (db) => {
      await sql`create table of_a_ruby_service (id int)`.execute(db);
      await sql`insert into of_a_ruby_service values (1)`.execute(db);
      const refused = await createDataWork(server).restoreFrom(exported);
      expect(refused).toMatchObject({ exitCode: 1, data: { code: 'instances-running' } });
      expect(refused.text).toContain(
        `in use by phcc: process ${process.pid} on ${hostname()} (one connection from this machine).`,
      );
    });
    await restoredFrom(exported, server);
    await inside(server, async (db) => {
      expect((await sql`select from of_a_ruby_service`.execute(db)).rows).toHaveLength(1);
    });
  });

  test('is refused while the program has the embedded database open', async () => {
    const place = await embedded('used');
    await inside(place, async () => {
      const refused = await createDataWork(place).restoreFrom(exported);
      expect(refused).toMatchObject({ exitCode: 2, data: { code: 'in-use' } });
    });
  });

  test('of a damaged file leaves what is there', async () => {
    const place = await embedded('used');
    const before = await inside(place, contentsOf);
    const file = join(folder, 'bad.jsonl');
    await writeFile(file, await readFile(exported));
    await appendFile(file, 'more\n');
    expect(await createDataWork(place).restoreFrom(file)).toMatchObject({ exitCode: 2 });
    expect(await inside(place, contentsOf)).toEqual(before);
  });
});

/** The same directory for the same name. */
async function embedded(name: string): Promise<{ readonly DATA_DIR: string }> {
  const path = join(folder, name);
  const isNew = await mkdir(path).then(
    () => true,
    () => false,
  );
  if (isNew) await chmod(path, 0o700);
  if (isNew) await putCluster(path);
  return { DATA_DIR: path };
}

async function onServer(): Promise<{ readonly DATABASE_URL: string }> {
  const fresh = await freshDatabase(sharedPostgresUrl());
  onTestFinished(fresh.drop);
  return { DATABASE_URL: fresh.url };
}

/** A connection that was just closed stands on the server’s list until its process has ended. */
async function restoredFrom(file: string, place: Place) {
  let restored = await createDataWork(place).restoreFrom(file);
  const exitCode = async () => {
    if (restored.exitCode !== 0) restored = await createDataWork(place).restoreFrom(file);
    return restored.exitCode;
  };
  await expect.poll(exitCode).toBe(0);
  return restored;
}

async function inside<T>(place: Place, work: (db: Database) => Promise<T>): Promise<T> {
  const opened = await openPlace(place);
  try {
    return await work(opened.db);
  } finally {
    await opened.close();
  }
}

async function openPlace(place: Place): Promise<OpenDatabase> {
  const opened =
    'DATA_DIR' in place
      ? await openEmbeddedDatabase({ dataDir: place.DATA_DIR })
      : await openServerDatabase({ url: place.DATABASE_URL });
  if (!opened.ok) throw new Error(opened.error.sentence);
  return opened.value;
}

/** Every row of every table that is moved, as PostgreSQL writes it. */
async function contentsOf(db: Database): Promise<Readonly<Record<string, readonly string[]>>> {
  return db.transaction().execute(async (tx) => {
    await sql`set local timezone = 'UTC'`.execute(tx);
    const contents: Record<string, readonly string[]> = {};
    for (const name of MOVED_TABLES) {
      const { rows } = await sql<{ line: string }>`
        select line::text from ${sql.table(name)} as line order by 1`.execute(tx);
      contents[name] = rows.map(({ line }) => line);
    }
    return contents;
  });
}

function withChecksum(text: string): string {
  const body = text.replace(/\{"sha256"[^]*$/, '');
  const sha256 = createHash('sha256').update(body).digest('hex');
  return `${body}${JSON.stringify({ sha256 })}\n`;
}

async function rowsIn(file: string): Promise<readonly string[]> {
  const lines = (await readFile(file, 'utf8')).split('\n');
  return lines.filter((line) => line.startsWith('[') || line.startsWith('{"rows"'));
}
