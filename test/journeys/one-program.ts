import { expect, test } from '@playwright/test';

import type { Ended } from '../program/ended.ts';
import { startProgram, temporaryDirectory } from '../program/program.ts';
import type { Site } from './pages.ts';

export type OneProgram = Site & {
  /** Runs `phcc` where it is expected to be done; answers with what it said. */
  phcc(...args: readonly string[]): Promise<string>;
  /** The same, however it ends. */
  phccAsIs(...args: readonly string[]): Promise<Ended>;
};

/** One program for all journeys of a file: started before the first, stopped and cleared away after the last. */
export function oneProgram(): OneProgram {
  let running: Awaited<ReturnType<typeof startProgram>> | null = null;
  let remove = () => Promise.resolve();
  test.beforeAll(async () => {
    const directory = await temporaryDirectory();
    ({ remove } = directory);
    running = await startProgram({ dataDir: directory.path });
  });
  test.afterAll(async () => {
    await running?.stop();
    await remove();
  });
  const program = () => {
    if (!running) throw new Error('the program runs only while journeys do');
    return running;
  };
  return {
    get url() {
      return program().url;
    },
    phcc: async (...args) => {
      const { exitCode, output } = await program().phcc(...args);
      expect(exitCode, `phcc ${args.join(' ')}: ${output}`).toBe(0);
      return output;
    },
    phccAsIs: (...args) => program().phcc(...args),
  };
}
