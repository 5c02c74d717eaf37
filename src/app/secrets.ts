import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';

import { newSecret } from '../lib/ids.ts';

/** A secret kept in the data directory, made at the first start; only its owner may read the file. */
export function keptSecret(dataDir: string, name: 'token' | 'session-secret'): string {
  const file = join(dataDir, name);
  try {
    writeFileSync(file, `${newSecret()}\n`, { mode: 0o600, flag: 'wx' });
  } catch (error) {
    if (!isAlreadyThere(error)) throw error;
  }
  return readFileSync(file, 'utf8').trim();
}

function isAlreadyThere(error: unknown): boolean {
  return error instanceof Error && 'code' in error && error.code === 'EEXIST';
}
