#!/usr/bin/env node
// The command line. Builds itself first where it runs from a clone whose sources have changed.
import { existsSync } from 'node:fs';

import { requireNode } from '../scripts/requirements.mjs';

requireNode(2);
if (!existsSync(new URL('../node_modules/commander', import.meta.url))) {
  console.error(
    'The dependencies are not installed yet. Run npm ci (or npm start) once, then try again.',
  );
  process.exit(2);
}
const { ensureBuilt } = await import('../scripts/build.mjs');
if (existsSync(new URL('../node_modules/esbuild', import.meta.url))) await ensureBuilt();
await import('../dist/phcc.mjs');
