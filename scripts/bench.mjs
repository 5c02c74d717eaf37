// npm run bench -- NAME …: measures something and prints it beside a limit or a peer of the same run.
import { spawnSync } from 'node:child_process';
import { readdirSync } from 'node:fs';
import { join } from 'node:path';

import { ensureInstalled, requireNode, ROOT } from './requirements.mjs';

requireNode();
ensureInstalled();

const BENCH = join(ROOT, 'bench');
const NAMES = readdirSync(BENCH).flatMap((file) => /^(.*)\.bench\.ts$/.exec(file)?.[1] ?? []);

const [name, ...options] = process.argv.slice(2);
if (!NAMES.includes(name)) {
  console.error(
    `${name === undefined ? 'Name a bench' : `There is no bench “${name}”`}. There are: ${NAMES.join(', ')}.`,
  );
  process.exit(2);
}
const { ensureBuilt } = await import('./build.mjs');
const { browserEnvironment } = await import('./browser.mjs');
await ensureBuilt();
const file = join(BENCH, `${name}.bench.ts`);
const { status } = spawnSync(process.execPath, ['--import', 'tsx', file, ...options], {
  cwd: ROOT,
  stdio: 'inherit',
  env: { ...process.env, ...(await browserEnvironment()) },
});
process.exit(status ?? 1);
