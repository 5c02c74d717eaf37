/** `npm run proof -- faults`: brings every fault of docs/faults.md about, and writes there what was seen. */
import { spawnSync } from 'node:child_process';
import { readFileSync, writeFileSync } from 'node:fs';
import { availableParallelism, loadavg, totalmem } from 'node:os';
import { join } from 'node:path';

import { temporaryDirectory } from '../program/program.ts';
import { FAULTS_DOCUMENT, readFaultRows, withSeen } from './fault-table.ts';
import { NOTED_IN } from './noted-in.ts';

const GIGABYTE = 2 ** 30;

const directory = await temporaryDirectory();
try {
  prove(join(directory.path, 'seen.jsonl'));
} finally {
  await directory.remove();
}

function prove(notedIn: string): void {
  const under = circumstances(new Date());
  const rows = readFaultRows();
  const files = [...new Set(rows.map(({ file }) => file))];
  // One after the other: what is seen is the program's time, and not that of tests beside it.
  const asked = ['vitest', 'run', '--no-file-parallelism', ...files];
  const { status } = spawnSync('npx', asked, {
    stdio: 'inherit',
    env: { ...process.env, [NOTED_IN]: notedIn },
  });
  const seen = longest(readFileSync(notedIn, 'utf8'));
  const unseen = rows.map(({ name }) => name).filter((name) => !seen.has(name));
  if (status !== 0 || unseen.length > 0) {
    throw new Error(`Not every fault was brought about. Not seen: ${unseen.join(', ') || 'none'}.`);
  }
  const document = readFileSync(FAULTS_DOCUMENT, 'utf8');
  writeFileSync(FAULTS_DOCUMENT, withSeen(document, seen, under));
  spawnSync('npx', ['oxfmt', FAULTS_DOCUMENT], { stdio: 'inherit' });
}

/** A row may be brought about in several ways: the one that took longest counts. */
function longest(lines: string): ReadonlyMap<string, number> {
  const seen = new Map<string, number>();
  for (const line of lines.trim().split('\n')) {
    const { name, milliseconds } = JSON.parse(line) as { name: string; milliseconds: number };
    seen.set(name, Math.max(milliseconds, seen.get(name) ?? 0));
  }
  return seen;
}

/** Before it begins, since what else the machine does makes everything take longer. */
function circumstances(now: Date): string {
  const [load = 0] = loadavg();
  const memory = Math.round(totalmem() / GIGABYTE);
  const node = process.version.replace('v', '');
  return `on ${now.toISOString().slice(0, 10)}, one test after the other, with Node ${node} on ${availableParallelism()} processors and ${memory} GB of memory, which had a load of ${load.toFixed(1)} from other programs`;
}
