// Bundles the server, the command line and the stylesheet into dist/.

import { existsSync, readdirSync, rmSync, statSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';

import { ROOT } from './requirements.mjs';

const DIST = join(ROOT, 'dist');

export async function build() {
  const { build: bundle } = await import('esbuild');
  rmSync(DIST, { recursive: true, force: true });
  await bundle({
    absWorkingDir: ROOT,
    entryPoints: { main: 'src/app/main.ts', phcc: 'src/cli/main.ts' },
    outdir: 'dist',
    outExtension: { '.js': '.mjs' },
    bundle: true,
    splitting: true,
    format: 'esm',
    platform: 'node',
    target: 'node20',
    packages: 'external',
    sourcemap: true,
    jsx: 'automatic',
    jsxImportSource: 'preact',
  });
  await bundle({
    absWorkingDir: ROOT,
    entryPoints: {
      styles: 'src/design-system/styles/main.css',
      console: 'src/console/console.css',
    },
    entryNames: '[name].[hash]',
    assetNames: 'fonts/[name].[hash]',
    outdir: 'dist/public',
    bundle: true,
    minify: true,
    target: ['chrome109', 'firefox115', 'safari15'],
    loader: { '.woff2': 'file', '.svg': 'file' },
  });
}

/** Builds when there is no build or when a source is newer than it. */
export async function ensureBuilt() {
  const built = join(DIST, 'main.mjs');
  if (!existsSync(join(ROOT, 'src'))) return;
  if (existsSync(built) && newestChange(join(ROOT, 'src')) < statSync(built).mtimeMs) return;
  await build();
}

function newestChange(folder) {
  return Math.max(
    ...readdirSync(folder, { recursive: true }).map((name) => statSync(join(folder, name)).mtimeMs),
  );
}

if (process.argv[1] === fileURLToPath(import.meta.url)) await build();
