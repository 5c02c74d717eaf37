import { setImmediate as afterPolling, setTimeout as pause } from 'node:timers/promises';

import { withinDeadline } from '../lib/deadline.ts';
import { errorFields, type Log } from '../lib/log.ts';
import { LAST_REQUEST_MS } from './http/connections.ts';
import { LONGEST_ANSWER_MS } from './http/doors.ts';
import type { HttpServer } from './http/http-server.ts';
import type { Settings } from './settings/index.ts';

/** How the program stops serving: first it says so, then it takes nothing new and ends what is under way. */
export type Stopping = {
  readonly isStopping: () => boolean;
  /** Serves on, and says that it stops, for as long as proxies are given to notice. */
  readonly drain: () => Promise<void>;
  /** Closes the socket and ends when the last answer has gone out. */
  readonly hangUp: () => Promise<void>;
};

/** What the last answer needs to go out, in milliseconds. */
const GOING_OUT_MS = 1_000;

/** Only who holds a connection beyond every deadline is cut off: no change is left without its answer. */
const CUT_AFTER_MS = LAST_REQUEST_MS + LONGEST_ANSWER_MS + GOING_OUT_MS;

export function createStopping(
  { app, hangUpIdle }: HttpServer,
  { drainMs }: Pick<Settings, 'drainMs'>,
): Stopping {
  let isStopping = false;
  app.addHook('onRequest', async (_request, reply) => {
    if (isStopping) reply.header('connection', 'close');
  });
  // Browsers keep connections open on which they ask nothing; the program does not wait for those.
  app.addHook('preClose', async () => hangUpIdle());
  return {
    isStopping: () => isStopping,
    drain: async () => {
      isStopping = true;
      await pause(drainMs);
    },
    hangUp: async () => {
      isStopping = true;
      const cut = setTimeout(() => app.server.closeAllConnections(), CUT_AFTER_MS);
      // Just after connections were taken: those that the system still holds when the socket closes are reset.
      await afterPolling();
      app.server.close();
      await app.close();
      clearTimeout(cut);
    },
  };
}

/** How long a part of the program may take to end, in milliseconds: a database that is gone lets none of them. */
const LONGEST_END_MS = 5_000;

/** Ends these parts. One that fails, or takes too long, keeps nothing else from ending. */
export async function endAll(ends: readonly (() => Promise<unknown>)[], log: Log): Promise<void> {
  const ended = ends.map((end) =>
    withinDeadline(LONGEST_END_MS, end()).catch((error: unknown) => {
      log.warn('a part of the program did not end well', errorFields(error));
    }),
  );
  await Promise.all(ended);
}
