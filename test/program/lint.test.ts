import { mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';

import { afterAll, beforeAll, expect, test } from 'vitest';

import { startProgram, temporaryDirectory, type RunningProgram } from './program.ts';

const PLAN = 'release-plans/personal-health-care-contacts-mvp.md';
const PRIYA = ['--as', 'Priya Manning', '--role', 'product-manager'];

let directory: Awaited<ReturnType<typeof temporaryDirectory>>;
let program: RunningProgram;

beforeAll(async () => {
  directory = await temporaryDirectory();
  program = await startProgram({ dataDir: directory.path });
});
afterAll(async () => {
  await program.stop();
  await directory.remove();
});

/** What linting finds, beside the running server, of these rules: those that compare with it. */
async function disagreements(file: string): Promise<readonly string[]> {
  const { output } = await program.phcc('plan', 'lint', file, '--server', '--json');
  const { findings } = JSON.parse(output) as { findings: { rule: string; severity: string }[] };
  const found = findings.filter(({ rule }) => /loaded|disagree/.test(rule));
  return found.map(({ severity, rule }) => `${severity} ${rule}`);
}

test('plan, release and flag are compared on the running server', async () => {
  expect(await disagreements(PLAN)).toEqual(['info release-not-loaded']);
  await program.phcc('plan', 'load', PLAN);
  expect(await disagreements(PLAN)).toEqual([]);
  await program.phcc('plan', 'start');
  await program.phcc('plan', 'go', ...PRIYA);
  await program.phcc('plan', 'advance', ...PRIYA);
  expect(await disagreements(PLAN)).toEqual([]);

  const folder = join(directory.path, 'changed');
  const changed = join(folder, 'personal-health-care-contacts-mvp.md');
  mkdirSync(folder);
  writeFileSync(changed, readFileSync(PLAN, 'utf8').replace(': 20% (', ': 25% ('));
  expect(await disagreements(changed)).toEqual(['error plan-and-journal-disagree']);
}, 60_000);
