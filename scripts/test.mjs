// npm test: every check of the project, each by name, and one line of counts at the end.
// npm run check (--static): the same without the tests.
import { spawnSync } from 'node:child_process';
import { existsSync, mkdirSync, readFileSync, rmSync } from 'node:fs';
import { join } from 'node:path';

import { ensureInstalled, requireNode, ROOT } from './requirements.mjs';

requireNode();
ensureInstalled();
const { browserEnvironment } = await import('./browser.mjs');

const CACHE = join(ROOT, '.cache');
const REPORTS = {
  unit: join(CACHE, 'unit.json'),
  browser: join(CACHE, 'journeys.json'),
  reading: join(CACHE, 'reading-level.txt'),
};

const STATIC_STEPS = [
  { name: 'Format', run: ['prettier', '--check', '--log-level', 'warn', '.'] },
  { name: 'Lint', run: ['eslint', '--max-warnings', '0', '.'] },
  { name: 'Types', run: ['tsc', '--project', 'tsconfig.json'] },
  { name: 'Arrows', run: ['depcruise', '--config', '.dependency-cruiser.mjs', 'src'] },
  { name: 'Dead code', run: ['knip'] },
  { name: 'Build', run: ['node', 'scripts/build.mjs'] },
  { name: 'Size', run: ['size-limit'] },
];

const TEST_STEPS = [
  {
    name: 'Unit and contract tests',
    run: [
      'vitest',
      'run',
      '--reporter=default',
      '--reporter=json',
      `--outputFile.json=${REPORTS.unit}`,
    ],
    counts: () => vitestCounts(REPORTS.unit),
    afterwards: printReadingLevel,
  },
  {
    name: 'Browser journeys',
    run: ['playwright', 'test'],
    environment: browserEnvironment,
    counts: () => playwrightCounts(REPORTS.browser),
  },
];

const onlyStatic = process.argv.includes('--static');
const total = { passed: 0, failed: 0 };
const failedSteps = [];

mkdirSync(CACHE, { recursive: true });
for (const report of Object.values(REPORTS)) rmSync(report, { force: true });
for (const step of onlyStatic ? STATIC_STEPS : [...STATIC_STEPS, ...TEST_STEPS]) await take(step);
if (failedSteps.length > 0) console.log(`\nFailed: ${failedSteps.join(', ')}`);
console.log(`\n${total.passed} passed, ${total.failed} failed`);
process.exit(total.failed > 0 ? 1 : 0);

async function take(step) {
  console.log(`\n── ${step.name}`);
  const started = Date.now();
  const succeeded = await runStep(step);
  step.afterwards?.();
  const counts = step.counts
    ? step.counts()
    : { passed: succeeded ? 1 : 0, failed: succeeded ? 0 : 1 };
  // A runner that fails without a failed test has still failed.
  if (!succeeded && counts.failed === 0) counts.failed = 1;
  total.passed += counts.passed;
  total.failed += counts.failed;
  if (counts.failed > 0) failedSteps.push(step.name);
  const seconds = ((Date.now() - started) / 1000).toFixed(1);
  console.log(`   ${counts.failed === 0 ? 'passed' : 'FAILED'} in ${seconds} s`);
}

async function runStep({ run: [command, ...args], environment }) {
  const local = join(ROOT, 'node_modules', '.bin', command);
  const { status } = spawnSync(existsSync(local) ? local : command, args, {
    cwd: ROOT,
    stdio: ['ignore', 'inherit', 'inherit'],
    env: { ...process.env, ...(await environment?.()) },
  });
  return status === 0;
}

/** The Flesch-Kincaid grade of every English page, easiest first. */
function printReadingLevel() {
  if (!existsSync(REPORTS.reading)) return;
  const grades = readFileSync(REPORTS.reading, 'utf8').replace(/^/gm, '   ');
  console.log(`\n   School grade of each page, at most 8:\n${grades}\n`);
}

/** A test that did not run has not passed: skipped and unfinished ones count as failed. */
function vitestCounts(file) {
  const report = readReport(file);
  if (!report) return { passed: 0, failed: 1 };
  const passed = report.numPassedTests;
  return { passed, failed: report.numTotalTests - passed };
}

/** A test that passed only at a second try is a defect: it counts as failed. */
function playwrightCounts(file) {
  const report = readReport(file);
  if (!report) return { passed: 0, failed: 1 };
  const { expected, unexpected, flaky, skipped } = report.stats;
  return { passed: expected, failed: unexpected + flaky + skipped + report.errors.length };
}

function readReport(file) {
  return existsSync(file) ? JSON.parse(readFileSync(file, 'utf8')) : null;
}
