import { once } from 'node:events';
import { Socket } from 'node:net';
import { setTimeout as pause } from 'node:timers/promises';

import { sql } from 'kysely';
import { Client } from 'pg';

import { newId } from '../ids.ts';
import { connectionName } from './connection-name.ts';
import type { Database, Listen, Listening } from './database.ts';

/** How often the connection is asked whether it still lives; one that the network lost says nothing by itself. */
const HEARTBEAT_MS = 2_000;
const ANSWER_LIMIT_MS = 2_000;
const CONNECT_LIMIT_MS = 3_000;
const FIRST_RETRY_MS = 50;
const LONGEST_RETRY_MS = 1_000;

/** Listens on a separate connection, which is replaced whenever it breaks or falls silent. */
export function listenOnServer(url: string): Listen {
  return (channel, onNotice) => {
    const stopping = new AbortController();
    const kept = keepListening({ url, channel, onNotice, stop: stopping.signal });
    const stop = () => {
      stopping.abort();
      return kept;
    };
    return { stop } satisfies Listening;
  };
}

/** Whether a notice that is sent over `db` is heard at the URL, within seconds. */
export async function isHeardAt(url: string, db: Database): Promise<boolean> {
  const channel = `heard-${newId()}`;
  const socket = new Socket();
  const client = newClient(url, socket);
  try {
    await client.connect();
    await client.query(`listen ${client.escapeIdentifier(channel)}`);
    const heard = once(client, 'notification', { signal: AbortSignal.timeout(ANSWER_LIMIT_MS) });
    await Promise.all([heard, sql`select pg_notify(${channel}, '')`.execute(db)]);
    return true;
  } catch {
    return false;
  } finally {
    socket.destroy();
  }
}

type Task = {
  readonly url: string;
  readonly channel: string;
  readonly onNotice: () => void;
  readonly stop: AbortSignal;
};

async function keepListening(task: Task): Promise<void> {
  let retryMs = FIRST_RETRY_MS;
  while (!task.stop.aborted) {
    const listened = await listenOnce(task);
    retryMs = listened ? FIRST_RETRY_MS : Math.min(2 * retryMs, LONGEST_RETRY_MS);
    await pause(retryMs, undefined, { signal: task.stop }).catch(() => undefined);
  }
}

/** Listens as long as one connection lasts; whether it ever could. */
async function listenOnce({ url, channel, onNotice, stop }: Task): Promise<boolean> {
  const socket = new Socket();
  // A lost connection takes no goodbye, so it is ended at its socket.
  const hangUp = () => void socket.destroy();
  stop.addEventListener('abort', hangUp);
  const client = newClient(url, socket);
  try {
    await client.connect();
    client.on('notification', onNotice);
    await client.query(`listen ${client.escapeIdentifier(channel)}`);
    onNotice();
    await untilItFails(client);
    return true;
  } catch {
    return false;
  } finally {
    hangUp();
    stop.removeEventListener('abort', hangUp);
  }
}

/** A connection that is let go by its socket: a lost one takes no goodbye. */
export function newClient(connectionString: string, socket: Socket): Client {
  const client = new Client({
    connectionString,
    fallback_application_name: connectionName(),
    stream: () => socket,
    keepAlive: true,
    connectionTimeoutMillis: CONNECT_LIMIT_MS,
    query_timeout: ANSWER_LIMIT_MS,
  });
  // What breaks is told by the end of the connection; without a listener it would end the process.
  client.on('error', () => undefined);
  return client;
}

function untilItFails(client: Client): Promise<void> {
  return new Promise((resolve) => {
    const fail = () => {
      clearInterval(heartbeat);
      resolve();
    };
    const heartbeat = setInterval(() => void client.query('select 1').catch(fail), HEARTBEAT_MS);
    client.once('end', fail);
  });
}
