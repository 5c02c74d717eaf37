import { execFile } from 'node:child_process';
import { mkdir, readdir, readFile, writeFile } from 'node:fs/promises';
import { join, resolve } from 'node:path';
import { promisify } from 'node:util';

import { Client } from 'pg';
import { expect, onTestFinished, test } from 'vitest';

import { freshDatabase, sharedPostgresUrl } from '../postgres/index.ts';
import { PRIYA, signGo } from '../world/signing.ts';
import {
  freePort,
  refusedStart,
  startProgram,
  temporaryDirectory,
  type RunningProgram,
} from './program.ts';

const run = promisify(execFile);
const PLAN = 'release-plans/personal-health-care-contacts-mvp.md';

const TOKEN = 'the-token-of-this-instance-and-of-no-other';

/** A person at a shell, in a folder of their own, who types what stands in a runbook. */
type Shell = {
  readonly folder: string;
  /** Types the commands of a runbook, one block after the other, with these texts in the place of its examples. */
  walkThrough(
    runbook: string,
    examples: Readonly<Record<string, string>>,
    /** The heading of the part that is walked through; left out, all of it. */
    section?: string,
  ): Promise<string>;
  /** Types one block. */
  type(block: string): Promise<string>;
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

test('a lost database is brought back from a copy, or begun anew, as the runbook says, word by word', async () => {
  const shell = await openShell();
  const used = await usedProgram(shell);
  const before = { ...(await stateOf(used)), release: 'rolled-back' };
  const report = await used.phcc('plan', 'report');
  await writeFile(join(shell.folder, 'personal-health-care-contacts-mvp.md'), report.output);
  await used.stop();
  const walk = (section: string, url = '') =>
    shell.walkThrough(
      'lost-database',
      { 'postgresql://phcc:secret@db.example:5432/phcc_new': url },
      section,
    );
  await walk('Copies');
  const [backup = ''] = await readdir(join(shell.folder, 'backups'));
  const restored = async () => {
    const examples = {
      'phcc-20261129T080000000Z.jsonl': backup,
      '3999': String(await freePort()),
    };
    await shell.walkThrough('back-up-and-restore', examples, 'Restore');
    const state = await stateOf(shell.running());
    await shell.running().stop();
    return state;
  };

  await damage(used.dataDir);
  await walk('An embedded database, from a copy');
  expect(await restored()).toEqual(before);

  const [lost, empty] = await Promise.all([0, 1].map(() => freshDatabase(sharedPostgresUrl())));
  if (!lost || !empty) throw new Error('There are no databases.');
  onTestFinished(lost.drop);
  onTestFinished(empty.drop);
  await walk('A PostgreSQL server, from a copy', lost.url);
  expect(await restored()).toEqual(before);

  shell.set('DATABASE_URL', empty.url);
  await walk('Without a copy');
  const again = shell.running();
  expect(await stateOf(again)).toMatchObject({ release: 'testing' });
  const changelog = changelogIn(report.output);
  expect(changelog).toContain('Phase I started');
  expect((await again.phcc('plan', 'report')).output).toContain(changelog);
  await again.stop();
});

/** What a broken disk leaves of an embedded database: the program refuses to start with it. */
async function damage(dataDir: string): Promise<void> {
  await writeFile(join(dataDir, 'postgres', 'global', 'pg_control'), '');
  const refused = await refusedStart({ DATA_DIR: dataDir, PORT: String(await freePort()) });
  expect(refused.output).toContain('damaged');
}

const changelogIn = (report: string) =>
  report.split('\n## Changelog\n')[1]?.split('\n## ')[0]?.trim() ?? '';

test('the page is closed as the runbook says, word by word, by each way that it names', async () => {
  const shell = await openShell();
  const server = await freshDatabase(sharedPostgresUrl());
  onTestFinished(server.drop);
  shell.set('DATA_DIR', join(shell.folder, 'data'));
  shell.set('DATABASE_URL', server.url);
  shell.set('PHCC_TOKEN', TOKEN);
  await mkdir(join(shell.folder, 'data'), { mode: 0o700 });
  await shell.type('npm start');
  const first = shell.running();
  const walk = (section: string) =>
    shell.walkThrough('roll-back', { '3999': String(port) }, section);
  const port = await freePort();
  const type = async (...args: readonly string[]) => {
    const { exitCode, output } = await first.phcc(...args);
    expect(exitCode, output).toBe(0);
    return output;
  };

  await type('flags', 'enable', 'profile_contacts', '--reason', 'No release has it yet');
  expect(await isOpenAt(first)).toBe(true);
  await walk('When no server answers');
  await expect.poll(() => isOpenAt(first)).toBe(false);
  await shell.running().stop();
  await expect.poll(() => isOpenAt(first)).toBe(true);
  await type('flags', 'disable', 'profile_contacts');

  await type('plan', 'load', PLAN);
  await type('plan', 'start');
  for (const [section, because] of [
    ['2. The command line', 'What you saw'],
    ['3. The flag API', 'Rolled back by'],
    ['4. SQL, on PostgreSQL', 'Closed by SQL at 14:05 ET: what you saw'],
  ] as const) {
    await signGo(type);
    await type('plan', 'advance', '--override', '--reason', 'To be rolled back', ...PRIYA);
    expect(await type('plan', 'status')).toContain('% of Veterans');
    await walk(section);
    const status = await type('plan', 'status');
    expect(status).toContain('Open to:   No one');
    expect(status + (await type('plan', 'report'))).toContain(because);
    await walk('Afterwards');
  }
});

async function isOpenAt({ url }: RunningProgram): Promise<boolean> {
  const answer = await fetch(`${url}/ofrep/v1/evaluate/flags/profile_contacts`, {
    method: 'POST',
    headers: { authorization: `Bearer ${TOKEN}`, 'content-type': 'application/json' },
    body: JSON.stringify({ context: { targetingKey: 'somebody' } }),
  });
  return ((await answer.json()) as { readonly value?: boolean }).value === true;
}

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
    if (/^(?:select|delete) /.test(block)) return bySql(environment['DATABASE_URL'] ?? '', block);
    const start = /^(?:PORT=(\d+) )?npm start$/.exec(block.trim());
    if (start) {
      const port = Number(start[1] ?? new URL(environment['PHCC_URL'] ?? '').port);
      const dataDir = environment['DATA_DIR'] ?? '';
      const { DATABASE_URL = '', FLAGS_CLOSED = '', PHCC_TOKEN } = environment;
      const token = PHCC_TOKEN === undefined ? {} : { PHCC_TOKEN, FLIPPER_API_TOKEN: PHCC_TOKEN };
      const settings = { DATABASE_URL, FLAGS_CLOSED, ...token };
      program = await startProgram({ dataDir, port, environment: settings });
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
    type,
    walkThrough: async (runbook, examples, section) => {
      let text = sectionIn(await readFile(`docs/runbooks/${runbook}.md`, 'utf8'), section);
      for (const [example, real] of Object.entries(examples)) text = text.replaceAll(example, real);
      let said = '';
      for (const block of blocksIn(text)) said += await type(block);
      return said;
    },
  };
}

function sectionIn(text: string, heading: string | undefined): string {
  if (heading === undefined) return text;
  const [, section] = text.split(`\n## ${heading}\n`);
  if (section === undefined) throw new Error(`The runbook has no part “${heading}”.`);
  return section.split('\n## ')[0] ?? '';
}

async function bySql(url: string, statement: string): Promise<string> {
  const client = new Client({ connectionString: url });
  await client.connect();
  await client.query(statement);
  await client.end();
  return '';
}

/** What stands in the boxes for a shell or for SQL, without the indent that they have in a list. */
function blocksIn(text: string): readonly string[] {
  return [...text.matchAll(/^ *```(?:sh|sql)\n([^]*?)^ *```$/gm)].map(([, block = '']) =>
    block.replace(/^ +/gm, ''),
  );
}

function variablesIn(text: string): Readonly<Record<string, string>> {
  const entries = text.split('\0').filter((entry) => entry.includes('='));
  return Object.fromEntries(
    entries.map((entry) => [entry.replace(/=[^]*$/, ''), entry.replace(/^[^=]*=/, '')]),
  );
}
