import { afterAll, beforeAll } from 'vitest';

import { parseSettings } from '../../src/app/settings/index.ts';
import { start, type RunningProgram } from '../../src/app/start.ts';
import { putClusterWithTables } from '../postgres/prepared-cluster.ts';
import { freePort, temporaryDirectory } from '../program/program.ts';
import { READERS_HERE } from '../world/plan-reader.ts';

/** The administrator’s. */
export const TOKEN = 'a-token-of-a-test-of-no-worth-to-anybody';

type Parts = NonNullable<Parameters<typeof start>[1]>;

/**
 * The whole program in this process, so that its routes can be asked for, for all tests of a file: started before the
 * first, closed and cleared away after the last.
 */
export function programHere(
  environment: Readonly<Record<string, string>> = {},
  parts: Parts = {},
): () => RunningProgram {
  let running: RunningProgram | null = null;
  let remove = () => Promise.resolve();
  beforeAll(async () => {
    const directory = await temporaryDirectory();
    ({ remove } = directory);
    await putClusterWithTables(directory.path);
    const settings = parseSettings({
      PORT: String(await freePort()),
      DATA_DIR: directory.path,
      FLIPPER_API_TOKEN: TOKEN,
      LOG_LEVEL: 'silent',
      REQUESTS_PER_MINUTE: '1000000',
      ...environment,
    });
    if (!settings.ok) throw new Error(settings.error.join());
    const started = await start(settings.value, { ...READERS_HERE, ...parts });
    if (!started.ok) throw new Error(started.error);
    running = started.value;
  });
  afterAll(async () => {
    await running?.close();
    await remove();
  });
  return () => {
    if (!running) throw new Error('the program runs only while tests do');
    return running;
  };
}
