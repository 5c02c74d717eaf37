import { mkdtemp, mkdir, rm } from 'node:fs/promises';
import { join } from 'node:path';

import { build } from 'esbuild';

/** Two levels below the clone's own folder, as the sources are: dependencies and stylesheets are found from there. */
const FOLDER = '.cache';

/** Older packages ask for parts of Node with `require`, which a module does not have. */
const REQUIRE = `import { createRequire as requiringFrom } from 'node:module';
const require = requiringFrom(import.meta.url);`;

/**
 * Puts a program of the tests into one file, for those that start it often: from its sources, transpiled at each
 * start, it needs several times as long, and finding the files of its packages takes a processor a second.
 */
export async function bundle(
  entry: string,
): Promise<{ readonly file: string; remove(): Promise<void> }> {
  await mkdir(FOLDER, { recursive: true });
  const directory = await mkdtemp(join(FOLDER, 'program-'));
  const file = join(directory, 'program.mjs');
  await build({
    entryPoints: [entry],
    outfile: file,
    bundle: true,
    format: 'esm',
    platform: 'node',
    // Finds its files beside itself.
    external: ['@electric-sql/pglite'],
    banner: { js: REQUIRE },
    jsx: 'automatic',
    jsxImportSource: 'preact',
  });
  return { file, remove: () => rm(directory, { recursive: true }) };
}
