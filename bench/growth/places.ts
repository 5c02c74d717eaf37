/** Where a grown release is kept. */
import {
  openEmbeddedDatabase,
  openServerDatabase,
  type OpenDatabase,
} from '../../src/lib/database/index.ts';
import { freshDatabase } from '../../test/postgres/index.ts';
import { temporaryDirectory } from '../../test/program/program.ts';

export type Place = {
  /** The address of a database on a server, or the directory of an embedded one. */
  readonly address: string;
  /** Whether several processes may open it at a time. */
  readonly isShared: boolean;
  remove(): Promise<void>;
};

export async function onServer(serverUrl: string): Promise<Place> {
  const { url, drop } = await freshDatabase(serverUrl);
  return { address: url, isShared: true, remove: drop };
}

export async function inDirectory(): Promise<Place> {
  const { path, remove } = await temporaryDirectory();
  return { address: path, isShared: false, remove };
}

/** @param answerLimitMs how long a statement may take there, in milliseconds; left out, as long as in the program */
export async function openAt(address: string, answerLimitMs?: number): Promise<OpenDatabase> {
  const limit = answerLimitMs === undefined ? {} : { answerLimitMs };
  const opened = address.startsWith('postgres')
    ? await openServerDatabase({ url: address, ...limit })
    : await openEmbeddedDatabase({ dataDir: address });
  if (!opened.ok) throw new Error(opened.error.sentence);
  return opened.value;
}
