// Bundles the server, the command line, the stylesheets and the browser's script into dist/.

import { existsSync, readdirSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { brotliCompressSync, gzipSync } from 'node:zlib';

import { takeTurn } from './in-turn.mjs';
import { INSTALLED, ROOT, TURN_TO_CHANGE } from './requirements.mjs';

const DIST = join(ROOT, 'dist');

/** Older packages ask for parts of Node with `require`, which a module does not have. */
const REQUIRE = `import { createRequire } from 'node:module';
const require = createRequire(import.meta.url);`;

/**
 * With its dependencies inside: the server, each of its threads and each command would otherwise find and load some
 * hundred files first, which takes longer than most commands do.
 */
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
  banner: { js: REQUIRE },
  external: [
    // Finds its files beside itself.
    '@electric-sql/pglite',
    // Loaded while the program runs, by names that such a module has in Node and would not have in a bundle.
    'cookie',
    '@opentelemetry/*',
  ],
  metafile: true,
};

export async function build() {
  const { build: bundle } = await import('esbuild');
  rmSync(DIST, { recursive: true, force: true });
  const server = await bundle({
    ...FOR_NODE,
    entryPoints: {
      main: 'src/app/main.ts',
      'plan-worker': 'src/app/plan-reader/worker.ts',
      'import-worker': 'src/app/import-reader/worker.ts',
      'rehearsals-worker': 'src/app/rehearsals/worker.ts',
    },
  });
  // By itself, so that a command loads nothing that only the server needs.
  const commandLine = await bundle({
    ...FOR_NODE,
    entryPoints: {
      phcc: 'src/app/phcc.ts',
      'rehearsal-worker': 'src/cli/commands/plan/rehearse/worker.ts',
    },
  });
  for (const { metafile } of [server, commandLine]) refuseNameless(metafile);
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

/** A CommonJS module that is imported while the program runs has no names in a bundle: whoever asks for one fails. */
function refuseNameless({ outputs }) {
  const nameless = Object.values(outputs)
    .filter(({ entryPoint, exports }) => entryPoint && exports.join() === 'default')
    .map(({ entryPoint }) => entryPoint);
  if (nameless.length > 0) throw new Error(`name in FOR_NODE.external: ${nameless.join(', ')}`);
}

/** Beside each text file its compressed forms, so that no request has to wait for a compressor. */
function compress(folder) {
  for (const name of readdirSync(folder).filter((file) => /\.(css|js|svg)$/.test(file))) {
    const content = readFileSync(join(folder, name));
    writeFileSync(join(folder, `${name}.gz`), gzipSync(content, { level: 9 }));
    writeFileSync(join(folder, `${name}.br`), brotliCompressSync(content));
  }
}

/** Builds when there is no build or when a source or an installed package is newer than it. */
export async function ensureBuilt() {
  if (!existsSync(join(ROOT, 'src')) || isBuilt()) return;
  const giveBack = takeTurn(TURN_TO_CHANGE);
  try {
    if (!isBuilt()) await build();
  } finally {
    giveBack();
  }
}

function isBuilt() {
  const built = join(DIST, 'main.mjs');
  const newest = Math.max(newestChange(join(ROOT, 'src')), lastInstallation());
  return existsSync(built) && newest < statSync(built).mtimeMs;
}

const lastInstallation = () => (existsSync(INSTALLED) ? statSync(INSTALLED).mtimeMs : 0);

/** Each command asks this first. Node 20 lists folders in folders twice as slowly by itself. */
function newestChange(folder) {
  let newest = statSync(folder).mtimeMs;
  for (const entry of readdirSync(folder, { withFileTypes: true })) {
    const path = `${folder}/${entry.name}`;
    newest = Math.max(newest, entry.isDirectory() ? newestChange(path) : statSync(path).mtimeMs);
  }
  return newest;
}

if (process.argv[1] === fileURLToPath(import.meta.url)) await build();
