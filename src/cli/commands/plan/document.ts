import { readFileSync, writeFileSync } from 'node:fs';

import { err, ok, type Result } from '../../../lib/result.ts';
import { NOT_UTF8, textIn } from '../../../lib/text-from-people.ts';
import { tooMuchToRead } from '../../../plan/index.ts';
import { failed, type CommandOutcome } from '../../outcome.ts';

/** The text of a plan, or how the command ends when the file can’t be read. */
export function readDocument(file: string): Result<string, CommandOutcome> {
  try {
    const document = textIn(readFileSync(file));
    if (document === null) return err(failed(`${file} ${NOT_UTF8}`, 'not-utf-8'));
    const problem = tooMuchToRead(document);
    return problem === null ? ok(document) : err(failed(`${file}: ${problem}`, 'too-large'));
  } catch {
    return err(
      failed(`${file} can’t be read. Is the path right, and may you read it?`, 'unreadable'),
    );
  }
}

/** Null once it is written, or how the command ends when it can’t be. */
export function writeDocument(file: string, text: string): CommandOutcome | null {
  try {
    writeFileSync(file, text);
    return null;
  } catch {
    return failed(
      `${file} can’t be written. Does its folder exist, and may you write there?`,
      'unwritable',
    );
  }
}
