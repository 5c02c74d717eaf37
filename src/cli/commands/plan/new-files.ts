import { existsSync, mkdirSync, writeFileSync } from 'node:fs';
import { dirname } from 'node:path';

import { err, ok, type Result } from '../../../lib/result.ts';
import { failed, type Outcome } from '../../outcome.ts';

export type NewFile = { readonly path: string; readonly text: string };

/** Writes all of these files and the folders they are in, or none when one of them is there already. */
export function writeNewFiles(files: readonly NewFile[]): Result<null, Outcome> {
  const there = files.find(({ path }) => existsSync(path));
  if (there) {
    return err(
      failed(
        `${there.path} is there already, so nothing is written. Choose another.`,
        'unwritable',
      ),
    );
  }
  for (const { path, text } of files) {
    try {
      mkdirSync(dirname(path), { recursive: true });
      writeFileSync(path, text, { flag: 'wx' });
    } catch {
      return err(failed(`${path} can’t be written. May you write there?`, 'unwritable'));
    }
  }
  return ok(null);
}
