import { readdir, readFile, rm, stat } from 'node:fs/promises';
import { join } from 'node:path';

import { TEMPORARY } from './cache.ts';
import type { ServerUser } from './server-user.ts';

export const RUN_PREFIX = 'phcc-postgres-run-';

/** Younger directories without a server may belong to a run that is just starting, in milliseconds. */
const STARTING_MS = 10 * 60_000;

/** Removes what a machine that went down in the middle of a run has left. Ends no process. */
export async function removeStaleRuns(user: ServerUser): Promise<void> {
  for (const name of await readdir(TEMPORARY)) {
    const directory = join(TEMPORARY, name);
    if (name.startsWith(RUN_PREFIX) && (await isStale(directory, user))) {
      await rm(directory, { recursive: true, force: true });
    }
  }
}

async function isStale(directory: string, user: ServerUser): Promise<boolean> {
  try {
    const { uid, mtimeMs } = await stat(directory);
    if (uid !== user.uid || Date.now() - mtimeMs < STARTING_MS) return false;
    return !isAlive(await serverPid(directory));
  } catch {
    // Another run is removing it right now.
    return false;
  }
}

async function serverPid(directory: string): Promise<number | undefined> {
  const file = await readFile(join(directory, 'data', 'postmaster.pid'), 'utf8').catch(() => '');
  const pid = Number.parseInt(file, 10);
  return Number.isNaN(pid) ? undefined : pid;
}

function isAlive(pid: number | undefined): boolean {
  if (pid === undefined) return false;
  try {
    process.kill(pid, 0);
    return true;
  } catch (error) {
    return error instanceof Error && 'code' in error && error.code === 'EPERM';
  }
}
