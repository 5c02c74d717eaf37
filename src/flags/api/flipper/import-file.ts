import { setImmediate } from 'node:timers/promises';

import { jsonIn } from '../../../lib/http/index.ts';
import { err, ok, type Result } from '../../../lib/result.ts';
import { entriesOf, shown, type ImportedEntry } from './imported-value.ts';

/** Some features of a file: each its name, and what the file says of its gates. */
export type ImportedPiece = readonly ImportedEntry[];

/**
 * Reads the bytes of an export and hands its features over, piece by piece. Resolves to a sentence why the file can’t
 * be read, or to the one with which a piece was refused; null where every piece was taken.
 */
export type ReadImportFile = (
  bytes: Uint8Array,
  take: (piece: ImportedPiece) => string | null,
) => Promise<string | null>;

/** In the thread that calls. A server has a thread for it. */
export const readImportFile: ReadImportFile = async (bytes, take) => {
  const pieces = importedPieces(bytes);
  if (!pieces.ok) return pieces.error;
  for (const piece of pieces.value) {
    const problem = take(piece);
    if (problem !== null) return problem;
    await setImmediate();
  }
  return null;
};

/** Version 1 is the only form there is. */
const VERSION = 1;

/** The features of an export, in pieces so small that each is read within some milliseconds. */
export function importedPieces(bytes: Uint8Array): Result<readonly ImportedPiece[], string> {
  const json = jsonIn(bytes, Infinity);
  if (!json.ok) return json;
  const file = entriesOf(json.value);
  const unknown = file?.find(([key]) => key !== 'version' && key !== 'features');
  if (!file || unknown) return err(EXPECTED);
  const { version, features } = Object.fromEntries(file);
  if (version !== VERSION) return err(`${EXPECTED} The version is ${shown(version)}.`);
  const entries = entriesOf(features);
  if (!entries) return err(EXPECTED);
  if (entries.length > MOST_FEATURES) return err(tooMany(entries.length));
  return ok(inPieces(entries));
}

const EXPECTED =
  'An export is an object with "version", which is 1, and "features", an object of gates by name.';

/** Three times what the largest installations have; so many are written within a second or two. */
const MOST_FEATURES = 10_000;

const tooMany = (count: number) =>
  `The file has ${count.toLocaleString('en-US')} features; at most ${MOST_FEATURES.toLocaleString('en-US')} can be imported.`;

/** In gates and their members. A feature that has more is a piece by itself. */
const LONGEST_PIECE = 5_000;

function inPieces(entries: ImportedPiece): readonly ImportedPiece[] {
  const pieces: ImportedEntry[][] = [[]];
  let length = 0;
  for (const entry of entries) {
    length += lengthOf(entry);
    if (length > LONGEST_PIECE) {
      pieces.push([]);
      length = lengthOf(entry);
    }
    pieces.at(-1)?.push(entry);
  }
  return pieces;
}

function lengthOf([, value]: ImportedEntry): number {
  const gates = entriesOf(value) ?? [];
  return gates.reduce((sum, [, gate]) => sum + (Array.isArray(gate) ? gate.length : 1), 1);
}
