import fs from 'node:fs';
import { cp, mkdtemp, readdir, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

import { sql } from 'kysely';
import { afterAll, beforeAll, expect, onTestFinished, test, vi } from 'vitest';

import { recovery } from '../../../../test/faults/recovery.ts';
import { openEmbeddedDatabase } from '../index.ts';

let home: string;
let dataDir: string;

beforeAll(async () => {
  home = await mkdtemp(join(tmpdir(), 'full-disk-'));
  dataDir = join(home, 'data');
  const opened = await openEmbeddedDatabase({ dataDir });
  if (!opened.ok) throw new Error(opened.error.sentence);
  await sql`create table shelves as select 'Ada' as name`.execute(opened.value.db);
  await opened.value.close();
});

afterAll(() => rm(home, { recursive: true, force: true }));

/** The file system takes no more bytes, until the test is over or it is emptied. */
function fillDisk(code: string): { empty(): void } {
  const writing = vi.spyOn(fs, 'writeSync').mockImplementation(() => {
    throw Object.assign(new Error(`${code}: no space left on device, write`), { code });
  });
  const empty = () => writing.mockRestore();
  onTestFinished(empty);
  return { empty };
}

test.each(['ENOSPC', 'EDQUOT'])(
  'a database on a full disk is told as that, and opens unharmed when there is room: %s',
  async (code) => {
    const disk = fillDisk(code);
    const telling = recovery('full-at-start');
    const refused = await openEmbeddedDatabase({ dataDir });
    telling.held();
    expect(refused).toMatchObject({ ok: false, error: { code: 'full' } });
    expect(refused.ok ? '' : refused.error.sentence).toContain('leave it where it is');
    disk.empty();
    expect(await readdir(dataDir)).toEqual(['postgres']);
    const opened = await openEmbeddedDatabase({ dataDir });
    if (!opened.ok) throw new Error(opened.error.sentence);
    const { rows } = await sql`select name from shelves`.execute(opened.value.db);
    expect(rows).toEqual([{ name: 'Ada' }]);
    await opened.value.close();
  },
);

test('a database that is made on a full disk is told as that', async () => {
  fillDisk('ENOSPC');
  const refused = await openEmbeddedDatabase({ dataDir: join(home, 'new') });
  expect(refused).toMatchObject({ ok: false, error: { code: 'full' } });
});

test('a database that is damaged is told as that while the disk has room', async () => {
  const damaged = join(home, 'damaged');
  await cp(dataDir, damaged, { recursive: true });
  await writeFile(join(damaged, 'postgres', 'global', 'pg_control'), 'nonsense');
  const refused = await openEmbeddedDatabase({ dataDir: damaged });
  expect(refused).toMatchObject({ ok: false, error: { code: 'damaged' } });
  expect(await readdir(damaged)).toEqual(['postgres']);
});
