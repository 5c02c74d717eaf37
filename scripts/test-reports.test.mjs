import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { describe, expect, onTestFinished, test } from 'vitest';

import { endOf, playwrightReport, vitestReport } from './test-reports.mjs';
import { ROOT } from './requirements.mjs';

/** The tests that the report says have failed. */
const failedOf = ({ tests }) => tests.filter(({ fault }) => fault !== undefined);

function written(report) {
  const folder = mkdtempSync(join(tmpdir(), 'phcc-reports-'));
  onTestFinished(() => rmSync(folder, { recursive: true }));
  writeFileSync(join(folder, 'report.json'), JSON.stringify(report));
  return join(folder, 'report.json');
}

describe('what failed is told by file, name and reason', () => {
  test('by Vitest, of tests that were skipped and of files that could not be read too', () => {
    const passed = { fullName: 'passes', status: 'passed', duration: 5, failureMessages: [] };
    const failing = { ...passed, fullName: 'fails', status: 'failed', failureMessages: ['1 is 2'] };
    const skipped = { ...passed, fullName: 'waits', status: 'skipped' };
    const report = vitestReport(
      written({
        numPassedTests: 1,
        numTotalTests: 3,
        testResults: [
          { name: join(ROOT, 'a.test.ts'), assertionResults: [passed, failing, skipped] },
          {
            name: join(ROOT, 'b.test.ts'),
            assertionResults: [],
            status: 'failed',
            message: 'no such module',
          },
        ],
      }),
    );
    expect(report).toMatchObject({ passed: 1, failed: 3 });
    expect(failedOf(report)).toMatchObject([
      { file: 'a.test.ts', name: 'fails', fault: '1 is 2' },
      { file: 'a.test.ts', name: 'waits', fault: 'skipped' },
      { file: 'b.test.ts', fault: 'no such module' },
    ]);
  });

  test('by Playwright, of tests that passed at a second try only too', () => {
    const run = (status, ...messages) => ({
      status,
      results: messages.map((message) => ({ duration: 1, errors: message ? [{ message }] : [] })),
    });
    const spec = (title, of) => ({ title, file: 'a.journey.ts', tests: [of] });
    const report = playwrightReport(
      written({
        stats: { expected: 1, unexpected: 1, flaky: 1, skipped: 0 },
        errors: [],
        suites: [
          {
            specs: [
              spec('passes', run('expected', null)),
              spec('fails', run('unexpected', 'not there')),
              spec('flickers', run('flaky', 'too late', null)),
            ],
          },
        ],
      }),
    );
    expect(report).toMatchObject({ passed: 1, failed: 2 });
    expect(failedOf(report)).toMatchObject([
      { file: 'test/journeys/a.journey.ts', name: 'fails', fault: 'not there' },
      { file: 'test/journeys/a.journey.ts', name: 'flickers', fault: 'too late' },
    ]);
  });
});

describe('npm test closes', () => {
  const passing = { file: 'a.test.ts', name: 'passes', seconds: 2 };
  const failing = {
    file: 'b.test.ts',
    name: 'fails',
    seconds: 1,
    fault: '\u001B[31m1 is 2\u001B[39m',
  };
  const tests = { name: 'Tests', seconds: 3, passed: 1, failed: 1, tests: [passing, failing] };
  const lint = { name: 'Lint', seconds: 1, passed: 1, failed: 0, tests: [] };

  test('with what failed and why, and with the counts of all in its last line', () => {
    const end = endOf([lint, tests], 4);
    expect(end).toContain('── Failed: b.test.ts: fails\n   1 is 2\n');
    expect(end).toContain('2.0 s  a.test.ts: passes\n     1.0 s  b.test.ts: fails');
    expect(end.split('\n').slice(-3)).toEqual(['Failed: Tests', '', '2 passed, 1 failed']);
  });

  test('without a word of failure or of tests where there is none', () => {
    const end = endOf([lint], 4);
    expect(end).not.toMatch(/Failed|slowest/u);
    expect(end.split('\n').at(-1)).toBe('1 passed, 0 failed');
  });
});
