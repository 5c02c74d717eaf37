import { execFile } from 'node:child_process';
import { mkdir, readdir, readFile, writeFile } from 'node:fs/promises';
import { join, resolve } from 'node:path';
import { promisify } from 'node:util';

import { expect, onTestFinished, test } from 'vitest';

import { freshDatabase, sharedPostgresUrl } from '../postgres/index.ts';
import { freePort, startProgram, temporaryDirectory, type RunningProgram } from './program.ts';

const run = promisify(execFile);
const PLAN = 'release-plans/personal-health-care-contacts-mvp.md';

/** A person at a shell, in a folder of their own, who types what stands in a runbook. */
type Shell = {
  readonly folder: string;
  /** Types the commands of a runbook, one block after the other, with these texts in the place of its examples. */
  walkThrough(runbook: string, examples: Readonly<Record<string, string>>): Promise<string>;
  set(name: string, value: string): void;
  readonly running: () => RunningProgram;
};

test('the data are moved, backed up and restored as the runbooks say, word by word', async () => {
  const shell = await openShell();
  const before = await usedProgram(shell);
  const stateBefore = await stateOf(before);
  await before.stop();

  const server = await freshDatabase(sharedPostgresUrl());
  onTestFinished(server.drop);
  const said = await shell.walkThrough('move-to-postgresql', {
    'postgresql://phcc:secret@db.example:5432/phcc': server.url,
  });
  expect(said).toContain('everybody signs in again');
  expect(await stateOf(shell.running())).toEqual(stateBefore);

  const moved = shell.running();
  await moved.phcc('data', 'backup', join(shell.folder, 'backups'));
  const [backup = ''] = await readdir(join(shell.folder, 'backups'));
  await moved.phcc('flags', 'disable', 'no_release_has_it');
  await moved.stop();
  await shell.walkThrough('back-up-and-restore', {
    'phcc-20261129T080000000Z.jsonl': backup,
    '3999': String(await freePort()),
  });
  const restored = await stateOf(shell.running());
  expect(restored).toEqual({ ...stateBefore, release: 'rolled-back' });
  await shell.running().stop();
});

/** The program as somebody has used it for a while. */
async function usedProgram(shell: Shell): Promise<RunningProgram> {
  const dataDir = join(shell.folder, 'data');
  await mkdir(dataDir, { mode: 0o700 });
  shell.set('DATA_DIR', dataDir);
  const program = await startProgram({ dataDir });
  for (const words of [
    ['plan', 'load', PLAN],
    ['plan', 'start'],
    ['testers', 'add', 'all-four@example.test'],
    ['flags', 'add', 'no_release_has_it'],
    ['flags', 'set', 'no_release_has_it', '--actors-percentage', '25', '--reason', 'It is good'],
    ['tokens', 'create', 'ci', '--scope', 'read'],
  ]) {
    const { exitCode, output } = await program.phcc(...words);
    expect(exitCode, `${words.join(' ')}: ${output}`).toBe(0);
  }
  return program;
}

/** What must be the same afterwards, whatever database it is in. */
async function stateOf({ phcc }: RunningProgram) {
  const release = JSON.parse((await phcc('plan', 'status', '--json')).output) as {
    readonly phase: string;
  };
  const history = await phcc('flags', 'history', 'no_release_has_it', '--json');
  const flag = await phcc('flags', 'show', 'no_release_has_it', '--json');
  const tokens = await phcc('tokens', 'list', '--json');
  return {
    release: release.phase,
    history: history.output,
    flag: flag.output,
    tokens: tokens.output,
  };
}

async function openShell(): Promise<Shell> {
  const { path: folder, remove } = await temporaryDirectory();
  onTestFinished(remove);
  const bin = join(folder, 'bin');
  await mkdir(bin);
  const phcc = resolve('bin/phcc.mjs');
  const npx = `#!/bin/sh\nshift\nexec '${process.execPath}' '${phcc}' "$@"\n`;
  await writeFile(join(bin, 'npx'), npx, { mode: 0o755 });
  let environment: Readonly<Record<string, string>> = {
    PATH: `${bin}:${process.env['PATH'] ?? ''}`,
    PHCC_URL: `http://127.0.0.1:${await freePort()}`,
  };
  let program: RunningProgram | null = null;
  const running = () => {
    if (!program) throw new Error('The runbook has not started the program.');
    return program;
  };
  const type = async (block: string) => {
    const start = /^(?:PORT=(\d+) )?npm start$/.exec(block.trim());
    if (start) {
      const port = Number(start[1] ?? new URL(environment['PHCC_URL'] ?? '').port);
      const dataDir = environment['DATA_DIR'] ?? '';
      const { DATABASE_URL = '' } = environment;
      program = await startProgram({ dataDir, port, environment: { DATABASE_URL } });
      onTestFinished(program.kill9);
      return '';
    }
    const after = join(folder, 'environment');
    const { stdout } = await run('bash', ['-ec', `${block}\nenv -0 > '${after}'`], {
      cwd: folder,
      env: environment,
    });
    environment = variablesIn(await readFile(after, 'utf8'));
    return stdout;
  };
  return {
    folder,
    running,
    set: (name, value) => {
      environment = { ...environment, [name]: value };
    },
    walkThrough: async (runbook, examples) => {
      let text = await readFile(`docs/runbooks/${runbook}.md`, 'utf8');
      for (const [example, real] of Object.entries(examples)) text = text.replaceAll(example, real);
      let said = '';
      for (const block of blocksIn(text)) said += await type(block);
      return said;
    },
  };
}

/** What stands in the boxes for a shell, without the indent that they have in a list. */
function blocksIn(text: string): readonly string[] {
  return [...text.matchAll(/^ *```sh\n([^]*?)^ *```$/gm)].map(([, block = '']) =>
    block.replace(/^ +/gm, ''),
  );
}

function variablesIn(text: string): Readonly<Record<string, string>> {
  const entries = text.split('\0').filter((entry) => entry.includes('='));
  return Object.fromEntries(
    entries.map((entry) => [entry.replace(/=[^]*$/, ''), entry.replace(/^[^=]*=/, '')]),
  );
}
