// What the test runners wrote down of their tests, read for `npm test`.
import { existsSync, readFileSync } from 'node:fs';
import { relative } from 'node:path';
import { stripVTControlCharacters } from 'node:util';

import { ROOT } from './requirements.mjs';

const NO_REPORT = { passed: 0, failed: 1, tests: [] };

/** A test that did not run has not passed: skipped and unfinished ones count as failed. */
export function vitestReport(file) {
  const report = read(file);
  if (!report) return NO_REPORT;
  const { numPassedTests: passed, numTotalTests: all } = report;
  const tests = report.testResults.flatMap(({ name, assertionResults }) =>
    assertionResults.map(({ fullName, duration, status, failureMessages }) => ({
      file: relative(ROOT, name),
      name: fullName,
      seconds: (duration ?? 0) / 1000,
      ...(status !== 'passed' && { fault: failureMessages[0] ?? status }),
    })),
  );
  const unread = report.testResults
    .filter(({ status, assertionResults }) => status === 'failed' && assertionResults.length === 0)
    .map(({ name, message }) => ({
      file: relative(ROOT, name),
      name: '',
      seconds: 0,
      fault: message,
    }));
  return { passed, failed: all - passed + unread.length, tests: [...tests, ...unread] };
}

/** A test that passed only at a second try is a defect: it counts as failed. */
export function playwrightReport(file) {
  const report = read(file);
  if (!report) return NO_REPORT;
  const { expected, unexpected, flaky, skipped } = report.stats;
  const failed = unexpected + flaky + skipped + report.errors.length;
  return { passed: expected, failed, tests: report.suites.flatMap(testsOf) };
}

function testsOf({ suites = [], specs }) {
  const own = specs.map(({ title, file, tests }) => ({
    file: `test/journeys/${file}`,
    name: title,
    seconds: sum(tests.flatMap(({ results }) => results.map(({ duration }) => duration))) / 1000,
    ...faultOf(tests),
  }));
  return [...own, ...suites.flatMap(testsOf)];
}

function faultOf(tests) {
  const bad = tests.find(({ status }) => status !== 'expected');
  if (!bad) return {};
  const errors = bad.results.flatMap((result) => result.errors);
  return { fault: errors[0]?.message ?? bad.status };
}

const sum = (numbers) => numbers.reduce((one, other) => one + other, 0);

/**
 * What `npm test` closes with: how long each step took, the slowest tests, what failed and why, and the counts of all.
 * Each step has `name`, `seconds`, `passed`, `failed` and `tests` with `file`, `name`, `seconds` and, if it failed,
 * `fault`.
 */
export function endOf(steps, allSeconds) {
  const tests = steps.flatMap((step) => step.tests);
  const failedSteps = steps.filter(({ failed }) => failed > 0).map(({ name }) => name);
  return [
    section('Time of each step (some ran at the same time), and of all', [
      ...steps.map(({ name, seconds }) => row(seconds, name)),
      row(allSeconds, 'All'),
    ]),
    section('The ten slowest tests', slowest(tests, 10)),
    // Where each failed stands far above the last line.
    ...tests.filter(({ fault }) => fault !== undefined).map(failedTest),
    failedSteps.length > 0 && `\nFailed: ${failedSteps.join(', ')}`,
    `\n${sumOf(steps, 'passed')} passed, ${sumOf(steps, 'failed')} failed`,
  ]
    .filter(Boolean)
    .join('\n');
}

function section(title, rows) {
  return rows.length > 0 && `\n── ${title}\n${rows.join('\n')}`;
}

function slowest(tests, count) {
  return tests
    .toSorted((one, other) => other.seconds - one.seconds)
    .slice(0, count)
    .map(({ seconds, file, name }) => row(seconds, `${file}: ${name}`));
}

/** In characters, of what a failed test said. */
const LONGEST_FAULT = 3_000;

function failedTest({ file, name, fault }) {
  const why = stripVTControlCharacters(fault).slice(0, LONGEST_FAULT).replace(/^/gm, '   ');
  return `\n── Failed: ${file}: ${name}\n${why}`;
}

function sumOf(steps, count) {
  return sum(steps.map((step) => step[count]));
}

function row(seconds, words) {
  return `${seconds.toFixed(1).padStart(8)} s  ${words}`;
}

function read(file) {
  return existsSync(file) ? JSON.parse(readFileSync(file, 'utf8')) : null;
}
