import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import type { LintReport } from '../../../lint/index.ts';
import { lintCommand } from './lint.ts';

const SEED = 'test/plans/seed.md';
const OURS = 'release-plans/personal-health-care-contacts-mvp.md';

let output: string;
let complaints: string;

beforeEach(() => {
  output = '';
  complaints = '';
  vi.spyOn(process.stdout, 'write').mockImplementation((text) => {
    output += String(text);
    return true;
  });
  vi.spyOn(process.stderr, 'write').mockImplementation((text) => {
    complaints += String(text);
    return true;
  });
});

afterEach(() => {
  vi.restoreAllMocks();
  process.exitCode = undefined;
});

async function lint(...args: readonly string[]) {
  await lintCommand(['profile_contacts']).parseAsync(args, { from: 'user' });
  return { exitCode: process.exitCode, output, complaints };
}

const reportIn = (text: string) => JSON.parse(text) as LintReport;

describe('phcc plan lint', () => {
  it('refuses a document above 256 kB with a sentence', async () => {
    const folder = mkdtempSync(join(tmpdir(), 'phcc-lint-'));
    const file = join(folder, 'large.md');
    writeFileSync(file, 'a'.repeat(256 * 1024 + 1));
    const answer = await lint(file);
    rmSync(folder, { recursive: true });
    expect(answer).toMatchObject({ exitCode: 2, output: '' });
    expect(answer.complaints).toContain('a release plan of at most 256 kB is expected');
  });

  it('says of the plan of March 2024 what keeps it from starting, section by section', async () => {
    const answer = await lint(SEED);
    expect(answer).toMatchObject({ exitCode: 1, complaints: '' });
    const lines = answer.output.split('\n');
    expect(lines[0]).toBe(SEED);
    expect(lines).toContain('Phase I – moderated production testing › Planning');
    expect(answer.output).toContain(
      '   57:19  error    open-marker\n' +
        '          “Length of time” still says “[FILL_IN]”. It is needed before Stage A opens.\n' +
        '          → Write, for example: “- Length of time: 2 days”\n',
    );
    expect(lines).toContain('      62  note     5 results are still to come. Nothing to do now.');
    expect(lines.at(-2)).toMatch(
      /^\d+ errors, \d+ warnings, 13 notes\. The plan can’t start before its errors are fixed\.$/,
    );
  });

  it('says that our own plan can start, and what to pass for the rules that were not checked', async () => {
    const answer = await lint(OURS);
    expect(answer).toMatchObject({ exitCode: 0, complaints: '' });
    expect(answer.output).toMatch(/\n0 errors, 0 warnings, \d+ notes\. The plan can start\.\n$/);
    expect(answer.output).toContain(
      'detectable-ratio           pass --users-per-day N and --baseline P',
    );
  });

  it('says who has to report page events where the feature has no page here, and what is measured without', async () => {
    const folder = mkdtempSync(join(tmpdir(), 'phcc-lint-'));
    const file = join(folder, 'letters.md');
    const asked = '- Scripts work: `client error rate < 1% of page views`\n- Errors stay few';
    const ours = readFileSync(OURS, 'utf8').replace('- Errors stay in', `${asked} in`);
    writeFileSync(file, ours);
    expect(await lint(file)).toMatchObject({ exitCode: 0 });
    writeFileSync(file, ours.replace('`profile_contacts`', '`letters`'));
    const answer = await lint(file);
    rmSync(folder, { recursive: true });
    expect(answer.exitCode).toBe(0);
    expect(answer.output).toMatch(/warning +not-measured-yet\s+“client error rate/);
    expect(answer.output).toContain('Measured without them are: error rate, errors, success rate');
  });

  it('gives the same as data, by --format json as by --json', async () => {
    const report = reportIn((await lint(SEED, '--format', 'json')).output);
    expect(process.exitCode).toBe(1);
    expect(report.ready).toBe(false);
    output = '';
    expect(reportIn((await lint(SEED, '--json')).output)).toEqual(report);
  });

  it('checks more when it is given more', async () => {
    const more = ['--users-per-day', '2,304', '--baseline', '1%', '--against', OURS];
    const report = reportIn((await lint(SEED, '--json', '--now', '2026-11-24', ...more)).output);
    expect(report.notChecked).toEqual([
      'release-not-loaded',
      'plan-and-journal-disagree',
      'flag-and-journal-disagree',
    ]);
  });

  it.each([['README.md'], ['no-such-plan.md'], [SEED, '--against', 'no-such-plan.md']])(
    'ends with 2 and a sentence, and prints no findings, for %s %s %s',
    async (...args) => {
      const answer = await lint(...args);
      expect(answer).toMatchObject({ exitCode: 2, output: '' });
      expect(answer.complaints).toMatch(/No phase of a release plan|can’t be read/);
    },
  );

  it('tells GitHub that a file is no plan', async () => {
    const answer = await lint('README.md', '--format', 'github');
    expect(answer).toMatchObject({ exitCode: 2, complaints: '' });
    expect(answer.output).toMatch(/^::error file=README.md::No phase /);
  });

  it.each([
    ['--users-per-day', 'many'],
    ['--users-per-day', '-1'],
    ['--baseline', '120%'],
    ['--now', 'tomorrow'],
    ['--now', '2026-13-45'],
    ['--format', 'xml'],
  ])('refuses %s %s and says what it expects', async (option, value) => {
    await expect(lint(SEED, option, value)).rejects.toThrow(/Expected|Allowed choices/);
  });
});
