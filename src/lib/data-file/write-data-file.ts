import { createHash, randomBytes } from 'node:crypto';
import { access, open, rename, rm, type FileHandle } from 'node:fs/promises';
import { dirname } from 'node:path';

import type { ChecksumLine } from './format.ts';
import { DataFileError } from './problem.ts';

/** Takes one more line of a data file: a value that JSON can write. */
export type WriteLine = (line: unknown) => Promise<void>;

/** So much is gathered before it is written, in characters. */
const CHUNK = 256 * 1024;
const OWNER_ONLY = 0o600;

/**
 * Writes a data file that is there whole, and on the disk, or not at all; only its owner can read it. Nothing is
 * written over. Throws a `DataFileError`, or what `write` throws.
 */
export async function writeDataFile(
  path: string,
  write: (writeLine: WriteLine) => Promise<void>,
): Promise<void> {
  await refuseToWriteOver(path);
  const unfinished = `${path}.${randomBytes(6).toString('hex')}.part`;
  try {
    const file = await opened(unfinished);
    try {
      await writeLines(file, path, write);
    } finally {
      await file.close();
    }
    await refuseToWriteOver(path);
    await rename(unfinished, path);
    await syncFolder(dirname(path));
  } finally {
    await rm(unfinished, { force: true });
  }
}

async function refuseToWriteOver(path: string): Promise<void> {
  const isThere = await access(path).then(
    () => true,
    () => false,
  );
  if (isThere) {
    const sentence = `${path} is there already, so nothing is written. Choose another.`;
    throw new DataFileError('unwritable', sentence);
  }
}

async function opened(path: string): Promise<FileHandle> {
  return open(path, 'wx', OWNER_ONLY).catch(() => {
    const sentence = `${path} can’t be written. Does its folder exist, and may you write there?`;
    throw new DataFileError('unwritable', sentence);
  });
}

async function writeLines(
  file: FileHandle,
  path: string,
  write: (writeLine: WriteLine) => Promise<void>,
): Promise<void> {
  const hash = createHash('sha256');
  let gathered = '';
  const flush = async () => {
    hash.update(gathered);
    const text = gathered;
    gathered = '';
    await onDisk(path, file.appendFile(text));
  };
  await write(async (line) => {
    gathered += `${JSON.stringify(line)}\n`;
    if (gathered.length > CHUNK) await flush();
  });
  await flush();
  const checksum: ChecksumLine = { sha256: hash.digest('hex') };
  await onDisk(path, file.appendFile(`${JSON.stringify(checksum)}\n`));
  await onDisk(path, file.sync());
}

async function onDisk(path: string, writing: Promise<void>): Promise<void> {
  await writing.catch(() => {
    const sentence = `${path} couldn’t be written to its end. Is the disk full? Nothing is left of it.`;
    throw new DataFileError('unwritable', sentence);
  });
}

/** A new name is safe from a power cut once its folder is on the disk, too. Not every system can say so. */
async function syncFolder(path: string): Promise<void> {
  const folder = await open(path, 'r').catch(() => null);
  await folder?.sync().catch(() => undefined);
  await folder?.close();
}
