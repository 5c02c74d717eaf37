import { afterAll, beforeAll, describe, expect, test } from 'vitest';

import { startProgram, temporaryDirectory, type RunningProgram } from './program.ts';

const PLAN = 'release-plans/personal-health-care-contacts-mvp.md';
const RELEASE = 'personal-health-care-contacts-mvp';
const ENZO = ['--as', 'Enzo Ñandú', '--role', 'engineer'];
const ALMA = '6f9619ff-8b86-4d01-b42d-00cf4fc964ff';

let directory: Awaited<ReturnType<typeof temporaryDirectory>>;
let program: RunningProgram;

beforeAll(async () => {
  directory = await temporaryDirectory();
  program = await startProgram({ dataDir: directory.path });
});

afterAll(async () => {
  await program.stop();
  await directory.remove();
});

const flags = (...args: readonly string[]) => program.phcc('flags', ...args);

async function newestEntry(name: string): Promise<string> {
  const { output } = await flags('history', name, '--limit', '1', '--json');
  const { entries } = JSON.parse(output) as { entries: { id: number }[] };
  return String(entries[0]?.id);
}

describe('phcc flags', () => {
  test('opens a feature wider only with a reason, and says how to give it', async () => {
    expect((await flags('add', 'search')).output).toBe('search: off\n');
    const refused = await flags('enable', 'search');
    expect(refused.exitCode).toBe(1);
    expect(refused.output).toContain('Nothing was changed. Say why: --reason');
    const asData = JSON.parse((await flags('enable', 'search', '--json')).output) as object;
    expect(asData).toMatchObject({ code: 'reason-needed' });
    expect((await flags('set', 'search', '--actors-percentage', '5')).exitCode).toBe(1);
    expect((await flags('enable', 'search', '--reason', '  ')).exitCode).toBe(1);
    expect((await flags('show', 'search')).output).toBe('search: off\n');
    expect((await flags('enable', 'search', '--reason', 'Ready')).output).toBe(
      'search: on\n  boolean: true\n',
    );
  });

  test('sets several gates at once, and refuses what none can hold', async () => {
    const why = ['--reason', 'A try'];
    await flags('add', 'gates');
    const set = await flags('set', 'gates', '--actor', ALMA, '--actors-percentage', '0.5', ...why);
    expect(set.output).toBe(`gates: conditional\n  actors: ${ALMA}\n  percentage_of_actors: 0.5\n`);
    const group = await flags('set', 'gates', '--group', 'strangers', ...why);
    expect(group).toMatchObject({ exitCode: 1, output: 'Group not registered.\n' });
    const partly = await flags('set', 'gates', '--actor', 'Owen', '--group', 'strangers', ...why);
    expect(partly.output).toBe('Group not registered. Set before that: actors.\n');
    const long = await flags('set', 'gates', '--actor', 'x'.repeat(1_001), ...why);
    expect(long.exitCode).toBe(1);
    expect(long.output).toContain('has 1001 bytes; at most 1000 can be stored');
  });

  test('tells what happened, undoes it, and tells that too', async () => {
    await flags('add', 'undone', ...ENZO);
    await flags('set', 'undone', '--actor', ALMA, '--reason', 'Über alles', ...ENZO);
    await flags('disable', 'undone', ...ENZO);
    const undone = await flags('undo', await newestEntry('undone'), '--reason', 'Too early');
    expect(undone.exitCode).toBe(0);
    expect(undone.output).toContain(', undo: 1 actor added\n      Why: Too early');
    const { output } = await flags('history', 'undone');
    expect(output.match(/: [^:\n]+$/gm)).toEqual([
      ': 1 actor added',
      ': Too early',
      ': 1 actor removed',
      ': 1 actor added',
      ': Über alles',
      ': added',
    ]);
    expect(output).toContain(
      'ET  Enzo Ñandú (engineer, claimed by token administrator), flag-api: 1 actor removed',
    );
    expect(output).not.toContain(ALMA);
  });

  test('refuses to undo without a reason, what has changed since, and what isn’t there', async () => {
    await flags('add', 'kept');
    await flags('enable', 'kept', '--reason', 'Ready');
    const enabled = await newestEntry('kept');
    await flags('disable', 'kept');
    const without = await flags('undo', await newestEntry('kept'));
    expect(without).toMatchObject({ exitCode: 1 });
    expect(without.output).toContain('--reason');
    await flags('set', 'kept', '--actors-percentage', '5', '--reason', 'A canary');
    const late = await flags('undo', enabled);
    expect(late.exitCode).toBe(1);
    expect(late.output).toContain('Undo the newest entry first');
    const absent = await flags('undo', '999999');
    expect(absent).toMatchObject({ exitCode: 1 });
    expect(absent.output).toContain('no entry 999999');
  });

  test.each([
    ['set', 'search', '--reason', 'Nothing to set'],
    ['set', 'search', '--actors-percentage', 'half'],
    ['set', 'search', '--actors-percentage', '101'],
    ['set', 'search', '--time-percentage', '5'],
    ['history', 'search', '--limit', '0'],
    ['history', 'search', '--limit', 'all'],
    ['history'],
    ['undo', 'last'],
    ['undo', '-1'],
    ['enable'],
    ['list', '--role'],
  ])('calls a mistake in the command what it is: %s %s %s %s', async (...args) => {
    const { exitCode, output } = await flags(...args);
    expect(exitCode).toBe(2);
    expect(output).not.toMatch(/^\s+at /m);
  });

  test('a name that is none changes nothing with any command, and the nearest is named', async () => {
    for (const [command, ...more] of [
      ['show'],
      ['enable', '--reason', 'A try'],
      ['disable'],
      ['set', '--actors-percentage', '5', '--reason', 'A try'],
      ['remove', '--reason', 'Over'],
      ['check'],
      ['history'],
    ] as const) {
      const { exitCode, output } = await flags(command, 'profil_contact', ...more);
      expect(exitCode, command).toBe(1);
      expect(output).toContain('There is no feature “profil_contact”. Nothing was changed.');
      expect(output).toContain('Did you mean “profile_contacts”?');
    }
    expect((await flags('list')).output).not.toContain('profil_contact:');
  });

  test('disable of a name that is like no other leads to the list', async () => {
    const { exitCode, output } = await flags('disable', 'zebra');
    expect(exitCode).toBe(1);
    expect(output).toContain('phcc flags list names all.');
    expect((await flags('disable', '')).exitCode).toBe(1);
  });

  test('takes a feature away for a reason only, and never one that is still asked for', async () => {
    await flags('add', 'over');
    const without = await flags('remove', 'over');
    expect(without.exitCode).toBe(1);
    expect(without.output).toContain('Nothing was changed. Say why: --reason');
    expect((await flags('remove', 'over', '--reason', 'Done with')).output).toBe('over: removed\n');
    const asked = await flags('remove', 'profile_contacts', '--reason', 'Done with');
    expect(asked.exitCode).toBe(1);
    expect(asked.output).toContain('The code of the running program asks for profile_contacts');
    expect((await flags('show', 'profile_contacts')).output).toBe('profile_contacts: off\n');
  });

  test('lists features with owner, age and what is stale about them', async () => {
    await flags('add', 'forgotten');
    await flags('enable', 'forgotten', '--reason', 'A try');
    const { output } = await flags('list');
    expect(output).toMatch(
      /^profile_contacts: off, Profile team, added (?:today|yesterday), never asked$/m,
    );
    expect(output).toMatch(
      /^forgotten: on, no owner, added (?:today|yesterday), never asked\n {2}No program/m,
    );
    const stale = await flags('list', '--stale', '--json');
    const { features } = JSON.parse(stale.output) as { features: { key: string }[] };
    expect(features.map(({ key }) => key)).toContain('forgotten');
    expect(features.map(({ key }) => key)).not.toContain('profile_contacts');
  });

  test('checks whether a feature is ready to be released, and why not', async () => {
    const ready = await flags('check', 'profile_contacts');
    expect(ready.exitCode, ready.output).toBe(0);
    expect(ready.output).toContain('✓ wired: contacts page');
    expect(ready.output).toContain('profile_contacts is ready to be released.');
    const missing = await flags('check', 'no_such_feature');
    expect(missing.exitCode).toBe(1);
    expect(missing.output).toContain('✗ exists: The store has no feature no_such_feature.');
    const asData = JSON.parse((await flags('check', 'no_such_feature', '--json')).output) as object;
    expect(asData).toMatchObject({ ready: false, checks: expect.any(Array) as object });
  });

  test('leaves what a release owns to that release', async () => {
    await program.phcc('plan', 'load', PLAN);
    const undone = await flags('undo', await newestEntry('profile_contacts'), '--reason', 'A try');
    expect(undone.exitCode).toBe(1);
    expect(undone.output).toContain(`Release ${RELEASE} owns this feature`);
    expect((await flags('list')).output).toContain(`release ${RELEASE}`);
  });
});

test('the program remembers over a restart that a feature was asked for', async () => {
  const elsewhere = await temporaryDirectory();
  const first = await startProgram({ dataDir: elsewhere.path });
  await fetch(`${first.url}/v0/feature_toggles?features=profile_contacts`);
  await first.stop();
  const second = await startProgram({ dataDir: elsewhere.path });
  const { output } = await second.phcc('flags', 'list');
  await second.stop();
  await elsewhere.remove();
  expect(output).toMatch(/^profile_contacts: .*, last asked \w+ \d+, \d{4}, \d+:\d\d [AP]M ET$/m);
});
