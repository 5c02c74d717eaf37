// What the test runners wrote down of their tests, read for `npm test`.
import { existsSync, readFileSync } from 'node:fs';
import { relative } from 'node:path';

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

/** What failed, with why, which would otherwise stand far above the last line. */
export function failedOf(tests) {
  return tests.filter(({ fault }) => fault !== undefined);
}

/** The slowest first. */
export function slowest(tests, count) {
  return tests.toSorted((one, other) => other.seconds - one.seconds).slice(0, count);
}

function read(file) {
  return existsSync(file) ? JSON.parse(readFileSync(file, 'utf8')) : null;
}
