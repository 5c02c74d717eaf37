import { execFile, spawn, type ChildProcess } from 'node:child_process';
import { once } from 'node:events';
import { chown, mkdtemp, readFile, rm } from 'node:fs/promises';
import { join } from 'node:path';
import { setTimeout as pause } from 'node:timers/promises';
import { promisify } from 'node:util';

import { TEMPORARY } from './cache.ts';
import { installation } from './installation.ts';
import { serverUser, type ServerUser } from './server-user.ts';
import { RUN_PREFIX, removeStaleRuns } from './stale-runs.ts';

export type RunningPostgres = {
  /** On a unix socket that only we and root can reach; no port is opened. */
  readonly url: string;
  readonly pid: number;
  /** Fast shutdown; the directory is removed. May be called again. */
  stop(): Promise<void>;
};

/** Starts a PostgreSQL server on a new, empty cluster. It ends with this process, however that ends. */
export async function startPostgres(): Promise<RunningPostgres> {
  const user = await serverUser();
  const { postgres, newCluster } = await installation(user);
  await removeStaleRuns(user);
  const directory = await newRunDirectory(newCluster, user);
  const keeper = spawn('/bin/sh', ['-c', KEEPER, 'keeper', postgres, directory], {
    ...user,
    cwd: '/',
    detached: true,
    stdio: ['pipe', 'ignore', 'ignore'],
  });
  const pid = await whenReady(directory, keeper);
  return {
    url: `postgresql://tester@/postgres?host=${encodeURIComponent(directory)}`,
    pid,
    stop: () => stop(keeper),
  };
}

/**
 * Runs the server for as long as somebody holds the other end of its standard input. The kernel lets go of
 * it for a process that was killed, so that no server is left behind by a test run that ended badly.
 * The zone is one that no code of ours may rely on: a server's zone is not ours to choose.
 */
const KEEPER = `
exec 3<&0
"$1" -D "$2/data" -k "$2" -c listen_addresses= -c fsync=off -c full_page_writes=off \\
  -c max_connections=200 -c timezone=America/New_York >"$2/log" 2>&1 3<&- &
server=$!
{ read -r _ <&3; kill -INT $server; } &
reader=$!
wait $server || exit 1
kill $reader
rm -rf "$2"
`;

async function newRunDirectory(newCluster: string, user: ServerUser): Promise<string> {
  const directory = await mkdtemp(join(TEMPORARY, RUN_PREFIX));
  await chown(directory, user.uid, user.gid);
  const data = join(directory, 'data');
  await promisify(execFile)('cp', ['-R', newCluster, data], { ...user, cwd: '/' });
  return directory;
}

const START_LIMIT_MS = 120_000;

/** The server's process id, once it takes connections. */
async function whenReady(directory: string, keeper: ChildProcess): Promise<number> {
  const deadline = performance.now() + START_LIMIT_MS;
  while (performance.now() < deadline && !hasEnded(keeper)) {
    const pid = await readyPid(directory);
    if (pid !== undefined) return pid;
    await pause(10);
  }
  const log = await readFile(join(directory, 'log'), 'utf8').catch(() => '');
  await stop(keeper);
  await rm(directory, { recursive: true, force: true });
  throw new Error(
    `PostgreSQL for tests did not start. If a cleaner has been through ${TEMPORARY}, remove ` +
      `${TEMPORARY}/phcc-tests-*. The end of the server's log:\n${log.slice(-1000)}`,
  );
}

/** The first line of the server's own file is its process id, the eighth its state. */
async function readyPid(directory: string): Promise<number | undefined> {
  const file = await readFile(join(directory, 'data', 'postmaster.pid'), 'utf8').catch(() => '');
  const lines = file.split('\n').map((line) => line.trim());
  return lines[7] === 'ready' ? Number(lines[0]) : undefined;
}

async function stop(keeper: ChildProcess): Promise<void> {
  if (hasEnded(keeper)) return;
  const ended = once(keeper, 'exit');
  keeper.stdin?.end();
  await ended;
}

const hasEnded = (keeper: ChildProcess): boolean =>
  keeper.exitCode !== null || keeper.signalCode !== null;
