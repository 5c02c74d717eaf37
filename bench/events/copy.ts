/** COPY on both databases: what a row costs where nothing is counted. */
import { PGlite } from '@electric-sql/pglite';
import { Client, type Connection, type Submittable } from 'pg';

import { COPIED_TABLE } from './views.ts';

export type CopyPeer = { copy(rows: string): Promise<unknown>; close(): Promise<void> };

const COPY = 'copy copied from';

/** Through the same driver and connection as the program’s statements. */
export async function copyPeerOn(url: string): Promise<CopyPeer> {
  const client = new Client({ connectionString: url });
  await client.connect();
  await client.query(COPIED_TABLE);
  const copy = (rows: string) =>
    new Promise<void>((resolve, reject) => client.query(copying(rows, { resolve, reject })));
  return { copy, close: () => client.end() };
}

export async function embeddedCopyPeer(): Promise<CopyPeer> {
  const lite = await PGlite.create();
  await lite.exec(COPIED_TABLE);
  const copy = (rows: string) => lite.query(`${COPY} '/dev/blob'`, [], { blob: new Blob([rows]) });
  return { copy, close: () => lite.close() };
}

type CopyConnection = Connection & {
  sendCopyFromChunk(chunk: Buffer): void;
  endCopyFrom(): void;
};

type Settled = { readonly resolve: () => void; readonly reject: (error: Error) => void };

/** What the driver hands the answers of a COPY to. */
function copying(rows: string, { resolve, reject }: Settled): Submittable {
  const steps = {
    submit: (connection: Connection) => connection.query(`${COPY} stdin`),
    handleCopyInResponse: (connection: CopyConnection) => {
      connection.sendCopyFromChunk(Buffer.from(rows));
      connection.endCopyFrom();
    },
    handleCommandComplete: () => undefined,
    handleReadyForQuery: resolve,
    handleError: reject,
  };
  return steps;
}
