import { createHash } from 'node:crypto';
import { createReadStream } from 'node:fs';

import { DataFileError } from './problem.ts';

/** The longest line that is read, in bytes: much more than any row of ours, and little enough to be held. */
const LONGEST_LINE = 64 * 1024 * 1024;

const LINE_FEED = 0x0a;

/** A line, and the SHA-256 of all bytes before it. */
export type HashedLine = { readonly text: string; readonly before: () => string };

/** The lines of a file, one at a time; each ends with a line feed. */
export async function* linesOf(path: string): AsyncGenerator<HashedLine> {
  const utf8 = new TextDecoder('utf-8', { fatal: true, ignoreBOM: true });
  const hash = createHash('sha256');
  let begun: Buffer[] = [];
  for await (const chunk of chunksOf(path)) {
    let from = 0;
    for (;;) {
      const end = chunk.indexOf(LINE_FEED, from);
      if (end === -1) break;
      const bytes = Buffer.concat([...begun, chunk.subarray(from, end)]);
      begun = [];
      from = end + 1;
      yield { text: decoded(path, utf8, bytes), before: () => hash.copy().digest('hex') };
      hash.update(bytes).update('\n');
    }
    begun.push(chunk.subarray(from));
    if (lengthOf(begun) > LONGEST_LINE) throw foreign(path);
  }
  if (lengthOf(begun) > 0) throw cutOff(path);
}

async function* chunksOf(path: string): AsyncGenerator<Buffer> {
  try {
    for await (const chunk of createReadStream(path)) yield chunk as Buffer;
  } catch {
    const sentence = `${path} can’t be read. Is the path right, and may you read it?`;
    throw new DataFileError('unreadable', sentence);
  }
}

const lengthOf = (parts: readonly Buffer[]): number =>
  parts.reduce((length, part) => length + part.length, 0);

function decoded(path: string, utf8: TextDecoder, bytes: Buffer): string {
  try {
    return utf8.decode(bytes);
  } catch {
    throw damaged(path, 'it holds bytes that are no text');
  }
}

export function foreign(path: string): DataFileError {
  const sentence = `${path} is no data file of this program. phcc data export and phcc data backup make them. Nothing was changed.`;
  return new DataFileError('foreign-file', sentence);
}

export const cutOff = (path: string): DataFileError => damaged(path, 'it is cut off');

export function damaged(path: string, what: string): DataFileError {
  const sentence = `${path} is damaged: ${what}. Take another copy. Nothing was changed.`;
  return new DataFileError('damaged-file', sentence);
}
