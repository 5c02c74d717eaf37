import { spawn, type ChildProcess } from 'node:child_process';
import { once } from 'node:events';
import { chmod, cp, mkdir, mkdtemp, readdir, rm, stat, symlink, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join, relative } from 'node:path';
import { createInterface } from 'node:readline';

import { sql } from 'kysely';
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it } from 'vitest';

import { bundled } from '../../../../test/program/bundled.ts';
import { SHORT_LIVED } from '../../../../test/program/program.ts';
import { openEmbeddedDatabase, type DatabaseProblem, type OpenDatabase } from '../index.ts';

const holderProgram = bundled('test/postgres/embedded-holder.ts');

let home: string;
let emptyDataDir: string;
let dataDir: string;
const toClose: OpenDatabase[] = [];
const toKill: ChildProcess[] = [];

beforeAll(async () => {
  home = await mkdtemp(join(tmpdir(), 'embedded-'));
  emptyDataDir = join(home, 'empty');
  await (await open(emptyDataDir)).close();
});

beforeEach(async () => {
  dataDir = join(await mkdtemp(join(home, 'test-')), 'data');
  await cp(emptyDataDir, dataDir, { recursive: true });
});

afterEach(async () => {
  await Promise.all(toClose.splice(0).map((database) => database.close()));
  for (const child of toKill.splice(0)) child.kill('SIGKILL');
});

afterAll(() => rm(home, { recursive: true, force: true }));

async function open(path: string): Promise<OpenDatabase> {
  const opened = await openEmbeddedDatabase({ dataDir: path });
  if (!opened.ok) throw new Error(opened.error.sentence);
  toClose.push(opened.value);
  return opened.value;
}

async function problemWith(path: string): Promise<DatabaseProblem> {
  const opened = await openEmbeddedDatabase({ dataDir: path });
  if (!opened.ok) return opened.error;
  await opened.value.close();
  throw new Error(`${path} was opened`);
}

const modeOf = async (path: string) => (await stat(path)).mode & 0o777;

describe('the data directory', () => {
  it('is made on the first start, and only its owner can enter', async () => {
    expect(await readdir(emptyDataDir)).toEqual(['postgres']);
    expect(await modeOf(emptyDataDir)).toBe(0o700);
  });

  it('is closed to others when it holds a database and somebody opened it', async () => {
    await chmod(dataDir, 0o755);
    await open(dataDir);
    expect(await modeOf(dataDir)).toBe(0o700);
  });

  it('is refused and left as it is when it is open to others and holds other things', async () => {
    const shared = join(dataDir, '..', 'shared');
    await mkdir(shared, { mode: 0o755 });
    await writeFile(join(shared, 'letters.txt'), 'Dear Ada');
    expect(await problemWith(shared)).toMatchObject({ code: 'not-a-database' });
    expect(await modeOf(shared)).toBe(0o755);
    expect(await readdir(shared)).toEqual(['letters.txt']);
  });

  it('is refused when a file is in the way', async () => {
    await writeFile(`${dataDir}.txt`, '');
    const problem = await problemWith(join(`${dataDir}.txt`, 'data'));
    expect(problem).toMatchObject({ code: 'not-writable' });
    expect(problem.sentence).toContain('a part of the path is a file');
  });

  it('is refused where the system takes no directories, and does not wait for ever', async () => {
    const problem = await problemWith('/proc/phcc/data');
    expect(problem).toMatchObject({ code: 'not-writable' });
    expect(problem.sentence).toContain('/proc/phcc/data');
  });

  it('is refused when another major version of PostgreSQL made it', async () => {
    await writeFile(join(dataDir, 'postgres', 'PG_VERSION'), '17\n');
    const problem = await problemWith(dataDir);
    expect(problem.code).toBe('other-version');
    expect(problem.sentence).toMatch(/made by PostgreSQL 17.*embeds 18/);
  });

  it('is refused when what should be the database is something else', async () => {
    await rm(join(dataDir, 'postgres', 'PG_VERSION'));
    expect(await problemWith(dataDir)).toMatchObject({ code: 'not-a-database' });
  });

  it('is refused when the database is damaged, and can be tried again', async () => {
    const control = join(dataDir, 'postgres', 'global', 'pg_control');
    await cp(control, `${control}.kept`);
    await writeFile(control, 'nonsense');
    expect(await problemWith(dataDir)).toMatchObject({ code: 'damaged' });
    await cp(`${control}.kept`, control);
    await open(dataDir);
  });

  it('is begun again when the first start was interrupted', async () => {
    const interrupted = join(dataDir, '..', 'interrupted');
    await mkdir(join(interrupted, 'postgres.new'), { recursive: true });
    await writeFile(join(interrupted, 'postgres.new', 'PG_VERSION'), '18\n');
    await open(interrupted);
    expect(await readdir(interrupted)).not.toContain('postgres.new');
  });
});

describe('the single writer', () => {
  it('keeps a second one of the same process out, by whatever name it comes', async () => {
    await open(dataDir);
    await symlink(dataDir, `${dataDir}-link`);
    const names = [dataDir, `${dataDir}/`, relative(process.cwd(), dataDir), `${dataDir}-link`];
    for (const name of names) {
      expect(await problemWith(name)).toMatchObject({ code: 'in-use' });
    }
  });

  it('finds room for its lock however long the path is', async () => {
    const deep = join(dataDir, '..', 'd'.repeat(120), 'data');
    await cp(emptyDataDir, deep, { recursive: true });
    await open(deep);
    expect(await problemWith(deep)).toMatchObject({ code: 'in-use' });
  });

  it('is one, when several start at the same moment over the remains of a dead one', async () => {
    const dead = startHolder('write');
    await dead.line('open');
    dead.child.kill('SIGKILL');
    await dead.ended;
    const starters = await Promise.all(
      Array.from({ length: 6 }, () => openEmbeddedDatabase({ dataDir })),
    );
    const winners = starters.flatMap((opened) => (opened.ok ? [opened.value] : []));
    toClose.push(...winners);
    expect(winners.length).toBeLessThanOrEqual(1);
    if (winners.length === 0) await open(dataDir);
  });

  it('keeps another process out, which names the holder', async () => {
    await open(dataDir);
    const second = startHolder('visit');
    await second.ended;
    expect(second.said[0]).toContain(`in use by process ${process.pid}`);
  });

  it('is still the one while it is stopped in the middle of its work', async () => {
    const holder = startHolder('write');
    await holder.line('open');
    holder.child.kill('SIGSTOP');
    const problem = await problemWith(dataDir);
    expect(problem.sentence).toContain(`in use by process ${holder.child.pid ?? '?'}`);
  });

  it('leaves nothing acknowledged behind when it is killed, and the next one may open', async () => {
    const holder = startHolder('write');
    await holder.line('200');
    holder.child.kill('SIGKILL');
    await holder.ended;
    const acknowledged = Number(holder.said.filter((line) => /^\d+$/.test(line)).at(-1));
    const { db } = await open(dataDir);
    const { rows } = await sql<{
      count: number;
      last: number;
    }>`select count(*), max(number) as last from entry`.execute(db);
    expect(rows[0]?.count).toBeGreaterThanOrEqual(acknowledged);
    expect(rows[0]?.count).toBe(rows[0]?.last);
  });

  it('lets its process end when it is closed, and leaves no lock', async () => {
    const visitor = startHolder('visit');
    expect(await visitor.ended).toBe(0);
    expect(visitor.said).toEqual(['open', 'closed']);
    expect(await readdir(dataDir)).toEqual(['postgres']);
  });

  it('may be closed twice, and opened again', async () => {
    const first = await open(dataDir);
    await sql`create table kept (name text)`.execute(first.db);
    await Promise.all([first.close(), first.close()]);
    await first.close();
    const { db } = await open(dataDir);
    expect((await sql`select * from kept`.execute(db)).rows).toEqual([]);
  });

  // The driver is not done with a failed statement when its caller is. An accident then would be an
  // unhandled rejection, which fails the run.
  it('may be closed at the very moment at which a long statement fails', async () => {
    const { db, close } = await open(dataDir);
    const failing = sql`select count(1 / (n - ${200_000}::int))
      from generate_series(1, 300000) as n`.execute(db);
    await expect(failing).rejects.toMatchObject({ code: '22012' });
    await close();
  });
});

function startHolder(task: 'write' | 'visit') {
  const child = spawn(process.execPath, [...SHORT_LIVED, holderProgram(), dataDir, task], {
    stdio: ['ignore', 'pipe', 'inherit'],
  });
  toKill.push(child);
  const said: string[] = [];
  const lines = createInterface({ input: child.stdout });
  lines.on('line', (line) => said.push(line));
  const ended = Promise.all([once(child, 'exit'), once(lines, 'close')]).then(() => child.exitCode);
  return {
    child,
    said,
    ended,
    line: async (wanted: string) => {
      while (!said.includes(wanted)) await Promise.race([once(lines, 'line'), endedEarly()]);
    },
  };

  async function endedEarly(): Promise<never> {
    await ended;
    throw new Error(`The other process ended after it said: ${said.join(' · ')}`);
  }
}
