import { spawnSync } from 'node:child_process';
import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';

import { afterAll, beforeAll, expect, test } from 'vitest';

import { temporaryDirectory } from './program.ts';

const PLAN = 'test/plans/worked-history.md';

let directory: Awaited<ReturnType<typeof temporaryDirectory>>;

beforeAll(async () => {
  directory = await temporaryDirectory();
});
afterAll(() => directory.remove());

/** The command as people run it, with its threads; `--json` is added. */
function rehearse(...args: readonly string[]) {
  const words = ['bin/phcc.mjs', 'plan', 'rehearse', ...args, '--json'];
  const { status, stdout, stderr } = spawnSync(process.execPath, words, { encoding: 'utf8' });
  return { status, stderr, answer: JSON.parse(stdout) as unknown };
}

test('gives the same answer for the same seed, with the shape that others rely on', () => {
  const once = rehearse(PLAN, '--runs', '3', '--seed', '5');
  expect(once.status).toBe(0);
  expect(once.answer).toMatchObject({
    seed: 5,
    runs: 3,
    falseRollback: { rate: 0 },
    detection: null,
    stages: [{ percentage: 20 }, { percentage: 20 }, { percentage: 50 }, { percentage: 100 }],
    finished: 1,
    notRehearsed: ['The contact center raises no concern'],
  });
  expect(rehearse(PLAN, '--runs', '3', '--seed', '5').answer).toEqual(once.answer);
});

test('writes a page with pictures, and the plan as the first run fills it in', () => {
  const [page, report] = [join(directory.path, 'page.html'), join(directory.path, 'report.md')];
  const files = ['--html', page, '--report', report];
  const { status, answer } = rehearse(PLAN, '--runs', '2', '--regression', '30%', ...files);
  expect(status).toBe(0);
  expect(answer).toMatchObject({ falseRollback: null, detection: { rate: 1 }, finished: 0 });
  expect(readFileSync(page, 'utf8')).toMatch(/<svg[^]*How soon it is rolled back[^]*<table>/);
  expect(readFileSync(report, 'utf8')).toMatch(
    /Rolled back\. \d+ of the \d+ people.* \(Release program, automatic\)\n[^]*\(measured\)/,
  );
});

test('rehearses a plan whose toggle has no name yet, and no plan that can’t be carried out', () => {
  const [unnamed, unset] = [join(directory.path, 'unnamed.md'), join(directory.path, 'unset.md')];
  const plan = readFileSync(PLAN, 'utf8');
  writeFileSync(unnamed, plan.replace(/^- Toggle name: .*$/m, ''));
  writeFileSync(unset, plan.replace('> 10% of requests', '> xx% of requests'));
  expect(rehearse(unnamed, '--runs', '1')).toMatchObject({ status: 0 });
  expect(rehearse('README.md')).toMatchObject({ status: 2, answer: { code: 'no-phase' } });
  expect(rehearse(unset, '--runs', '1')).toMatchObject({
    status: 1,
    answer: {
      code: 'plan-not-ready',
      message: expect.stringContaining('unset.md:28: “contacts') as string,
    },
  });
});
