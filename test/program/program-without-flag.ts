/** The program as it is deployed once the contacts’ flag was taken out of its code: everybody keeps the page. */
import { mkdir, mkdtemp, readFile, rm } from 'node:fs/promises';
import { join } from 'node:path';

import { build, type Plugin } from 'esbuild';

/** Dependencies, stylesheets and plans are found from there. */
const FOLDER = '.cache';

/** Answers with where to start it, and how to be rid of it. */
export async function programWithoutFlag() {
  await mkdir(FOLDER, { recursive: true });
  const outdir = await mkdtemp(join(FOLDER, 'without-flag-'));
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
    plugins: [WITHOUT_FLAG],
  });
  return { command: [join(outdir, 'main.mjs')], remove: () => rm(outdir, { recursive: true }) };
}

const DECLARED = /(export const DECLARED_FEATURES: readonly DeclaredFeature\[\] = )\[.*?\n\];/s;
const ASKS_NOBODY =
  'export const createEvaluations = () => ({ isOpen: () => true, of: () => null });';

/** What a commit that takes the flag out does: it is declared no more, and nothing asks for it. */
const WITHOUT_FLAG: Plugin = {
  name: 'without the flag',
  setup: ({ onLoad }) => {
    onLoad({ filter: /app\/feature\/features\.ts$/ }, async ({ path }) => {
      const code = await readFile(path, 'utf8');
      if (!DECLARED.test(code)) throw new Error(`${path} declares no features`);
      return { contents: code.replace(DECLARED, '$1[];'), loader: 'ts' };
    });
    onLoad({ filter: /app\/feature\/evaluations\.ts$/ }, () => ({
      contents: ASKS_NOBODY,
      loader: 'ts',
    }));
  },
};
