// npm run proof: a real Prometheus loads the rules, scrapes two instances, and alerts while a fault lasts.
import { spawnSync } from 'node:child_process';
import { join } from 'node:path';

import { ensureInstalled, requireNode, ROOT } from './requirements.mjs';

requireNode();
ensureInstalled();

const missing = ['prometheus', 'promtool'].filter(
  (name) => spawnSync(name, ['--version']).error !== undefined,
);
if (missing.length > 0) {
  console.error(
    `${missing.join(' and ')} can’t be found: install Prometheus (Debian: apt-get install --no-install-recommends prometheus) or put it into PATH, then try again.`,
  );
  process.exit(2);
}
const { ensureBuilt } = await import('./build.mjs');
await ensureBuilt();
const file = join(ROOT, 'test/monitoring/proof.ts');
const { status } = spawnSync(process.execPath, ['--import', 'tsx', file], {
  cwd: ROOT,
  stdio: 'inherit',
});
process.exit(status ?? 1);
