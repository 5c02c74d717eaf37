import { randomBytes } from 'node:crypto';
import { mkdtemp, readdir, rename, rm, symlink, unlink } from 'node:fs/promises';
import { createConnection, createServer, type Server } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as pause } from 'node:timers/promises';

import { err, ok, type Result } from '../../result.ts';
import { codeOf } from '../problem.ts';

/**
 * The right to be the only one who opens a data directory. Two processes on one embedded database lose each
 * other's rows without noticing.
 *
 * Each candidate listens on a socket of its own in the directory, and only then looks for the others': of any
 * two, the later one sees the earlier. A candidate that sees a live one gives way. A listener dies with its process
 * and is answered for by the kernel, so that neither kill -9 nor a long statement is mistaken for the other;
 * a name is never used twice, so that what is dead may be removed without a race. The directory has to be
 * on a file system of this machine: sockets are not shared over a network.
 */
export type WriterLock = { release(): Promise<void> };

type LockHeld = { readonly holderPid: number };

/** Candidates that start in the same millisecond both give way, and try again after unequal pauses. */
const ATTEMPTS = 5;
const LONGEST_PAUSE_MS = 60;

/** `directory` is a real path. Rejects when the directory can't be written to. */
export async function takeWriterLock(directory: string): Promise<Result<WriterLock, LockHeld>> {
  for (let attempt = 1; ; attempt++) {
    const candidacy = await throughShortPath(directory, stand);
    if (candidacy.rivalPid === undefined) return ok(candidacy.lock);
    await candidacy.lock.release();
    if (attempt === ATTEMPTS) return err({ holderPid: candidacy.rivalPid });
    await pause(Math.random() * LONGEST_PAUSE_MS);
  }
}

/**
 * A socket's path has room for about 100 bytes, a directory's for 4,096: a short link stands in for it. The
 * socket is in the directory itself, where a process that comes by another name, or from a container, meets it.
 */
async function throughShortPath<T>(
  directory: string,
  act: (place: LockAddress) => Promise<T>,
): Promise<T> {
  const linkHome = await mkdtemp(join(tmpdir(), 'lock-'));
  const shortPath = join(linkHome, 'd');
  try {
    await symlink(directory, shortPath);
    return await act({ directory, shortPath });
  } finally {
    await rm(linkHome, { recursive: true, force: true });
  }
}

type LockAddress = { readonly directory: string; readonly shortPath: string };

type Candidacy = { readonly lock: WriterLock; readonly rivalPid: number | undefined };

async function stand(place: LockAddress): Promise<Candidacy> {
  const name = `writer-${process.pid}-${randomBytes(6).toString('hex')}`;
  const announcement = join(place.directory, `${name}.lock`);
  const server = createServer((visitor) => visitor.destroy());
  const lock = { release: () => release(server, announcement) };
  await listen(server, join(place.shortPath, `${name}.new`));
  try {
    // A socket exists a moment before it is listened to; until then it must not pass for a dead one.
    await rename(join(place.directory, `${name}.new`), announcement);
    return { lock, rivalPid: await findRival(place, `${name}.lock`) };
  } catch (error) {
    await lock.release();
    throw error;
  }
}

function listen(server: Server, path: string): Promise<void> {
  return new Promise((resolve, reject) => {
    // Stays for good: a visitor who can't be let in later must not end the process.
    server.on('error', reject);
    server.listen(path, () => {
      server.unref();
      resolve();
    });
  });
}

async function release(server: Server, announcement: string): Promise<void> {
  await rm(announcement, { force: true });
  await new Promise<void>((resolve) => server.close(() => resolve()));
}

const ANNOUNCEMENT = /^writer-(\d+)-[0-9a-f]+\.lock$/;

export const isLockFile = (name: string): boolean =>
  ANNOUNCEMENT.test(name) || ANNOUNCEMENT.test(name.replace(/\.new$/, '.lock'));

async function findRival(place: LockAddress, ownName: string): Promise<number | undefined> {
  for (const name of await readdir(place.directory)) {
    const pid = ANNOUNCEMENT.exec(name)?.[1];
    if (pid === undefined || name === ownName) continue;
    if (await isListenedTo(join(place.shortPath, name))) return Number(pid);
    await unlink(join(place.directory, name)).catch(ignoreMissing);
  }
  return undefined;
}

/** Anything but a clear refusal counts as alive: a directory too carefully kept beats a directory lost. */
function isListenedTo(path: string): Promise<boolean> {
  return new Promise((resolve) => {
    const visitor = createConnection(path);
    visitor.once('connect', () => {
      visitor.destroy();
      resolve(true);
    });
    visitor.once('error', (error) => resolve(!['ECONNREFUSED', 'ENOENT'].includes(codeOf(error))));
  });
}

function ignoreMissing(error: unknown): void {
  if (codeOf(error) !== 'ENOENT') throw error;
}
