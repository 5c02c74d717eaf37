import { accessSync, constants, existsSync, statSync } from 'node:fs';
import { dirname, resolve } from 'node:path';

/** Why nothing can be kept in a directory, which may have to be made first; null where nothing speaks against it. */
export function whyNotADataDirectory(path: string): string | null {
  const place = nearestThatExists(resolve(path));
  try {
    if (!statSync(place).isDirectory()) return `${place} is a file`;
    accessSync(place, constants.W_OK | constants.X_OK);
    return null;
  } catch {
    return `this user may not write to ${place}`;
  }
}

function nearestThatExists(path: string): string {
  return existsSync(path) || dirname(path) === path ? path : nearestThatExists(dirname(path));
}
