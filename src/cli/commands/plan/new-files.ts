import { existsSync, writeFileSync } from 'node:fs';

import { err, ok, type Result } from '../../../lib/result.ts';
import { failed, type Outcome } from '../../outcome.ts';

export type NewFile = { readonly path: string; readonly text: string };

/** Writes all of these files, or none when one of them is there already. */
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
      writeFileSync(path, text, { flag: 'wx' });
    } catch {
      return err(
        failed(
          `${path} can’t be written. Does its folder exist, and may you write there?`,
          'unwritable',
        ),
      );
    }
  }
  return ok(null);
}
