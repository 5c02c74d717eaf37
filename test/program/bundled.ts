import { mkdtemp, mkdir, rm } from 'node:fs/promises';
import { join } from 'node:path';

import { build } from 'esbuild';
import { afterAll, beforeAll } from 'vitest';

/** Two levels below the clone's own folder, as the sources are: dependencies and stylesheets are found from there. */
const FOLDER = '.cache';

/** Older packages ask for parts of Node with `require`, which a module does not have. */
const REQUIRE = `import { createRequire } from 'node:module';
const require = createRequire(import.meta.url);`;

/**
 * A program of the tests in one file, for those that start it often: from its sources, transpiled at each
 * start, it needs several times as long, and finding the files of its packages takes a processor a second.
 * Answers, inside tests and hooks, where the file is.
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
      // Finds its files beside itself.
      external: ['@electric-sql/pglite'],
      banner: { js: REQUIRE },
      jsx: 'automatic',
      jsxImportSource: 'preact',
    });
  });
  afterAll(async () => {
    if (directory !== null) await rm(directory, { recursive: true });
  });
  return file;
}
