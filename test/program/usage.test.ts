/** The command line by itself, and beside several releases. */
import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';

import { describe, expect, onTestFinished, test } from 'vitest';

import { oneProgram } from './one-program.ts';
import { temporaryDirectory } from './program.ts';

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
  const mistyped = await phcc('plan', 'hold', '--role', 'enginer');
  expect([mistyped.exitCode, mistyped.output]).toEqual([0, expect.stringContaining('(canary')]);
  const status = await phcc('plan', 'status');
  expect(status.output).toMatch(/^Since: +\w+ \d+, \d{4}, \d+:\d\d [AP]M ET$/m);
  expect((await phcc('plan', 'load', CONTACTS)).exitCode).toBe(0);
  for (const step of ['status', 'advance']) {
    const { exitCode, output } = await phcc('plan', step);
    expect([exitCode, output]).toEqual([2, expect.stringContaining('name one of them')]);
    expect(output).toMatch(/^ {2}canary: .*, testing$/m);
    expect(output).toContain('  personal-health-care-contacts-mvp: ');
  }
  // What takes something back is about the one release that is open, whatever was loaded beside it.
  for (const step of ['hold', 'rollback']) {
    const { exitCode, output } = await phcc('plan', step);
    expect([exitCode, output]).toEqual([0, expect.stringContaining('(canary')]);
  }
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

describe('a plan that another editor has saved', () => {
  async function savedAs(bytes: Uint8Array | string) {
    const { path, remove } = await temporaryDirectory();
    onTestFinished(remove);
    const file = join(path, 'saved.md');
    writeFileSync(file, bytes);
    return file;
  }

  /** Lines for who waits come the more, the slower the machine is. */
  const HOW_FAR = /^Rehearsing .*\n/gm;
  const SAYS = [['show'], ['lint'], ['rehearse', '--runs', '5', '--seed', '7']];

  test.each(SAYS)('with a byte order mark means the same to phcc plan %s', async (...words) => {
    const { phcc } = here();
    const marked = await savedAs(`\uFEFF${readFileSync(CANARY, 'utf8')}`);
    const [command = '', ...options] = words;
    const plain = await phcc('plan', command, CANARY, ...options, '--json');
    const told = await phcc('plan', command, marked, ...options, '--json');
    const answered = ({ output }: { readonly output: string }) =>
      output.replaceAll(HOW_FAR, '').replaceAll(marked, CANARY);
    expect(answered(told)).toBe(answered(plain));
    expect(told.exitCode).toBe(plain.exitCode);
  });

  test('with a byte order mark is no other version, with it first or last', async () => {
    const { phcc } = here();
    const text = readFileSync(CANARY, 'utf8').replaceAll(/canary/gi, 'saved');
    const file = await savedAs(`\uFEFF${text}`);
    expect(await phcc('plan', 'load', file)).toMatchObject({ exitCode: 0 });
    writeFileSync(file, text);
    const again = await phcc('plan', 'load', file, '--json');
    expect(JSON.parse(again.output)).toMatchObject({ loaded: { planVersion: 1, changes: [] } });
  });

  test.each(['show', 'lint', 'rehearse', 'load'])(
    'in another encoding is refused by phcc plan %s: its characters would be lost',
    async (command) => {
      const text = readFileSync(CANARY, 'utf8');
      for (const encoding of ['latin1', 'utf16le'] as const) {
        const file = await savedAs(Buffer.from(`${text}\n“café”\n`, encoding));
        const { exitCode, output } = await here().phcc('plan', command, file);
        expect([exitCode, output]).toEqual([2, expect.stringContaining('is not UTF-8')]);
      }
    },
  );
});
