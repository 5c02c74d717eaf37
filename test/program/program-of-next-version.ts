/** The program as a next version of it might be: with tables that hold more, and a saved fold of another form. */
import { cp, mkdir, mkdtemp, readFile, rm } from 'node:fs/promises';
import { join } from 'node:path';

import { build, type Plugin } from 'esbuild';

/** Dependencies, stylesheets and plans are found from there. */
const FOLDER = '.cache';

/** Answers with where to start it, and how to be rid of it. */
export async function programOfNextVersion() {
  await mkdir(FOLDER, { recursive: true });
  const outdir = await mkdtemp(join(FOLDER, 'next-version-'));
  await build({
    entryPoints: { main: 'src/app/main.ts', 'plan-worker': 'src/app/plan-reader/worker.ts' },
    outdir,
    outExtension: { '.js': '.mjs' },
    bundle: true,
    splitting: true,
    format: 'esm',
    platform: 'node',
    target: 'node20',
    jsx: 'automatic',
    jsxImportSource: 'preact',
    packages: 'external',
    plugins: [OF_NEXT_VERSION],
  });
  await cp('dist/public', join(outdir, 'public'), { recursive: true });
  return { command: [join(outdir, 'main.mjs')], remove: () => rm(outdir, { recursive: true }) };
}

/** In each file what is there, and what is there in the next version. */
const CHANGES: readonly (readonly [file: RegExp, before: RegExp, after: string])[] = [
  [/measuring\/fold-in-bytes\.ts$/, /FOLD_FORM = '[^']+'/, `FOLD_FORM = 'the next form'`],
  [
    /app\/migrations\.ts$/,
    /(export const MIGRATIONS\b[^{]*\{)/,
    `import { sql } from 'kysely';
    const LARGER = ['release_tallies', 'release_person_events', 'release_people', 'release_journal', 'sessions'];
    $1 '2099-01-01-next': { up: async (db) => {
      for (const table of LARGER)
        await sql.raw('alter table ' + table + " add column next text not null default ''").execute(db);
      await sql.raw('create table next (id text primary key)').execute(db);
    } },`,
  ],
];

const OF_NEXT_VERSION: Plugin = {
  name: 'of the next version',
  setup: ({ onLoad }) => {
    for (const [filter, before, after] of CHANGES) {
      onLoad({ filter }, async ({ path }) => {
        const code = await readFile(path, 'utf8');
        if (!before.test(code)) throw new Error(`${path} is not what the next version changes`);
        return { contents: code.replace(before, after), loader: 'ts' };
      });
    }
  },
};
