import { mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';

import { expect, test } from 'vitest';

import { oneProgram } from './one-program.ts';

const PLAN = 'release-plans/personal-health-care-contacts-mvp.md';
const PRIYA = ['--as', 'Priya Manning', '--role', 'product-manager'];

const here = oneProgram();

/** What linting finds, beside the running server, of these rules: those that compare with it. */
async function disagreements(file: string): Promise<readonly string[]> {
  const { output } = await here().phcc('plan', 'lint', file, '--server', '--json');
  const { findings } = JSON.parse(output) as { findings: { rule: string; severity: string }[] };
  const found = findings.filter(({ rule }) => /loaded|disagree/.test(rule));
  return found.map(({ severity, rule }) => `${severity} ${rule}`);
}

test('plan, release and flag are compared on the running server', async () => {
  expect(await disagreements(PLAN)).toEqual(['info release-not-loaded']);
  await here().phcc('plan', 'load', PLAN);
  expect(await disagreements(PLAN)).toEqual([]);
  await here().phcc('plan', 'start');
  await here().phcc('plan', 'answer', 'yes', ...PRIYA);
  await here().phcc('plan', 'go', ...PRIYA);
  await here().phcc('plan', 'advance', ...PRIYA);
  expect(await disagreements(PLAN)).toEqual([]);

  const folder = join(here().directory, 'changed');
  const changed = join(folder, 'personal-health-care-contacts-mvp.md');
  mkdirSync(folder);
  writeFileSync(changed, readFileSync(PLAN, 'utf8').replace(': 20% (', ': 25% ('));
  expect(await disagreements(changed)).toEqual(['error plan-and-journal-disagree']);
});
