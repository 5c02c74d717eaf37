import { afterAll, beforeAll } from 'vitest';

import type { Ended } from './ended.ts';
import { startProgram, temporaryDirectory, type RunningProgram } from './program.ts';

export type OneProgram = {
  readonly program: RunningProgram;
  /** Its data stand there; the tests may put files of their own beside them. */
  readonly directory: string;
  phcc(...args: readonly string[]): Promise<Ended>;
};

/** One program for all tests of a file: started before the first, stopped and cleared away after the last. */
export function oneProgram(environment: Record<string, string> = {}): () => OneProgram {
  let running: OneProgram | null = null;
  let remove = () => Promise.resolve();
  beforeAll(async () => {
    const directory = await temporaryDirectory();
    ({ remove } = directory);
    const program = await startProgram({ dataDir: directory.path, environment });
    running = { program, directory: directory.path, phcc: program.phcc };
  });
  afterAll(async () => {
    await running?.program.stop();
    await remove();
  });
  return () => {
    if (!running) throw new Error('the program runs only while tests do');
    return running;
  };
}
