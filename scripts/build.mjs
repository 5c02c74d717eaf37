// Bundles the server, the command line, the stylesheets and the browser's script into dist/.

import { existsSync, readdirSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { brotliCompressSync, gzipSync } from 'node:zlib';

import { ROOT } from './requirements.mjs';

const DIST = join(ROOT, 'dist');

const FOR_NODE = {
  absWorkingDir: ROOT,
  outdir: 'dist',
  outExtension: { '.js': '.mjs' },
  bundle: true,
  splitting: true,
  format: 'esm',
  platform: 'node',
  target: 'node20',
  sourcemap: true,
  jsx: 'automatic',
  jsxImportSource: 'preact',
};

/** Older packages ask for parts of Node with `require`, which a module does not have. */
const REQUIRE = `import { createRequire } from 'node:module';
const require = createRequire(import.meta.url);`;

export async function build() {
  const { build: bundle } = await import('esbuild');
  rmSync(DIST, { recursive: true, force: true });
  await bundle({
    ...FOR_NODE,
    entryPoints: {
      main: 'src/app/main.ts',
      'plan-worker': 'src/app/plan-reader/worker.ts',
      'import-worker': 'src/app/import-reader/worker.ts',
      'rehearsals-worker': 'src/app/rehearsals/worker.ts',
    },
    packages: 'external',
  });
  // The command line with its dependencies inside: it starts for every command, and finding two hundred files
  // takes longer than most commands do.
  await bundle({
    ...FOR_NODE,
    entryPoints: {
      phcc: 'src/app/phcc.ts',
      'rehearsal-worker': 'src/cli/commands/plan/rehearse/worker.ts',
    },
    banner: { js: REQUIRE },
    // Finds its files beside itself.
    external: ['@electric-sql/pglite'],
  });
  await bundle({
    absWorkingDir: ROOT,
    entryPoints: {
      styles: 'src/design-system/styles/main.css',
      console: 'src/console/console.css',
      'console-script': 'src/console/browser/console.ts',
      profile: 'src/profile/browser/profile.ts',
    },
    entryNames: '[name].[hash]',
    assetNames: 'fonts/[name].[hash]',
    outdir: 'dist/public',
    bundle: true,
    minify: true,
    format: 'esm',
    target: ['chrome109', 'firefox115', 'safari15'],
    loader: { '.woff2': 'file', '.svg': 'file' },
  });
  compress(join(DIST, 'public'));
}

/** Beside each text file its compressed forms, so that no request has to wait for a compressor. */
function compress(folder) {
  for (const name of readdirSync(folder).filter((file) => /\.(css|js|svg)$/.test(file))) {
    const content = readFileSync(join(folder, name));
    writeFileSync(join(folder, `${name}.gz`), gzipSync(content, { level: 9 }));
    writeFileSync(join(folder, `${name}.br`), brotliCompressSync(content));
  }
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
