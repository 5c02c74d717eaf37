import fc from 'fast-check';
import { sql } from 'kysely';
import { beforeAll, expect, test } from 'vitest';

import { describeOnBothDatabases } from '../../../../../test/postgres/both-databases.ts';
import { closedVisit, goodVisit, OUR_FAULT } from '../../../../../test/world/people.ts';
import {
  GO,
  journalOf,
  LOADED,
  MONDAY_TEN,
  release,
  ROLLED_BACK,
  STAGE_A,
  STAGE_B,
} from '../../../../../test/world/releases.ts';
import { migrate } from '../../../../lib/database/index.ts';
import { newId } from '../../../../lib/ids.ts';
import { createLog } from '../../../../lib/log.ts';
import { createSqlMeasurements, releaseMigrations } from '../../../index.ts';
import { batchOf } from '../../../measuring/batch.ts';
import { bytesOfFold, FOLD_FORM, foldInBytes } from '../../../measuring/fold-in-bytes.ts';
import type { Measurements } from '../../../measuring/kept/measurements.ts';
import type { RunWatch } from '../../../measuring/run-watch.ts';
import type { JournalTables } from '../../../journal/kept/tables.ts';
import { createFolds } from './folds.ts';

const MINUTE_MS = 60_000;
const AT_ONCE = { rows: 1, everyMs: 0 };
const clock = { now: () => new Date(MONDAY_TEN.getTime() + 48 * 60 * MINUTE_MS) };
const log = createLog('silent');

type Met = {
  readonly person: string;
  readonly isOpen: boolean;
  readonly hasFailed: boolean;
  /** After ten; Stage A opens at two past ten, Stage B at three. */
  readonly minute: number;
  readonly durationMs: number;
};

const visits: fc.Arbitrary<readonly Met[]> = fc.array(
  fc.record({
    person: fc.constantFrom('ada', 'ben', 'cleo', 'dan', 'eve', 'fay'),
    isOpen: fc.boolean(),
    hasFailed: fc.boolean(),
    minute: fc.oneof(fc.integer({ min: 0, max: 500 }), fc.integer({ min: 200, max: 205 })),
    durationMs: fc.constantFrom(120, 9_000),
  }),
  { maxLength: 30 },
);

/** What people meet, the batches in which it is written down, and after which of them the fold is saved. */
const told = fc
  .array(fc.record({ visits, isSaved: fc.boolean() }), { minLength: 1, maxLength: 6 })
  .map((batches) =>
    batches.map((batch, index) => ({ ...batch, visits: later(batch.visits, index) })),
  );

/** The first batch is of the draft; with the last, minutes have become hours. */
function later(met: readonly Met[], batch: number): readonly Met[] {
  return met.map((one) => ({ ...one, minute: one.minute - 600 + batch * 400 }));
}

/** Somebody who came is told of once: with a clock that goes back, the later of two moments may be the one that is kept. */
function inOrder<Told extends { readonly visits: readonly Met[] }>(batches: readonly Told[]) {
  const all = batches
    .flatMap(({ visits: met }) => met)
    .toSorted((one, other) => one.minute - other.minute);
  return batches.map((batch) => ({ ...batch, visits: all.splice(0, batch.visits.length) }));
}

describeOnBothDatabases('what was folded of a release and saved', (open) => {
  beforeAll(async () => {
    expect(await migrate(open().db, releaseMigrations)).toMatchObject({ ok: true });
  });

  async function begun() {
    const id = newId();
    const { db } = open();
    await db.withTables<JournalTables>().insertInto('releases').values({ id }).execute();
    const measurements = createSqlMeasurements(db);
    const inA = { ...release({ entries: journalOf(LOADED, GO, STAGE_A) }), id };
    const inB = { ...release({ entries: journalOf(LOADED, GO, STAGE_A, STAGE_B) }), id };
    const after = journalOf(LOADED, GO, STAGE_A, ROLLED_BACK, GO, STAGE_A);
    const again = { ...release({ entries: after }), id };
    const add = (observed: readonly Met[]) => measurements.add(id, batchFrom(inB, observed));
    const instance = (kept: Measurements = measurements) =>
      createFolds({ measurements: kept, clock, log, saving: AT_ONCE });
    return { id, measurements, inA, inB, again, add, instance };
  }

  test('and read with what came after it is, to the bit, what was folded without a break, and anew', async () => {
    await fc.assert(
      fc.asyncProperty(told, async (batches) => {
        const { id, measurements, inB, add, instance } = await begun();
        const steady = instance({ ...measurements, saveFold: () => Promise.resolve() });
        let leader = instance();
        for (const { visits: observed, isSaved } of batches) {
          await add(observed);
          await Promise.all([steady.upToDate(inB, null), leader.upToDate(inB, null)]);
          if (!isSaved) continue;
          await leader.save(id, true);
          leader = instance();
        }
        const steps = [steady, leader].map((one) => one.upToDate(inB, null));
        const [whole, restored] = (await Promise.all(steps)).map(({ state }) => state);
        expect(restored).toEqual(whole);
        const started = await instance().upToDate(inB, null);
        const anew = await instance({
          ...measurements,
          savedFold: () => Promise.resolve(null),
        }).upToDate(inB, null);
        for (const one of [await steady.upToDate(inB, null), started]) {
          expect(evidenceOf(one)).toEqual(evidenceOf(anew));
        }
      }),
      { numRuns: 15 },
    );
  });

  test('gives a run until the moment of its rollback, to the bit, whoever measures it and however late', async () => {
    await fc.assert(
      fc.asyncProperty(told.map(inOrder), fc.nat(5), async (batches, ended) => {
        const { id, measurements, inB, add, instance } = await begun();
        const moment = new Date(MONDAY_TEN.getTime() + (ended * 400 - 100) * MINUTE_MS);
        const leader = instance();
        const until = async (one = instance()) =>
          evidenceOf(await one.complete(await one.copyUntil(inB, moment), inB, moment));
        for (const { visits: observed, isSaved } of batches) {
          await add(observed);
          await leader.upToDate(inB, null);
          if (isSaved) await leader.save(id, true);
        }
        const untouched = evidenceOf(await leader.upToDate(inB, null));
        const anew = await until(
          instance({ ...measurements, savedFold: () => Promise.resolve(null) }),
        );
        expect(await until(leader)).toEqual(anew);
        expect(await until()).toEqual(anew);
        expect(evidenceOf(await leader.upToDate(inB, null))).toEqual(untouched);

        const before = await begun();
        const isBefore = ({ minute }: Met) =>
          MONDAY_TEN.getTime() + minute * MINUTE_MS <= moment.getTime();
        for (const { visits: observed } of batches) await before.add(observed.filter(isBefore));
        const then = evidenceOf(await before.instance().upToDate(before.inB, null));
        expect({ ...anew, lastEvent: 0 }).toEqual({ ...then, lastEvent: 0 });
      }),
      { numRuns: 15 },
    );
  });

  const visit = { person: 'ada', isOpen: true, hasFailed: true, minute: 2.5, durationMs: 120 };

  async function savedWithAda() {
    const begin = await begun();
    const leader = begin.instance();
    await begin.add([visit]);
    await leader.upToDate(begin.inA, null);
    await leader.save(begin.id, true);
    return begin;
  }

  /** Whether an instance that starts reads the whole release. */
  async function readsAll({ measurements, inA, instance }: Awaited<ReturnType<typeof begun>>) {
    const begins: number[] = [];
    const since: Measurements['since'] = (id, marks, wanted) => {
      begins.push(marks.event);
      return measurements.since(id, marks, wanted);
    };
    const watch = await instance({ ...measurements, since }).upToDate(inA, null);
    expect(watch.people.failed.open).toBeGreaterThan(0);
    return begins[0] === 0;
  }

  test('is where an instance goes on that starts', async () => {
    expect(await readsAll(await savedWithAda())).toBe(false);
  });

  test.each([
    ['is damaged', (bytes: Uint8Array) => bytes.with(bytes.length - 1, 7 ^ (bytes.at(-1) ?? 0))],
    ['is cut short', (bytes: Uint8Array) => bytes.subarray(0, 40)],
    ['is empty', () => new Uint8Array()],
    ['was saved in another form', (bytes: Uint8Array) => bytes.with(0, 1 ^ (bytes[0] ?? 0))],
  ])('is folded anew when it %s', async (_, change) => {
    const saved = await savedWithAda();
    const bytes = await saved.measurements.savedFold(saved.id, FOLD_FORM);
    await saved.measurements.saveFold(saved.id, FOLD_FORM, change(bytes ?? new Uint8Array()));
    expect(await readsAll(saved)).toBe(true);
  });

  test('is folded anew when it can’t be read, or knows more of the journal than the instance', async () => {
    const saved = await savedWithAda();
    const unread = () => Promise.reject(new Error('gone'));
    const { measurements, id } = saved;
    expect(await readsAll({ ...saved, measurements: { ...measurements, savedFold: unread } })).toBe(
      true,
    );
    const bytes = await measurements.savedFold(id, FOLD_FORM);
    const fold = bytes && (await foldInBytes(bytes));
    if (!fold) throw new Error('it was saved');
    await measurements.saveFold(id, FOLD_FORM, await bytesOfFold({ ...fold, version: 99 }));
    expect(await readsAll(saved)).toBe(true);
  });

  test('gives the next run nothing but where its events begin', async () => {
    const { measurements, again, add, instance } = await savedWithAda();
    await add([{ ...visit, person: 'ben' }]);
    const begins: number[] = [];
    const since: Measurements['since'] = (id, marks, wanted) => {
      begins.push(marks.event);
      return measurements.since(id, marks, wanted);
    };
    const watch = await instance({ ...measurements, since }).upToDate(again, null);
    expect(watch.people.failed.open).toBe(0);
    expect(begins[0]).toBeGreaterThan(0);
  });

  test('is saved by an instance that only stands by where nobody has saved it in its form, once', async () => {
    const saved = await savedWithAda();
    const forms: string[] = [];
    const ofNewer = (form: string) => form.replace(FOLD_FORM, 'a newer form');
    const measurements: Measurements = {
      ...saved.measurements,
      savedFold: (id, form) => saved.measurements.savedFold(id, ofNewer(form)),
      saveFold: (id, form, bytes) => {
        forms.push(ofNewer(form));
        return saved.measurements.saveFold(id, ofNewer(form), bytes);
      },
    };
    const [newer, older] = [saved.instance(measurements), saved.instance()];
    for (let look = 0; look < 3; look += 1) {
      await saved.add([{ ...visit, person: `ben ${look}` }]);
      for (const standby of [newer, older]) {
        await standby.upToDate(saved.inA, null);
        await standby.save(saved.id, false);
      }
    }
    expect(forms).toEqual(['a newer form']);
    expect(await readsAll({ ...saved, measurements })).toBe(false);
    expect(await readsAll(saved)).toBe(false);
  });

  test('of another version of the program goes when it was not saved for a day', async () => {
    const { id, measurements } = await savedWithAda();
    await measurements.saveFold(id, 'an older form', new Uint8Array([1]));
    await sql`update release_folds set saved_at = saved_at - interval '25 hours'`.execute(
      open().db,
    );
    await measurements.saveFold(id, 'a newer form', new Uint8Array([2]));
    expect(await measurements.savedFold(id, 'an older form')).toBeNull();
    expect(await measurements.savedFold(id, 'a newer form')).not.toBeNull();
  });

  test('is not saved again before there is something new', async () => {
    const { id, measurements, inA, add } = await begun();
    let saves = 0;
    const saveFold = () => Promise.resolve(void (saves += 1));
    const kept = { ...measurements, saveFold };
    const leader = createFolds({ measurements: kept, clock, log, saving: AT_ONCE });
    await add([visit]);
    for (let look = 0; look < 3; look += 1) {
      await leader.upToDate(inA, null);
      await leader.save(id, true);
    }
    expect(saves).toBe(1);
  });
});

function batchFrom(of: ReturnType<typeof release>, observed: readonly Met[]) {
  const observations = observed.map(({ person, isOpen, hasFailed, minute, durationMs }) => {
    const at = new Date(MONDAY_TEN.getTime() + minute * MINUTE_MS);
    const fault = hasFailed ? OUR_FAULT : {};
    const share = minute < 2 ? 0 : minute < 3 ? 0.2 : 0.5;
    const met = { toggle: 'canary', at, share, durationMs, ...fault };
    return isOpen && share > 0 ? goodVisit(person, met) : closedVisit(person, met);
  });
  const told = { observations, release: of, instance: 'one', closed: null };
  return batchOf({ ...told, pseudonym: (text) => text });
}

/** All that a step is decided by. Counts grow in steps or at once, so that their order may differ. */
function evidenceOf(watch: RunWatch) {
  const { people, byHour, harm, failures, restarted, lastEvent, answers } = watch.state;
  const sums = [...watch.state.book.openings].flatMap(([opening]) =>
    watch.book
      .inOpenings(opening, opening, () => true)
      .answers.map((one) => JSON.stringify(one))
      .toSorted(),
  );
  return {
    ...{ people, byHour, harm, failures, restarted, lastEvent, answers },
    ...{ sums: sums.toSorted(), hours: hoursOf(watch) },
  };
}

/** What windows of time are made of, however finely it was read. Those of the baseline go sooner or later. */
function hoursOf({ book }: RunWatch) {
  const hours = new Map<string, number>();
  book.forEachSince(-Infinity, (minute, kind, count) => {
    if (kind.opening === 0) return;
    const alike = `${Math.floor(minute / 60)} ${JSON.stringify(kind)}`;
    hours.set(alike, (hours.get(alike) ?? 0) + count);
  });
  return hours;
}
