// npm run dev: the server from its sources, restarted when one changes.
import { spawn } from 'node:child_process';

import { ensureInstalled, requireNode, ROOT } from './requirements.mjs';

requireNode();
ensureInstalled();
const { build } = await import('./build.mjs');
await build();
const server = spawn(
  process.execPath,
  [
    '--watch-path=src',
    '--watch-preserve-output',
    '--import',
    'tsx',
    'src/app/main.ts',
    ...process.argv.slice(2),
  ],
  { cwd: ROOT, stdio: 'inherit' },
);
server.on('exit', (code) => process.exit(code ?? 1));
for (const signal of ['SIGINT', 'SIGTERM']) process.on(signal, () => server.kill(signal));
