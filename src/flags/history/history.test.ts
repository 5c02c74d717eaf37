import { isDeepStrictEqual } from 'node:util';

import fc from 'fast-check';
import { beforeAll, describe, expect, test } from 'vitest';

import { describeOnBothDatabases } from '../../../test/postgres/both-databases.ts';
import { BY_ENZO } from '../../../test/world/flag-notes.ts';
import { migrate } from '../../lib/database/index.ts';
import type { FlagChange } from '../change.ts';
import type { Feature, GateValues } from '../feature.ts';
import { flagMigrations } from '../migrations.ts';
import { createMemoryStore } from '../store/memory-store.ts';
import { createSqlStore } from '../store/sql-store.ts';
import type { FlagStore } from '../store/store.ts';

const FEATURE = 'profile_contacts';

/** Text as people and programs send it, umlauts and emoji too; a database takes no NUL. */
const text = fc.string({ unit: 'grapheme', maxLength: 8 });
const percentage = fc.double({ min: 0, max: 100, noNaN: true });
const percentageText = percentage.map(String);
const members = fc
  .array(text, { maxLength: 4 })
  .map((names): ReadonlySet<string> => new Set(names));
const gates: fc.Arbitrary<GateValues> = fc.record({
  boolean: fc.constantFrom(null, 'true'),
  expression: fc.constantFrom(null, '{"Property":["plan"]}', '{"Any":[1.50,{"Now":[]}]}'),
  actors: members,
  percentageOfActors: fc.option(percentageText),
  percentageOfTime: fc.option(percentageText),
  groups: members,
});
const change: fc.Arbitrary<FlagChange> = fc.oneof(
  fc.record({ kind: fc.constantFrom('add', 'enable', 'disable') }),
  fc.record({ kind: fc.constantFrom('enable-actor', 'disable-actor'), actorId: text }),
  fc.record({ kind: fc.constantFrom('enable-group', 'disable-group'), group: text }),
  fc.record({
    kind: fc.constantFrom('set-percentage-of-actors', 'set-percentage-of-time'),
    percentage,
  }),
  fc.record({
    kind: fc.constant('set-expression'),
    expression: fc.constantFrom(null, '{"Property":["plan"]}'),
  }),
  fc.record({ kind: fc.constant('replace'), gates }),
);
/** A feature that there is already, or null for one that there isn't. */
const before = fc.option(gates);
const features: fc.Arbitrary<readonly Feature[]> = fc.uniqueArray(
  fc.record({ key: text.filter((key) => key !== ''), gates }),
  { maxLength: 4, selector: ({ key }) => key },
);

function keepsItsProperties(open: () => FlagStore, numRuns: number): void {
  const stored = async () => new Map((await open().load()).map(({ key, gates }) => [key, gates]));
  const begin = (was: GateValues | null) =>
    open().replaceAll(was ? [{ key: FEATURE, gates: was }] : [], BY_ENZO);
  /** Changes the feature, or removes it where the change is null. */
  const make = (wanted: FlagChange | null) =>
    wanted ? open().write(FEATURE, wanted, BY_ENZO) : open().remove(FEATURE, BY_ENZO);

  test('undoing any change brings back exactly what was, and undoing that makes it again', async () => {
    await fc.assert(
      fc.asyncProperty(before, fc.option(change), async (was, wanted) => {
        await begin(was);
        const start = await stored();
        const [entry] = await make(wanted);
        const end = await stored();
        if (!entry) {
          expect(end).toEqual(start);
          return;
        }
        const undone = await open().undo(entry.id, BY_ENZO);
        expect(await stored()).toEqual(start);
        await open().undo((undone.ok ? undone.value[0]?.id : undefined) ?? 0, BY_ENZO);
        expect(await stored()).toEqual(end);
      }),
      { numRuns },
    );
  });

  test('making any change twice is the same as once, and only the first has an entry', async () => {
    await fc.assert(
      fc.asyncProperty(before, fc.option(change), async (was, wanted) => {
        await begin(was);
        const start = await stored();
        const first = await make(wanted);
        const once = await stored();
        expect(first).toHaveLength(isDeepStrictEqual(start, once) ? 0 : 1);
        expect(await make(wanted)).toEqual([]);
        expect(await stored()).toEqual(once);
      }),
      { numRuns },
    );
  });

  test('importing what was loaded changes nothing, and brings it back after anything else', async () => {
    await fc.assert(
      fc.asyncProperty(features, features, async (kept, others) => {
        await open().replaceAll(kept, BY_ENZO);
        const exported = await open().load();
        expect(await open().replaceAll(exported, BY_ENZO)).toEqual([]);
        await open().replaceAll(others, BY_ENZO);
        await open().replaceAll(exported, BY_ENZO);
        expect(await stored()).toEqual(new Map(kept.map(({ key, gates }) => [key, gates])));
      }),
      { numRuns },
    );
  });

  test('the entries of a feature, read in order, lead from one to the next up to what is stored', async () => {
    await fc.assert(
      fc.asyncProperty(fc.array(fc.option(change), { maxLength: 6 }), async (changes) => {
        await begin(null);
        const [last] = await open().entries({ limit: 1 });
        for (const wanted of changes) await make(wanted);
        const all = await open().entries({ feature: FEATURE, limit: 10 });
        const entries = all.filter(({ id }) => id > (last?.id ?? 0)).toReversed();
        const states = [null, ...entries.map(({ after }) => after)];
        expect(entries.map(({ before }) => before)).toEqual(states.slice(0, -1));
        expect((await stored()).get(FEATURE) ?? null).toEqual(states.at(-1));
      }),
      { numRuns },
    );
  });
}

describe('the history in memory', () => {
  const store = createMemoryStore();
  keepsItsProperties(() => store, 300);
});

describeOnBothDatabases('the history in its table', (open) => {
  beforeAll(async () => {
    expect(await migrate(open().db, flagMigrations)).toMatchObject({ ok: true });
  });
  keepsItsProperties(() => createSqlStore(open().db), 40);
});
