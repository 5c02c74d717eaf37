import { chmod, lstat, mkdir, mkdtemp, rename, rm } from 'node:fs/promises';
import { join } from 'node:path';

/**
 * Where tests keep what is dear to make: `/tmp`, which is short enough for sockets and open to another uid;
 * `TMPDIR` promises neither.
 */
export const TEMPORARY = '/tmp';

/** For the other uid too, as which the server runs. */
const READABLE = 0o755;

/**
 * The cached `name`, made by `make(path)` when it is not there yet. It appears whole or not at all, so
 * several runs may ask at once: the first one's work stays.
 */
export async function cached(name: string, make: (path: string) => Promise<void>): Promise<string> {
  return cachedIn(await ownDirectory(), name, make);
}

/** The same, in a folder that is there and that nobody else can write to. */
export async function cachedIn(
  home: string,
  name: string,
  make: (path: string) => Promise<void>,
): Promise<string> {
  const path = join(home, name);
  if (await exists(path)) return path;
  const workshop = await mkdtemp(join(home, '.making-'));
  try {
    await chmod(workshop, READABLE);
    const made = join(workshop, name);
    await make(made);
    await rename(made, path).catch((error: unknown) => keepIfThere(path, error));
  } finally {
    await rm(workshop, { recursive: true, force: true });
  }
  return path;
}

/** A name in `/tmp` can be guessed, so it is only trusted when nobody else can have filled it. */
async function ownDirectory(): Promise<string> {
  const uid = process.getuid?.() ?? 0;
  const path = join(TEMPORARY, `phcc-tests-${uid}`);
  await mkdir(path).then(
    () => chmod(path, READABLE),
    (error: unknown) => keepIfThere(path, error),
  );
  const entry = await lstat(path);
  if (entry.isDirectory() && entry.uid === uid && (entry.mode & 0o022) === 0) return path;
  throw new Error(`${path} is not a directory that only this user can write to: remove it.`);
}

async function keepIfThere(path: string, error: unknown): Promise<void> {
  if (!(await exists(path))) throw error;
}

async function exists(path: string): Promise<boolean> {
  return lstat(path).then(
    () => true,
    () => false,
  );
}
