import fc from 'fast-check';
import { beforeAll, expect, test } from 'vitest';

import { describeOnBothDatabases } from '../../../../test/postgres/both-databases.ts';
import { flagServer } from '../../../../test/world/flag-server.ts';
import { migrate } from '../../../lib/database/index.ts';
import { flagMigrations } from '../../migrations.ts';
import { createSqlStore } from '../../store/sql-store.ts';
import type { FlipperTables } from '../../store/tables.ts';

/** What a Ruby service, a hand in SQL or an older program may have left there. */
const ODD_VALUES = [
  ...[
    'true',
    '1',
    'TRUE',
    'false',
    '',
    ' ',
    '0.',
    '5abc',
    ' 5 ',
    '\u{FEFF}5',
    '5\u{A0}',
    '250',
    '1e2',
  ],
  ...['5.0e-21', '25.0', '0.00000000000000000001', '12.3456', '007', 'x'.repeat(1_001)],
  ...['{"All":[]}', '{"Any":[{"All":[]}]}', '{"Nope":[]}', '{}', 'null', '[1]', '"x"', '5', '{"a'],
  ...['{ "Property": ["plan"] }', '{"Property":"plan"}', '{"Equal":["\\ud800",1]}', '\u{FEFF}{}'],
  ...[
    '{"Equal":[1,1],"Equal":[1,2]}',
    '{"Equal":[1e400,1]}',
    '{"__proto__":[1]}',
    nested(50),
    nested(48),
  ],
];

function nested(depth: number): string {
  return '{"Any":['.repeat(depth) + 'true' + ']}'.repeat(depth);
}

/** The embedded database’s client drops a byte-order mark before a text: our doors let none in. */
const STORABLE = /^(?!\u{FEFF})[^\0]*$/u;
const text = fc.string({ unit: 'grapheme', maxLength: 20 }).filter((each) => STORABLE.test(each));
const key = fc.oneof(
  text,
  fc.constantFrom('', '__proto__', '10', 'a/b', 'a\u{FEFF}', 'n'.repeat(300)),
);
const row = fc.record({
  key: fc.constantFrom(
    ...['boolean', 'expression', 'actors', 'percentage_of_actors', 'percentage_of_time', 'groups'],
    'of_a_newer_flipper',
  ),
  value: fc.oneof(
    fc.constantFrom(...ODD_VALUES.filter((each) => STORABLE.test(each))),
    text,
    fc.constant(null),
  ),
});
const state = fc.uniqueArray(fc.tuple(key, fc.array(row, { maxLength: 6 })), {
  selector: ([name]) => name,
  maxLength: 4,
});
type State = readonly (readonly [string, readonly { key: string; value: string | null }[]])[];

describeOnBothDatabases('whatever stands in the two tables', (open) => {
  beforeAll(async () => {
    expect(await migrate(open().db, flagMigrations)).toMatchObject({ ok: true });
  });
  const server = flagServer(() => createSqlStore(open().db));
  const tables = () => open().db.withTables<FlipperTables>();

  async function fill(features: State): Promise<void> {
    await tables().deleteFrom('flipper_gates').execute();
    await tables().deleteFrom('flipper_features').execute();
    for (const [name, rows] of features) {
      await tables().insertInto('flipper_features').values({ key: name }).execute();
      for (const each of rows) {
        const values = { feature_key: name, ...each };
        const gate = tables().insertInto('flipper_gates').values(values);
        await gate.onConflict((conflict) => conflict.doNothing()).execute();
      }
    }
    await server.flags.refresh();
  }

  async function stored() {
    const features = tables().selectFrom('flipper_features').select('key').orderBy('key');
    const gates = tables()
      .selectFrom('flipper_gates')
      .select(['feature_key', 'key', 'value'])
      .orderBy('id');
    return [await features.execute(), await gates.execute()];
  }

  const exported = async () => (await server.call('GET', '/export')).body;

  test('an import of its export leaves as it is', async () => {
    await fc.assert(
      fc.asyncProperty(state, async (features) => {
        await fill(features);
        const before = await stored();
        const answer = await server.call('POST', '/import', await exported());
        if (!features.some(([name]) => name === '__proto__')) expect(answer.statusCode).toBe(204);
        else
          expect(answer.json()).toMatchObject({
            code: 6,
            detail: expect.stringContaining('__proto__') as string,
          });
        expect(await stored()).toEqual(before);
      }),
      { numRuns: 30 },
    );
  });

  test('an empty database takes from its export as it is, or refuses it in words', async () => {
    await fc.assert(
      fc.asyncProperty(state, async (features) => {
        await fill(features);
        const file = await exported();
        await fill([]);
        const answer = await server.call('POST', '/import', file);
        if (answer.statusCode === 204) {
          expect(JSON.parse(await exported())).toEqual(JSON.parse(file));
          return;
        }
        expect(answer.json()).toMatchObject({
          code: 6,
          detail: expect.stringMatching(/\w/) as string,
        });
        expect(await stored()).toEqual([[], []]);
      }),
      { numRuns: 30 },
    );
  });

  test('begins with no byte-order mark that came by our doors', async () => {
    const name = encodeURIComponent('\u{FEFF}a');
    const answers = [
      await server.call('POST', `/features/${name}/boolean`),
      await server.call('POST', '/features/a/actors', { flipper_id: '\u{FEFF}42' }),
      await server.call('POST', '/features/a/groups?allow_unregistered_groups=true', {
        name: '\u{FEFF}',
      }),
      await server.call('POST', '/features/a/percentage_of_actors', { percentage: '\u{FEFF}5' }),
      await server.call('POST', '/import', { version: 1, features: { '\u{FEFF}a': {} } }),
      await server.call('POST', '/import', {
        version: 1,
        features: { a: { actors: ['\u{FEFF}42'] } },
      }),
    ];
    expect(answers.map(({ statusCode }) => statusCode)).toEqual(answers.map(() => 422));
  });

  test('Ruby’s clients can read', async () => {
    const odd = ODD_VALUES.map(
      (value, index) => [`f${index}`, [{ key: 'expression', value }]] as const,
    );
    await fill(odd);
    const { body } = await server.call('GET', '/features?exclude_gate_names=true');
    expect(levelsOf(body)).toBeLessThanOrEqual(100);
    expect(body).not.toMatch(/\\ud[89a-f]/i);
    type Gates = { gates: { key: string; value: unknown }[] };
    const { features } = JSON.parse(body) as { features: Gates[] };
    const values = features.map(
      ({ gates }) => gates.find((gate) => gate.key === 'expression')?.value,
    );
    for (const value of values)
      expect(typeof value === 'object' && !Array.isArray(value)).toBe(true);
  });
});

/** How deep the brackets stand in one another, as Ruby's JSON reader counts; no text here has one in a string. */
function levelsOf(json: string): number {
  let [level, deepest] = [0, 0];
  for (const character of json) {
    if (character === '{' || character === '[') level += 1;
    if (character === '}' || character === ']') level -= 1;
    deepest = Math.max(deepest, level);
  }
  return deepest;
}
