import { beforeEach, describe, expect, test } from 'vitest';

import { BY_ENZO } from '../../../test/world/flag-notes.ts';
import { CLOSED_GATES, type GateValues } from '../feature.ts';
import type { FlagStore } from './store.ts';

const FEATURE = 'profile_contacts';
const OTHER = 'profile_hub';
const TESTER = '6f9619ff-8b86-4d01-b42d-00cf4fc964ff';
const FULL: GateValues = {
  boolean: null,
  expression: '{"Property":["plan"]}',
  actors: new Set([TESTER, '']),
  percentageOfActors: '12.5',
  percentageOfTime: '5',
  groups: new Set(['admins']),
};
const OPEN: GateValues = { ...CLOSED_GATES, boolean: 'true' };

/** What every store promises, whatever it is made of. `open` answers one that may hold other tests' features. */
export function keepsTheStoreContract(open: () => FlagStore): void {
  let store: FlagStore;
  beforeEach(async () => {
    store = open();
    await store.replaceAll([], BY_ENZO);
  });

  const gates = async (key = FEATURE) =>
    (await store.load()).find((feature) => feature.key === key)?.gates;
  const replace = (to: GateValues) => store.write(FEATURE, { kind: 'replace', gates: to }, BY_ENZO);
  const newest = async () => {
    const [entry] = await store.entries({ feature: FEATURE, limit: 1 });
    if (entry) return entry;
    throw new Error(`${FEATURE} has no history`);
  };

  describe('features and gates', () => {
    test('are known once they are added, closed, in the order in which they were added', async () => {
      expect(await gates()).toBeUndefined();
      await store.write(OTHER, { kind: 'add' }, BY_ENZO);
      await store.write(FEATURE, { kind: 'add' }, BY_ENZO);
      expect(await gates()).toEqual(CLOSED_GATES);
      expect((await store.load()).map(({ key }) => key)).toEqual([OTHER, FEATURE]);
    });

    test('take actors and groups one by one, and each only once', async () => {
      await store.write(FEATURE, { kind: 'enable-actor', actorId: TESTER }, BY_ENZO);
      await store.write(FEATURE, { kind: 'enable-actor', actorId: TESTER }, BY_ENZO);
      await store.write(FEATURE, { kind: 'enable-actor', actorId: '' }, BY_ENZO);
      await store.write(FEATURE, { kind: 'enable-group', group: 'admins' }, BY_ENZO);
      await store.write(FEATURE, { kind: 'enable-group', group: 'admins' }, BY_ENZO);
      expect(await gates()).toMatchObject({
        actors: new Set([TESTER, '']),
        groups: new Set(['admins']),
      });
      await store.write(FEATURE, { kind: 'disable-actor', actorId: TESTER }, BY_ENZO);
      await store.write(FEATURE, { kind: 'disable-group', group: 'admins' }, BY_ENZO);
      expect(await gates()).toMatchObject({ actors: new Set(['']), groups: new Set() });
    });

    test('keep one percentage, the newest, as text, and zero when it is taken back', async () => {
      await store.write(FEATURE, { kind: 'set-percentage-of-actors', percentage: 20 }, BY_ENZO);
      await store.write(FEATURE, { kind: 'set-percentage-of-actors', percentage: 12.345 }, BY_ENZO);
      await store.write(FEATURE, { kind: 'set-percentage-of-time', percentage: 0 }, BY_ENZO);
      expect(await gates()).toMatchObject({ percentageOfActors: '12.345', percentageOfTime: '0' });
    });

    test('keep one expression, byte for byte, or none', async () => {
      const expression = '{"Equal":[{"Property":["é"]},1.50]}';
      await store.write(FEATURE, { kind: 'set-expression', expression: '{"Any":[1]}' }, BY_ENZO);
      await store.write(FEATURE, { kind: 'set-expression', expression }, BY_ENZO);
      expect((await gates())?.expression).toBe(expression);
      await store.write(FEATURE, { kind: 'set-expression', expression: null }, BY_ENZO);
      expect((await gates())?.expression).toBeNull();
    });

    test('are forgotten on a full enable, and on a full disable', async () => {
      await replace(FULL);
      await store.write(FEATURE, { kind: 'enable' }, BY_ENZO);
      expect(await gates()).toEqual(OPEN);
      await store.write(FEATURE, { kind: 'disable' }, BY_ENZO);
      expect(await gates()).toEqual(CLOSED_GATES);
    });

    test('are replaced all at once', async () => {
      await store.write(FEATURE, { kind: 'enable' }, BY_ENZO);
      await replace(FULL);
      expect(await gates()).toEqual(FULL);
    });

    test('keep an actor on the list of a feature that is fully open, as Flipper does', async () => {
      await store.write(FEATURE, { kind: 'enable' }, BY_ENZO);
      await store.write(FEATURE, { kind: 'enable-actor', actorId: TESTER }, BY_ENZO);
      expect(await gates()).toMatchObject({ boolean: 'true', actors: new Set([TESTER]) });
    });

    test('are gone with a removed feature', async () => {
      await replace(FULL);
      await store.remove(FEATURE, BY_ENZO);
      await store.write(FEATURE, { kind: 'add' }, BY_ENZO);
      expect(await gates()).toEqual(CLOSED_GATES);
    });

    test('become those of an import, and what it does not name is removed', async () => {
      await store.write(FEATURE, { kind: 'enable' }, BY_ENZO);
      await store.write('left_out', { kind: 'enable' }, BY_ENZO);
      const imported = [
        { key: FEATURE, gates: FULL },
        { key: OTHER, gates: OPEN },
      ];
      await store.replaceAll(imported, BY_ENZO);
      expect(await store.load()).toEqual(imported);
    });
  });

  describe('the history', () => {
    test('has an entry for every change, newest first, with who, why, before and after', async () => {
      await store.write(FEATURE, { kind: 'enable' }, BY_ENZO);
      await store.write(FEATURE, { kind: 'disable' }, BY_ENZO);
      await store.remove(FEATURE, BY_ENZO);
      const entries = await store.entries({ feature: FEATURE, limit: 3 });
      expect(entries).toMatchObject([
        { ...BY_ENZO, feature: FEATURE, before: CLOSED_GATES, after: null },
        { ...BY_ENZO, feature: FEATURE, before: OPEN, after: CLOSED_GATES },
        { ...BY_ENZO, feature: FEATURE, before: null, after: OPEN },
      ]);
      const ids = entries.map(({ id }) => id);
      expect(ids).toEqual(ids.toSorted((one, other) => other - one));
      expect(entries[0]?.at).toBeInstanceOf(Date);
    });

    test('has no entry for a change that changes nothing', async () => {
      expect(await replace(FULL)).toHaveLength(1);
      const { id } = await newest();
      expect(await replace(FULL)).toEqual([]);
      expect(await store.write(FEATURE, { kind: 'add' }, BY_ENZO)).toEqual([]);
      expect(await store.remove('nobody_knows_it', BY_ENZO)).toEqual([]);
      expect((await newest()).id).toBe(id);
    });

    test('has an entry for each feature that an import changed, and for no other', async () => {
      await replace(FULL);
      await store.write('left_out', { kind: 'add' }, BY_ENZO);
      const imported = [
        { key: FEATURE, gates: FULL },
        { key: OTHER, gates: OPEN },
      ];
      const added = await store.replaceAll(imported, { ...BY_ENZO, through: 'import' });
      expect(added).toMatchObject([
        { feature: 'left_out', through: 'import', before: CLOSED_GATES, after: null },
        { feature: OTHER, through: 'import', before: null, after: OPEN },
      ]);
    });

    test('gives an entry by its id, and null where there is none', async () => {
      await replace(FULL);
      const entry = await newest();
      expect(await store.entry(entry.id)).toEqual(entry);
      expect(await store.entry(entry.id + 1_000_000)).toBeNull();
    });

    test('takes nothing for a change from outside that it has written itself', async () => {
      await replace(FULL);
      expect(await store.recordOutside()).toEqual([]);
    });
  });

  describe('undo', () => {
    test('brings back every gate that a full enable erased', async () => {
      await replace(FULL);
      await store.write(FEATURE, { kind: 'enable' }, BY_ENZO);
      const { id } = await newest();
      const undone = await store.undo(id, { ...BY_ENZO, why: null });
      expect(undone).toMatchObject({
        ok: true,
        value: [{ through: 'undo', who: BY_ENZO.who, why: `Undoes entry ${id}` }],
      });
      expect(await gates()).toEqual(FULL);
    });

    test('removes a feature that did not exist before, and brings back a removed one', async () => {
      await replace(FULL);
      await store.undo((await newest()).id, BY_ENZO);
      expect(await gates()).toBeUndefined();
      await store.undo((await newest()).id, BY_ENZO);
      expect(await gates()).toEqual(FULL);
    });

    test('refuses to overwrite what was changed since, and changes nothing', async () => {
      await store.write(FEATURE, { kind: 'enable-actor', actorId: TESTER }, BY_ENZO);
      const { id } = await newest();
      await store.write(FEATURE, { kind: 'set-percentage-of-actors', percentage: 5 }, BY_ENZO);
      const before = await gates();
      expect(await store.undo(id, BY_ENZO)).toMatchObject({
        ok: false,
        error: { code: 'changed-since' },
      });
      expect(await gates()).toEqual(before);
    });

    test('undoes an older entry when the feature is as that entry left it', async () => {
      await store.write(FEATURE, { kind: 'enable-actor', actorId: TESTER }, BY_ENZO);
      const { id } = await newest();
      await store.write(FEATURE, { kind: 'enable' }, BY_ENZO);
      await store.undo((await newest()).id, BY_ENZO);
      expect(await store.undo(id, BY_ENZO)).toMatchObject({ ok: true });
      expect(await gates()).toBeUndefined();
    });

    test('says that there is no such entry', async () => {
      expect(await store.undo(1_000_000_000, BY_ENZO)).toMatchObject({
        ok: false,
        error: { code: 'no-such-entry' },
      });
    });
  });
}
