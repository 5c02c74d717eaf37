import { isDeepStrictEqual } from 'node:util';

import fc from 'fast-check';
import { sql } from 'kysely';
import { beforeAll, describe, expect, test } from 'vitest';

import { describeOnBothDatabases } from '../../../test/postgres/both-databases.ts';
import { BY_ENZO } from '../../../test/world/flag-notes.ts';
import { migrate, type Database } from '../../lib/database/index.ts';
import type { FlagChange } from '../change.ts';
import { CLOSED_GATES, type Feature, type GateValues } from '../feature.ts';
import { flagMigrations } from '../migrations.ts';
import { createMemoryStore } from '../store/memory-store.ts';
import { createSqlStore } from '../store/sql-store.ts';
import type { FlagStore } from '../store/store.ts';
import type { HistoryEntry } from './entry.ts';
import type { GateRecord } from './gate-record.ts';

const FEATURE = 'profile_contacts';

/** Text as people and programs send it, umlauts and emoji too; a database takes no NUL. */
const text = fc.string({ unit: 'grapheme', maxLength: 8 });
const percentage = fc.double({ min: 0, max: 100, noNaN: true });
const percentageText = percentage.map(String);
/** So many that the history keeps only what changed of them. */
const CROWD = Array.from({ length: 60 }, (_, number) => `Account;${'0'.repeat(30)}${number}`);
const members = fc
  .tuple(fc.array(text, { maxLength: 4 }), fc.constantFrom([], CROWD))
  .map(([names, crowd]): ReadonlySet<string> => new Set([...crowd, ...names]));
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
  fc.record({
    kind: fc.constantFrom('enable-actor', 'disable-actor'),
    actorId: fc.oneof(text, fc.constantFrom(...CROWD)),
  }),
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
      fc.asyncProperty(
        before,
        fc.array(fc.option(change), { maxLength: 6 }),
        async (was, changes) => {
          await begin(was);
          const [last] = await open().entries({ limit: 1 });
          for (const wanted of changes) await make(wanted);
          const all = await open().entries({ feature: FEATURE, limit: 10 });
          const entries = all.filter(({ id }) => id > (last?.id ?? 0)).toReversed();
          for (const entry of entries) expect(await open().entry(entry.id)).toEqual(entry);
          const states = [was, ...entries.map(({ after }) => after)];
          expect(entries.map(({ before }) => before)).toEqual(states.slice(0, -1));
          expect((await stored()).get(FEATURE) ?? null).toEqual(states.at(-1));
        },
      ),
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
    await upgraded(open().db, '25 hours');
  });
  keepsItsProperties(() => createSqlStore(open().db), 40);

  const store = () => createSqlStore(open().db);
  const actor = (number: number) => ({ kind: 'enable-actor', actorId: `User;${number}` }) as const;

  /** A gate of 1,000 actors, after so many changes of one each. */
  async function crowded(feature: string, changes: number) {
    const actors = new Set(Array.from({ length: 1_000 }, (_, number) => `User;${number}`));
    const whole: FlagChange = { kind: 'replace', gates: { ...CLOSED_GATES, actors } };
    await store().write(feature, whole, BY_ENZO);
    for (let number = 0; number < changes; number++) {
      await store().write(feature, actor(1_000 + number), BY_ENZO);
    }
    const { rows } = await sql<{ id: number; bytes: number; whole: boolean }>`
      select id, difference is null as whole, octet_length(concat(before, after, difference)) as bytes
      from flag_history where feature_key = ${feature} order by id`.execute(open().db);
    return rows;
  }

  test('grows by what changed: thirty actors in a gate of a thousand take less than the gate', async () => {
    const [first, ...rows] = await crowded('crowded', 30);
    expect(rows).toHaveLength(30);
    const bytes = rows.reduce((sum, row) => sum + row.bytes, 0);
    expect(bytes).toBeLessThan((first?.bytes ?? 0) / 5);
  });

  test('undoes a change that stands as a difference, and shows each as it was', async () => {
    const rows = await crowded('undone', 3);
    const sizes = (entry: HistoryEntry | null) => [entry?.before, entry?.after].map(actorsIn);
    const ids = rows.map(({ id }) => id);
    const [, first = 0, second = 0, newest = 0] = ids;
    expect(sizes(await store().entry(first))).toEqual([1_000, 1_001]);
    expect(sizes(await store().entry(second))).toEqual([1_001, 1_002]);
    const [listed = null] = await store().entries({ feature: 'undone', limit: 1 });
    expect(sizes(listed)).toEqual([1_002, 1_003]);
    expect(await store().undo(newest, BY_ENZO)).toMatchObject({ ok: true });
    const undone = (await store().load()).find(({ key }) => key === 'undone');
    expect(actorsIn(undone?.gates)).toBe(1_002);
    expect(await store().recordOutside()).toEqual([]);
  });

  test('goes on from gates that stand whole, as all did before', async () => {
    const actors = Array.from({ length: 300 }, (_, number) => `User;${number}`);
    const gates = { boolean: null, expression: null, percentage_of_actors: null, groups: [] };
    const record = JSON.stringify({ ...gates, percentage_of_time: null, actors });
    const { db } = open();
    await sql`insert into flipper_features (key) values ('older')`.execute(db);
    await sql`insert into flipper_gates (feature_key, key, value)
      select 'older', 'actors', unnest(${actors}::text[])`.execute(db);
    await sql`insert into flag_history (feature_key, who, role, through, before, after)
      values ('older', 'Enzo', 'engineer', 'flag-api', null, ${record}::jsonb)`.execute(db);
    expect(await store().recordOutside()).toEqual([]);
    const [entry] = await store().write('older', actor(300), BY_ENZO);
    expect(entry?.before?.actors.size).toBe(300);
    expect(await store().entry(entry?.id ?? 0)).toEqual(entry);
    const { rows } = await sql`select from flag_history
      where feature_key = 'older' and difference is not null`.execute(db);
    expect(rows).toHaveLength(1);
  });

  test('stays whole for a day after the upgrade, as an instance of the version before reads it', async () => {
    const { db } = open();
    await upgraded(db, '23 hours');
    const rows = await crowded('upgraded', 3);
    expect(rows.filter((row) => row.whole)).toHaveLength(4);
    const { rows: read } = await sql<{ before: GateRecord | null; after: GateRecord | null }>`
      select before, after from flag_history where feature_key = 'upgraded' order by id`.execute(
      db,
    );
    const sizes = read.map(({ before, after }) => [before, after].map((one) => one?.actors.length));
    expect(sizes).toEqual([[undefined, 1_000], ...[0, 1, 2].map((of) => [1_000 + of, 1_001 + of])]);
    await upgraded(db, '25 hours');
    await store().write('upgraded', actor(2_000), BY_ENZO);
    const [entry] = await store().entries({ feature: 'upgraded', limit: 1 });
    expect([entry?.before, entry?.after].map(actorsIn)).toEqual([1_003, 1_004]);
  });

  test('has whole gates again before reading its differences would cost more than they do', async () => {
    const actors = new Set(CROWD);
    const whole: FlagChange = { kind: 'replace', gates: { ...CLOSED_GATES, actors } };
    await store().write('busy', whole, BY_ENZO);
    for (let number = 0; number < 60; number++) await store().write('busy', actor(number), BY_ENZO);
    const { rows } = await sql<{ whole: boolean }>`
      select difference is null as whole from flag_history
      where feature_key = 'busy' order by id`.execute(open().db);
    const longest = Math.max(...rows.map((row, index) => runFrom(rows.slice(index), row.whole)));
    expect(rows.filter((row) => row.whole).length).toBeGreaterThan(1);
    expect(longest).toBeLessThan(40);
    const entries = await store().entries({ feature: 'busy', limit: 61 });
    expect(entries.map(({ after }) => after?.actors.size)).toEqual(
      Array.from({ length: 61 }, (_, index) => 120 - index),
    );
  });
});

/** As if the tables had learned of differences so long ago. */
async function upgraded(db: Database, ago: string): Promise<void> {
  await sql`update kysely_migration
    set timestamp = to_char(now() - ${ago}::interval, 'YYYY-MM-DD"T"HH24:MI:SSOF')`.execute(db);
}

const actorsIn = (gates: GateValues | null | undefined) => gates?.actors.size;

const runFrom = (rows: readonly { whole: boolean }[], begun: boolean) =>
  begun ? rows.slice(1).findIndex((row) => row.whole) : 0;
