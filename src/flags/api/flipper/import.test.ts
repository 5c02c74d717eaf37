import fc from 'fast-check';
import { describe, expect, test } from 'vitest';

import { BY_ENZO } from '../../../../test/world/flag-notes.ts';
import { flagServer } from '../../../../test/world/flag-server.ts';
import { exportOf } from './wire-feature.ts';
import { readImportFile } from './import-file.ts';
import { readImport } from './import.ts';

const RELEASE = 'personal-health-care-contacts-mvp';
const SEARCH = {
  boolean: null,
  groups: ['admins'],
  actors: ['User;1'],
  expression: { Property: ['plan'] },
  percentage_of_actors: '12.50',
  percentage_of_time: '5',
};
const CLOSED = {
  boolean: null,
  groups: [],
  actors: [],
  expression: null,
  percentage_of_actors: null,
  percentage_of_time: null,
};

const server = flagServer();
const importing = (features: object) => server.call('POST', '/import', { version: 1, features });
const exported = async () => (await server.call('GET', '/export')).body;
const bytesOf = (file: object) => Buffer.from(JSON.stringify({ version: 1, ...file }));
const readingOf = (file: object) => readImport(bytesOf(file), readImportFile, () => undefined);
const open = (key: string) => server.flags.change(key, { kind: 'enable' }, BY_ENZO);

describe('an import', () => {
  test('is the export of what it made, to the byte', async () => {
    const file = JSON.stringify({ version: 1, features: { search: SEARCH, stats: CLOSED } });
    expect((await server.call('POST', '/import', file)).statusCode).toBe(204);
    expect(await exported()).toBe(file);
  });

  test('removes features that the file does not name, and takes missing gates for closed', async () => {
    await open('old');
    await importing({ stats: {} });
    expect(await exported()).toBe(JSON.stringify({ version: 1, features: { stats: CLOSED } }));
  });

  test('of many features asks for their owners a few times, and not for each', async () => {
    const many = Object.fromEntries(Array.from({ length: 300 }, (_, index) => [`f${index}`, {}]));
    const before = server.ownersAsked;
    expect((await importing(many)).statusCode).toBe(204);
    expect(server.ownersAsked - before).toBeLessThan(5);
  });

  test('of more features, or members, than anybody has is refused', async () => {
    const many = Array.from({ length: 50_001 }, (_, index) => `f${index}`);
    const features = Object.fromEntries(many.slice(0, 10_001).map((key) => [key, {}]));
    expect(await readingOf({ features })).toEqual({
      ok: false,
      error: 'The file has 10,001 features; at most 10,000 can be imported.',
    });
    expect(await readingOf({ features: { search: { actors: many } } })).toEqual({
      ok: false,
      error: 'Feature “search”: actors holds 50,001 texts; at most 50,000 can be imported.',
    });
  });

  test('lets the program go on between pieces, and is read no further than to its first fault', async () => {
    const features = Object.fromEntries(
      Array.from({ length: 9_000 }, (_, index) => [`f${index}`, { actors: ['User;1'] }]),
    );
    const pieces: number[] = [];
    const took = await readImportFile(bytesOf({ features }), (piece) => {
      pieces.push(piece.length);
      return pieces.length === 3 ? 'The third is refused.' : null;
    });
    expect([took, pieces]).toEqual(['The third is refused.', [2_500, 2_500, 2_500]]);
  });

  test('leaves nothing out that is open while a program asks for it, unless its release is under way', async () => {
    await open('asked');
    server.stillAsked = 'The code of the running program asks for “asked”.';
    const answer = await importing({ stats: {} });
    expect([answer.statusCode, answer.json()]).toEqual([
      409,
      {
        code: 'still-asked',
        message:
          'The file leaves out a feature that is open. The code of the running program asks for “asked”.',
      },
    ]);
    expect(server.flags.isOpen('asked', 'anybody')).toBe(true);
    server.owners.set('asked', 'a-release');
    expect((await importing({ stats: {} })).statusCode).toBe(204);
    expect(server.rolledBack).toEqual(['asked']);
    server.owners.delete('asked');
    server.stillAsked = null;
  });

  test.each([
    ['search', { expression: { Nope: [] } }, /“search”: .*Nope/],
    ['search', { percentage_of_actors: 250 }, /percentage_of_actors is 250; expected 0 to 100/],
    ['search', { percentage_of_time: '5abc' }, /percentage_of_time is "5abc"/],
    ['search', { percentage_of_actors: '\u{FEFF}5' }, /percentage_of_actors is/],
    ['search', { expression: { Equal: ['\ud800', 1] } }, /half a character/],
    ['search', { boolean: 'TRUE' }, /boolean is "TRUE"/],
    ['search', { boolean: `${'x'.repeat(75)}👩‍👩‍👧‍👦` }, /boolean is "x{75}…/u],
    ['search', { actors: 'User;1' }, /actors is "User;1"; expected a list/],
    ['search', { actors: [null] }, /actors holds null/],
    ['search', { groups: ['a\0'] }, /groups: .*can’t be stored/],
    ['search', { percentage: 5 }, /there is no gate "percentage"/],
    ['search', null, /“search” should be an object/],
    ['', {}, /A feature has no name/],
    ['n'.repeat(256), {}, /at most 255/],
  ])('of a feature %j with %j is refused, and nothing is stored', async (key, gates, detail) => {
    await open('old');
    const before = await exported();
    const answer = await importing({ stats: CLOSED, [key]: gates });
    expect(answer.statusCode).toBe(422);
    expect(answer.json()).toMatchObject({ code: 6, message: 'Import invalid.' });
    expect(answer.json<{ detail: string }>().detail).toMatch(detail);
    expect(await exported()).toBe(before);
  });

  test.each([
    '[]',
    '"x"',
    'null',
    '{}',
    '{"version":2,"features":{}}',
    '{"features":{}}',
    '{"version":1,"features":[]}',
    '{"version":1,"features":{},"more":1}',
  ])('that is no export, %s, is refused with what was expected', async (file) => {
    const answer = await server.call('POST', '/import', file);
    expect(answer.statusCode).toBe(422);
    expect(answer.json<{ detail: string }>().detail).toContain('An export is an object');
  });

  test('longer than 50 MiB is refused as Flipper does', async () => {
    const answer = await server.call('POST', '/import', ' '.repeat(50 * 1_048_576 + 1));
    expect(answer.statusCode).toBe(422);
    expect(answer.json()).toMatchObject({ code: 6 });
  });

  test('that would open a release’s feature wider is refused as a whole', async () => {
    await open('old');
    server.owners.set('search', RELEASE);
    const before = await exported();
    const answer = await importing({ search: SEARCH });
    expect(answer.statusCode).toBe(409);
    expect(answer.body).toContain(RELEASE);
    expect(await exported()).toBe(before);
  });

  test.each([[{ search: CLOSED }], [{}]])(
    'that closes a release’s feature rolls the release back: %j',
    async (features) => {
      await open('search');
      server.owners.set('search', RELEASE);
      expect((await importing(features)).statusCode).toBe(204);
      expect(server.rolledBack).toEqual(['search']);
      expect(server.flags.state('search')).toBe('off');
    },
  );

  test('that leaves a release’s feature as it is touches no release', async () => {
    await open('search');
    server.owners.set('search', RELEASE);
    await importing({ search: { ...CLOSED, boolean: 'true' }, stats: SEARCH });
    expect(server.rolledBack).toEqual([]);
    expect(server.flags.state('stats')).toBe('conditional');
  });

  test('that opens something needs a role that may, and one that closes does not', async () => {
    await open('search');
    server.note = { ...BY_ENZO, role: 'contact-center', why: null };
    expect((await importing({ stats: SEARCH })).statusCode).toBe(403);
    expect((await importing({ stats: CLOSED })).statusCode).toBe(204);
  });
});

test('every export of an import is the same file again', async () => {
  const members = fc.uniqueArray(
    fc.string({ maxLength: 20 }).filter((text) => !text.includes('\0')),
  );
  const percentage = fc.option(
    fc.integer({ min: 0, max: 100_000 }).map((each) => String(each / 1000)),
  );
  const gates = fc.record({
    boolean: fc.constantFrom(null, 'true', '1'),
    groups: members,
    actors: members,
    expression: fc.constantFrom(null, { Property: ['plan'] }),
    percentage_of_actors: percentage,
    percentage_of_time: percentage,
  });
  // “__proto__” is refused as a name at every door.
  const name = fc
    .string({ minLength: 1, maxLength: 50 })
    .filter((text) => !text.includes('\0') && text !== '__proto__');
  await fc.assert(
    fc.asyncProperty(fc.dictionary(name, gates), async (features) => {
      const file = JSON.stringify({ version: 1, features });
      const read = await readingOf({ features });
      expect(read.ok && JSON.stringify(exportOf(read.value))).toBe(file);
    }),
  );
});
