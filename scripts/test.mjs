// npm test: every check of the project, each by name, and one line of counts at the end.
// npm run check (--static): the same without the tests.
import { spawn } from 'node:child_process';
import { existsSync, mkdirSync, readFileSync, rmSync } from 'node:fs';
import { availableParallelism } from 'node:os';
import { join } from 'node:path';

import { ensureInstalled, requireNode, ROOT } from './requirements.mjs';
import { endOf, playwrightReport, vitestReport } from './test-reports.mjs';

requireNode();
ensureInstalled();
const { browserEnvironment } = await import('./browser.mjs');

const CACHE = join(ROOT, '.cache');
const REPORTS = {
  unit: join(CACHE, 'unit.json'),
  browser: join(CACHE, 'journeys.json'),
  reading: join(CACHE, 'reading-level.txt'),
};

/**
 * Several at a time, the longest early. What is in one row comes one after the other; the tests need what the first
 * row builds.
 */
const STATIC_STEPS = [
  [
    { name: 'Build', run: ['node', 'scripts/build.mjs'] },
    { name: 'Size', run: ['size-limit'] },
  ],
  [{ name: 'Lint', run: ['oxlint', '.'] }],
  // Its name in .bin could be the slower compiler's, which dependency-cruiser and knip need.
  [{ name: 'Types', run: ['node', 'node_modules/typescript-native/bin/tsc', '-p', '.'] }],
  [{ name: 'Answers', run: ['node', 'scripts/answers.mjs', '--check'] }],
  [{ name: 'Format', run: ['oxfmt', '--check', '.'] }],
  [{ name: 'Dead code', run: ['knip'] }],
  [{ name: 'Arrows', run: ['depcruise', '--config', '.dependency-cruiser.mjs', 'src'] }],
];

/**
 * At the same time: each waits for programs, databases and pages a third of its time, in which the other goes on. The
 * first talks meanwhile, the others are quiet until it has ended.
 */
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
    report: () => vitestReport(REPORTS.unit),
    afterwards: printReadingLevel,
  },
  {
    name: 'Browser journeys',
    run: ['playwright', 'test'],
    environment: browserEnvironment,
    report: () => playwrightReport(REPORTS.browser),
  },
];

const done = [];
let isTalking = false;
/** Checks that ended meanwhile. */
const unshown = [];

mkdirSync(CACHE, { recursive: true });
for (const report of Object.values(REPORTS)) rmSync(report, { force: true });
const rows = [...STATIC_STEPS];
const tests = process.argv.includes('--static') ? [] : TEST_STEPS;
let testing = null;
await Promise.all(Array.from({ length: availableParallelism() }, takeTurns));
console.log(endOf(done, process.uptime()));
process.exit(done.some(({ failed }) => failed > 0) ? 1 : 0);

/** Whoever finds nothing left to check begins the tests: the longest check goes on beside them. */
async function takeTurns() {
  for (let row = rows.shift(); row; row = rows.shift()) {
    for (const step of row) await takeQuietly(step);
  }
  testing ??= takeTests();
  await testing;
}

async function takeTests() {
  const [first, ...others] = tests;
  if (first) await Promise.all([takeAloud(first), ...others.map(takeQuietly)]);
}

/** What it says is shown when it has ended and no test is talking. */
async function takeQuietly(step) {
  const started = Date.now();
  const { succeeded, output } = await runStep(step, 'pipe');
  const seconds = secondsSince(started);
  const show = () => {
    console.log(`\n── ${step.name}`);
    process.stdout.write(output);
    finish(step, { succeeded, seconds });
  };
  if (isTalking) unshown.push(show);
  else show();
}

async function takeAloud(step) {
  console.log(`\n── ${step.name}`);
  const started = Date.now();
  isTalking = true;
  const { succeeded } = await runStep(step, 'inherit');
  isTalking = false;
  step.afterwards?.();
  finish(step, { succeeded, seconds: secondsSince(started) });
  for (const show of unshown.splice(0)) show();
}

function secondsSince(started) {
  return (Date.now() - started) / 1000;
}

function finish({ name, report }, { succeeded, seconds }) {
  const counts = report?.() ?? { passed: succeeded ? 1 : 0, failed: succeeded ? 0 : 1, tests: [] };
  // A runner that fails without a failed test has still failed.
  if (!succeeded && counts.failed === 0) counts.failed = 1;
  done.push({ name, seconds, ...counts });
  console.log(`   ${counts.failed === 0 ? 'passed' : 'FAILED'} in ${seconds.toFixed(1)} s`);
}

async function runStep({ run: [command, ...args], environment }, output) {
  const local = join(ROOT, 'node_modules', '.bin', command);
  const child = spawn(existsSync(local) ? local : command, args, {
    cwd: ROOT,
    stdio: ['ignore', output, output],
    env: { ...process.env, ...(await environment?.()) },
  });
  const said = [];
  for (const stream of [child.stdout, child.stderr]) stream?.on('data', (part) => said.push(part));
  const status = await new Promise((resolve) => {
    child.on('error', (error) => {
      said.push(`${error.message}\n`);
      resolve(null);
    });
    child.on('close', resolve);
  });
  return { succeeded: status === 0, output: said.join('') };
}

/** The Flesch-Kincaid grade of every English page, easiest first. */
function printReadingLevel() {
  if (!existsSync(REPORTS.reading)) return;
  const grades = readFileSync(REPORTS.reading, 'utf8').replace(/^/gm, '   ');
  console.log(`\n   School grade of each page, at most 8:\n${grades}\n`);
}
