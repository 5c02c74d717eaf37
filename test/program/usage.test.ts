/** The command line by itself, and beside several releases. */
import { describe, expect, test } from 'vitest';

import { oneProgram } from './one-program.ts';

const here = oneProgram();
const CANARY = 'test/plans/canary.md';
const CONTACTS = 'release-plans/personal-health-care-contacts-mvp.md';

describe('an error of usage', () => {
  test.each([
    [['plan', 'shwo']],
    [['plan']],
    [['tokens']],
    [['nonsense']],
    [['plan', 'lint']],
    [['plan', 'status', '--bad']],
    [['plan', 'status', 'one', 'two']],
    [['plan', 'answer', 'maybe']],
    [['flags', 'set', 'x', '--percentage-of-actors', '2,5%']],
    [['tokens', 'create', 'ci']],
    [['tokens', 'create', 'ci', '--scope', 'read', '--days', '0']],
    [['plan', 'bad\u001b[2J']],
  ])('ends with 2, and is data with --json: %j', async (words) => {
    const { phcc } = here();
    const [plain, json] = await Promise.all([phcc(...words), phcc(...words, '--json')]);
    expect(plain.exitCode, plain.output).toBe(2);
    expect(plain.output).not.toContain('\u001b');
    expect(json.exitCode, json.output).toBe(2);
    expect(JSON.parse(json.output)).toEqual({
      code: 'usage',
      message: expect.stringMatching(/\w/) as string,
    });
  });

  test('is none that asks for help or for the version', async () => {
    expect(await here().phcc('plan', '--help')).toMatchObject({ exitCode: 0 });
    const version = await here().phcc('--version');
    expect(version.exitCode).toBe(0);
    expect(version.output).toMatch(/^\d+\.\d+\.\d+\n$/);
  });
});

test('a bare command is about the one release that isn’t closed, and names them when there are several', async () => {
  const { phcc } = here();
  expect((await phcc('plan', 'load', CANARY)).exitCode).toBe(0);
  expect((await phcc('plan', 'start')).output).toContain('(canary, plan version 1)');
  const status = await phcc('plan', 'status');
  expect(status.output).toMatch(/^Since: +\w+ \d+, \d{4}, \d+:\d\d [AP]M ET$/m);
  expect((await phcc('plan', 'load', CONTACTS)).exitCode).toBe(0);
  for (const step of ['status', 'advance', 'hold', 'rollback']) {
    const { exitCode, output } = await phcc('plan', step);
    expect([exitCode, output]).toEqual([2, expect.stringContaining('name one of them')]);
    expect(output).toMatch(/^ {2}canary: .*, testing$/m);
    expect(output).toContain('  personal-health-care-contacts-mvp: ');
  }
  await phcc('plan', 'rollback', 'canary');
  expect((await phcc('plan', 'close', 'canary', '--reason', 'tried')).exitCode).toBe(0);
  expect((await phcc('plan', 'status')).output).toContain('personal-health-care-contacts-mvp');
});

test('a token is shown once, listed without its secret, and good until it is revoked', async () => {
  const { phcc } = here();
  const made = await phcc('tokens', 'create', 'ci-deploy', '--scope', 'read', 'release');
  const [secret = ''] = made.output.split('\n');
  expect(secret).toMatch(/^phcc_[\w-]{43}$/);
  const list = await phcc('tokens', 'list');
  expect(list.output).toMatch(/^ci-deploy: read, release; of .*; good until .* ET; never used$/m);
  expect(list.output).not.toContain(secret);
  const again = await phcc('tokens', 'create', 'ci-deploy', '--scope', 'read');
  expect([again.exitCode, again.output]).toEqual([1, expect.stringContaining('already')]);
  expect((await phcc('tokens', 'revoke', 'ci-deploy')).exitCode).toBe(0);
  expect((await phcc('tokens', 'revoke', 'ci-deploy')).exitCode).toBe(1);
});
