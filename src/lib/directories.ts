import { mkdir, stat } from 'node:fs/promises';
import { dirname, resolve } from 'node:path';

/**
 * Makes a directory and those that it is in, where they are missing; rejects with what the system says. One by one:
 * Node's own way never ends where the system denies that a parent is there, as in /proc. `mode`: of those that are made.
 */
export async function makeDirectories(path: string, mode?: number): Promise<void> {
  const directory = resolve(path);
  if (await isThere(directory)) return;
  const parent = dirname(directory);
  if (parent !== directory) await makeDirectories(parent, mode);
  try {
    await mkdir(directory, { mode });
  } catch (error) {
    // Another process may have made it a moment ago.
    if (!(await isThere(directory))) throw error;
  }
}

async function isThere(path: string): Promise<boolean> {
  return stat(path).then(
    () => true,
    () => false,
  );
}
