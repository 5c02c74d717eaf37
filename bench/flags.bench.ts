import { execFileSync } from 'node:child_process';
import { statSync } from 'node:fs';
import { fileURLToPath } from 'node:url';

import type { Measured } from './flag-case.ts';
import { printTable } from './table.ts';

/**
 * How fast a feature that is open for 20% of actors is checked, beside the bare hash, which is the limit,
 * and beside three other engines. Aims: 0.4 of the limit, five times the fastest peer.
 */
const NAMES = {
  limit: 'bare CRC-32 loop (the limit)',
  ours: 'Answers.isOpen (ours)',
  flagd: '@openfeature/flagd-core',
  growthbook: '@growthbook/growthbook',
  unleash: 'unleash-client',
};
type Case = keyof typeof NAMES;
const PEERS: readonly Case[] = ['flagd', 'growthbook', 'unleash'];

const LEAST_SHARE = 0.185;
const LARGEST_SHARE = 0.215;

installPeers();
const cases: readonly Case[] = ['limit', 'ours', ...PEERS];
const measured = new Map(cases.map((name) => [name, measuredAlone(name)]));

printTable(
  '20% of a million actors',
  cases.map((name) => ({ name: NAMES[name], value: speedOf(name), unit: 'checks per CPU second' })),
);
const fastestPeer = Math.max(...PEERS.map(speedOf));
console.log(
  `\n  of the limit:           ${(speedOf('ours') / speedOf('limit')).toFixed(2)}  (aim: 0.40)`,
);
console.log(`  times the fastest peer: ${(speedOf('ours') / fastestPeer).toFixed(2)}  (aim: 5.00)`);

function speedOf(name: Case): number {
  return measured.get(name)?.checksPerCpuSecond ?? NaN;
}

/** A case that opens for another share does other work, and can't be compared. */
function measuredAlone(name: Case): Measured {
  const file = fileURLToPath(new URL('flag-case.ts', import.meta.url));
  const output = execFileSync(process.execPath, ['--import', 'tsx', file, name], {
    encoding: 'utf8',
    stdio: ['ignore', 'pipe', 'inherit'],
  });
  const result = JSON.parse(output) as Measured;
  if (result.share < LEAST_SHARE || result.share > LARGEST_SHARE) {
    throw new Error(`${NAMES[name]} opened for ${result.share * 100}% in place of 20%.`);
  }
  return result;
}

/** The peers are no dependency of the product: they have a lockfile of their own. */
function installPeers(): void {
  const folder = fileURLToPath(new URL('peers', import.meta.url));
  if (changedAt(`${folder}/node_modules`) > changedAt(`${folder}/package-lock.json`)) return;
  execFileSync('npm', ['ci', '--prefix', folder], { stdio: 'inherit' });
}

function changedAt(path: string): number {
  return statSync(path, { throwIfNoEntry: false })?.mtimeMs ?? 0;
}
