// What a machine needs before anything of ours can run. Plain old JavaScript on purpose: a Node that is too
// old must get as far as the sentence that says so.
import { execFileSync } from 'node:child_process';
import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';

import { takeTurn } from './in-turn.mjs';

export const ROOT = fileURLToPath(new URL('..', import.meta.url));
const OLDEST_NODE = [20, 19, 0];

/** A sentence when this Node is too old, or null. */
export function nodeProblem(version) {
  const parts = version.replace(/^v/, '').split('.').map(Number);
  const difference = OLDEST_NODE.map((least, index) => parts[index] - least).find((d) => d !== 0);
  if (difference === undefined || difference > 0) return null;
  return (
    'Node ' +
    version.replace(/^v/, '') +
    ' is too old: this program needs Node ' +
    OLDEST_NODE.join('.') +
    ' or newer. Install a newer Node, then run the same command again.'
  );
}

/** Ends the process with a plain sentence when Node is too old. */
export function requireNode(exitCode = 1) {
  const problem = nodeProblem(process.version);
  if (problem === null) return;
  console.error(problem);
  process.exit(exitCode);
}

/** Of those who install or build in this clone. */
export const TURN_TO_CHANGE = join(ROOT, '.cache', 'changing');

/** What npm notes of an installation when it has ended well, in the form of package-lock.json. */
export const INSTALLED = join(ROOT, 'node_modules', '.package-lock.json');

/**
 * Installs the dependencies that package-lock.json names, unless npm has installed exactly those already, for
 * us or for somebody who ran `npm ci`: installing again would take them from under programs that use them.
 */
export function ensureInstalled() {
  const wanted = readLock(join(ROOT, 'package-lock.json'));
  const isReady = () => existsSync(INSTALLED) && isInstalled(wanted, readLock(INSTALLED));
  if (isReady()) return;
  const giveBack = takeTurn(TURN_TO_CHANGE);
  try {
    if (isReady()) return;
    console.log('Installing dependencies (npm ci) …');
    execFileSync('npm', ['ci', '--no-progress'], {
      cwd: ROOT,
      stdio: ['ignore', 'ignore', 'inherit'],
    });
  } catch {
    console.error(
      'Installing the dependencies failed; npm says why above. This needs the npm registry to be reachable ' +
        'and this folder to be writable. Nothing was started.',
    );
    process.exit(1);
  } finally {
    giveBack();
  }
}

/** Whether every package of one lock is in the other and nothing else is; what is for other machines may be missing. */
export function isInstalled({ packages: wanted }, { packages: there }) {
  const isThere = ([path, { version, integrity, optional = false }]) =>
    path in there
      ? there[path].version === version && there[path].integrity === integrity
      : optional || path === '';
  return (
    Object.entries(wanted).every(isThere) && Object.keys(there).every((path) => path in wanted)
  );
}

const readLock = (path) => JSON.parse(readFileSync(path, 'utf8'));
