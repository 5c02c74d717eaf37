import { mkdtemp, mkdir, rm } from 'node:fs/promises';
import { join } from 'node:path';

import { build } from 'esbuild';
import { afterAll, beforeAll } from 'vitest';

/** Two levels below the clone's own folder, as the sources are: dependencies and stylesheets are found from there. */
const FOLDER = '.cache';

/**
 * A program of the tests in one file, for those that start it often: from its sources, transpiled at each
 * start, it needs several times as long. Answers, inside tests and hooks, where the file is.
 */
export function bundled(entry: string): () => string {
  let directory: string | null = null;
  const file = () => {
    if (directory === null) throw new Error('the bundle is there only while tests run');
    return join(directory, 'program.mjs');
  };
  beforeAll(async () => {
    await mkdir(FOLDER, { recursive: true });
    directory = await mkdtemp(join(FOLDER, 'program-'));
    await build({
      entryPoints: [entry],
      outfile: file(),
      bundle: true,
      format: 'esm',
      platform: 'node',
      packages: 'external',
      jsx: 'automatic',
      jsxImportSource: 'preact',
    });
  });
  afterAll(async () => {
    if (directory !== null) await rm(directory, { recursive: true });
  });
  return file;
}
