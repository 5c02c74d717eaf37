import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { access, chown, mkdir, stat, utimes, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { createInterface } from 'node:readline';

import { Client } from 'pg';
import { expect, it } from 'vitest';

import { freshDatabase, startPostgres } from './index.ts';

const directoryOf = (url: string) =>
  new URL(url.replace('@/', '@host/')).searchParams.get('host') ?? '';

const isGone = (path: string) =>
  access(path).then(
    () => false,
    () => true,
  );

function isRunning(pid: number): boolean {
  try {
    process.kill(pid, 0);
    return true;
  } catch {
    return false;
  }
}

it('runs a server on a socket that only its user can reach, and removes it at the end', async () => {
  const server = await startPostgres();
  const client = new Client({ connectionString: server.url });
  await client.connect();
  const { rows } = await client.query("select current_setting('listen_addresses') as ports");
  await client.end();
  expect(rows).toEqual([{ ports: '' }]);
  expect((await stat(directoryOf(server.url))).mode & 0o777).toBe(0o700);
  await server.stop();
  await server.stop();
  expect(await isGone(directoryOf(server.url))).toBe(true);
  expect(isRunning(server.pid)).toBe(false);
});

it('runs several servers at once, each with databases of its own', async () => {
  const [first, second] = await Promise.all([startPostgres(), startPostgres()]);
  expect(first.pid).not.toBe(second.pid);
  const fresh = await freshDatabase(first.url);
  const elsewhere = new Client({
    connectionString: fresh.url.replace(/host=.*/, second.url.replace(/.*\?/, '')),
  });
  await expect(elsewhere.connect()).rejects.toMatchObject({ code: '3D000' });
  await fresh.drop();
  await Promise.all([first.stop(), second.stop()]);
});

it('ends with the process that started it, even when that is killed', async () => {
  const script = `import { startPostgres } from './test/postgres/index.ts';
    const { url, pid } = await startPostgres();
    console.log(JSON.stringify({ url, pid }));
    setInterval(() => undefined, 1000);`;
  const starter = spawn(
    process.execPath,
    ['--import', 'tsx', '--input-type=module', '--eval', script],
    { stdio: ['ignore', 'pipe', 'inherit'] },
  );
  const [line] = (await once(createInterface({ input: starter.stdout }), 'line')) as [string];
  const { url, pid } = JSON.parse(line) as { readonly url: string; readonly pid: number };
  expect(isRunning(pid)).toBe(true);
  starter.kill('SIGKILL');
  await expect.poll(async () => !isRunning(pid) && (await isGone(directoryOf(url)))).toBe(true);
});

it('removes what a machine that went down has left, and nothing that lives', async () => {
  const [server, left] = [await startPostgres(), '/tmp/phcc-postgres-run-left-behind'];
  await mkdir(join(left, 'data'), { recursive: true });
  await writeFile(join(left, 'data', 'postmaster.pid'), '4194305\n');
  const { uid, gid } = await stat(directoryOf(server.url));
  await chown(left, uid, gid);
  const longAgo = new Date('2024-04-08');
  await Promise.all([left, directoryOf(server.url)].map((path) => utimes(path, longAgo, longAgo)));
  await (await startPostgres()).stop();
  expect(await isGone(left)).toBe(true);
  expect(isRunning(server.pid)).toBe(true);
  await server.stop();
});
