import { fork, type ChildProcess } from 'node:child_process';
import { once } from 'node:events';

import { test } from '@playwright/test';

import type { Away } from '../console-states/database-away.ts';
import { bundle } from '../program/bundle.ts';
import { SHORT_LIVED } from '../program/program.ts';

type Worlds = {
  /** Where nothing was ever loaded, and where a release is in each state. */
  readonly empty: string;
  readonly filled: string;
  /** Every address of the console, as the program has them: `/console/releases/:id`. */
  readonly routes: readonly string[];
};

export type ConsoleStates = {
  worlds(): Worlds;
  /** While that work is done, this fails in the filled one. */
  whileAway(away: Away, work: () => Promise<void>): Promise<void>;
};

/** The console in all its states, without the program’s own process around it: one server for all journeys of a file. */
export function consoleStates(): ConsoleStates {
  let server: ChildProcess;
  let worlds: Worlds;
  let program: Awaited<ReturnType<typeof bundle>>;
  test.beforeAll(async () => {
    program = await bundle('test/console-states/server.ts');
    server = fork(program.file, { execArgv: SHORT_LIVED });
    [worlds] = (await once(server, 'message')) as [Worlds];
  });
  test.afterAll(async () => {
    server.kill();
    await once(server, 'exit');
    await program.remove();
  });
  const say = async (away: Away) => {
    const heard = once(server, 'message');
    server.send(away);
    await heard;
  };
  return {
    worlds: () => worlds,
    whileAway: async (away, work) => {
      await say(away);
      try {
        await work();
      } finally {
        await say('nothing');
      }
    },
  };
}
