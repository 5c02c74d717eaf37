import { createHash } from 'node:crypto';
import { promisify } from 'node:util';
import { deserialize, serialize } from 'node:v8';
import { deflate, inflate } from 'node:zlib';

import type { Marks } from './kept/measurements.ts';
import type { RunWatchState } from './run-watch.ts';

/** What was folded of a run, and from what. */
export type SavedFold = {
  readonly watch: RunWatchState;
  readonly marks: Marks;
  /** The journal's version by then. */
  readonly version: number;
  /** When the newest person event in it came, in milliseconds from 1970; left out, nobody knows. */
  readonly newestMs?: number;
};

/** To be raised with every change of what is folded, or how: what was saved in another form is folded anew. */
export const FOLD_FORM = 'fold 2';

const DIGEST_BYTES = 32;
/** More than any release has, and little enough to be held. */
const MOST_BYTES = 256 * 1024 * 1024;

const inflated = promisify<Uint8Array, { maxOutputLength: number }, Buffer>(inflate);
const deflated = promisify<Uint8Array, Buffer>(deflate);

/** As it is now, whatever becomes of it while this goes on. */
export async function bytesOfFold(fold: SavedFold): Promise<Buffer> {
  const plain = serialize(fold);
  const packed = await deflated(plain);
  return Buffer.concat([digestOf(packed), packed]);
}

/** Null of what is damaged, or of another form. */
export async function foldInBytes(bytes: Uint8Array): Promise<SavedFold | null> {
  const packed = bytes.subarray(DIGEST_BYTES);
  if (!digestOf(packed).equals(bytes.subarray(0, DIGEST_BYTES))) return null;
  return deserialize(await inflated(packed, { maxOutputLength: MOST_BYTES })) as SavedFold;
}

function digestOf(packed: Uint8Array): Buffer {
  return createHash('sha256').update(FOLD_FORM).update(packed).digest();
}
