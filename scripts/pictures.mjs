// npm run pictures: walks a newcomer's five minutes in Chromium and takes the README's pictures on the way.
import { spawnSync } from 'node:child_process';
import { join } from 'node:path';

import { ensureInstalled, requireNode, ROOT } from './requirements.mjs';

requireNode();
ensureInstalled();
const { ensureBuilt } = await import('./build.mjs');
const { browserEnvironment } = await import('./browser.mjs');
await ensureBuilt();
const { status } = spawnSync(
  join(ROOT, 'node_modules', '.bin', 'playwright'),
  ['test', 'newcomer'],
  {
    cwd: ROOT,
    stdio: 'inherit',
    env: {
      ...process.env,
      ...(await browserEnvironment()),
      PICTURES: join(ROOT, 'docs', 'pictures'),
    },
  },
);
process.exit(status ?? 1);
