// npm run proof [-- NAME …]: the program with a real Prometheus, behind a real nginx, and in each fault of
// docs/faults.md, into which it writes what was seen; without a name, all three.
import { spawnSync } from 'node:child_process';
import { join } from 'node:path';

import { ensureInstalled, requireNode, ROOT } from './requirements.mjs';

const PROOFS = {
  faults: { needs: [] },
  monitoring: { needs: ['prometheus', 'promtool'], package: 'prometheus' },
  proxy: { needs: ['nginx'], package: 'nginx-light' },
};

requireNode();
ensureInstalled();

const asked = process.argv.slice(2);
const unknown = asked.filter((name) => !Object.hasOwn(PROOFS, name));
if (unknown.length > 0) {
  console.error(
    `There is no proof “${unknown.join('”, “')}”. There are: ${Object.keys(PROOFS).join(', ')}.`,
  );
  process.exit(2);
}
const { ensureBuilt } = await import('./build.mjs');
await ensureBuilt();
const names = asked.length > 0 ? asked : Object.keys(PROOFS);
process.exit(names.map(prove).every(Boolean) ? 0 : 1);

/** Runs one, and answers whether it proved what it should. A program that is missing proves nothing. */
function prove(name) {
  const { needs, package: debian } = PROOFS[name];
  const missing = needs.filter((one) => spawnSync(one, ['-h']).error !== undefined);
  if (missing.length > 0) {
    console.error(
      `${name}: not proven. ${missing.join(' and ')} can’t be found: install it (Debian: apt-get install --no-install-recommends ${debian}) or put it into PATH, then try again.`,
    );
    return false;
  }
  const file = join(ROOT, 'test', name, 'proof.ts');
  const { status } = spawnSync(process.execPath, ['--import', 'tsx', file], {
    cwd: ROOT,
    stdio: 'inherit',
  });
  console.log(`${name}: ${status === 0 ? 'proven' : 'not proven'}`);
  return status === 0;
}
