import { sql, type Kysely } from 'kysely';

import { rowsAfter, rowsOf, type EventRow, type LastRow } from './event-rows.ts';
import type { FirstEvent, NewPersonEvent, PersonEvent } from './person-event.ts';
import {
  hexOf,
  marksInHex,
  personKey,
  takeFirst,
  type FirstOf,
  type PersonMarks,
} from './person-marks.ts';
import type { MeasuringTables } from './tables.ts';

type PeopleDatabase = Kysely<MeasuringTables>;

/** Only while no one else adds to this release. */
export async function addEvents(
  tx: PeopleDatabase,
  releaseId: string,
  events: readonly NewPersonEvent[],
): Promise<void> {
  const first = await takeFirstOf(tx, releaseId, events);
  if (first.length === 0) return;
  const before = await lastRow(tx, releaseId);
  const last = before?.last ?? 0;
  const numbered = first.map((event, index) => ({ ...event, number: last + 1 + index }));
  if (!before) return addRows(tx, releaseId, rowsOf(numbered));
  const { longer, rows } = rowsAfter(before, numbered);
  if (longer) await lengthen(tx, releaseId, { before, longer });
  await addRows(tx, releaseId, rows);
}

/** Of these events those that count, noted of their people. */
export async function takeFirstOf<Event extends NewPersonEvent>(
  tx: PeopleDatabase,
  releaseId: string,
  events: readonly Event[],
): Promise<readonly FirstOf<Event>[]> {
  const runOf = new Map(events.map((event) => [personKey(releaseId, event), event.run]));
  const known = await knownPeople(tx, [...runOf.keys()]);
  const changed = new Map<string, number>();
  const first = events.flatMap((event) => {
    const key = personKey(releaseId, event);
    const taken = takeFirst(known, key, event);
    if (taken) changed.set(key, event.run);
    return taken ?? [];
  });
  for (const run of new Set(changed.values())) {
    const keys = [...changed].flatMap(([key, of]) => (of === run ? [key] : []));
    const number = await runNumber(tx, { releaseId, run, first });
    await keepPeople(tx, number, new Map(keys.map((key) => [key, known.get(key) ?? []])));
  }
  return first;
}

async function knownPeople(
  tx: PeopleDatabase,
  keys: readonly string[],
): Promise<Map<string, PersonMarks>> {
  const { rows } = await sql<{ readonly person: string; readonly seen: string }>`
    select person::text as person, encode(seen, 'hex') as seen
    from release_people where person = any(${keys}::uuid[])`.execute(tx);
  return new Map(rows.map(({ person, seen }) => [person.replaceAll('-', ''), marksInHex(seen)]));
}

async function keepPeople(
  tx: PeopleDatabase,
  run: number,
  people: ReadonlyMap<string, PersonMarks>,
): Promise<void> {
  await sql`
    insert into release_people (person, run, seen)
    select person::uuid, ${run}::integer, decode(seen, 'hex')
    from unnest(${[...people.keys()]}::text[], ${[...people.values()].map(hexOf)}::text[])
      as people(person, seen)
    on conflict (person) do update set seen = excluded.seen`.execute(tx);
}

type RunSeen = {
  readonly releaseId: string;
  readonly run: number;
  readonly first: readonly FirstEvent[];
};

/** A run by a number of its own, with the time of its first failed visit. */
async function runNumber(tx: PeopleDatabase, { releaseId, run, first }: RunSeen): Promise<number> {
  const failed = first.find(
    (event) => event.run === run && event.kind === 'failed' && event.cohort === 'open',
  );
  const known = await tx
    .selectFrom('release_runs')
    .select(['number', 'first_failed_at'])
    .where('release_id', '=', releaseId)
    .where('run', '=', run)
    .executeTakeFirst();
  if (known && (known.first_failed_at || !failed)) return known.number;
  const { number } = await tx
    .insertInto('release_runs')
    .values({ release_id: releaseId, run, first_failed_at: failed?.at ?? null })
    .onConflict((conflict) =>
      conflict.columns(['release_id', 'run']).doUpdateSet({ first_failed_at: failed?.at ?? null }),
    )
    .returning('number')
    .executeTakeFirstOrThrow();
  return number;
}

/** From the end of an index, however much there is. */
async function lastRow(tx: PeopleDatabase, releaseId: string): Promise<LastRow | undefined> {
  return tx
    .selectFrom('release_person_events')
    .select(['run', 'last', 'at'])
    .select(sql<number>`json_array_length(events)`.as('answers'))
    .where('release_id', '=', releaseId)
    .orderBy('last', 'desc')
    .limit(1)
    .executeTakeFirst();
}

type Lengthened = { readonly before: LastRow; readonly longer: EventRow };

/** One list of JSON after the other, without sending the first back. */
async function lengthen(
  tx: PeopleDatabase,
  releaseId: string,
  { before, longer }: Lengthened,
): Promise<void> {
  const more = JSON.stringify(longer.events);
  await sql`
    update release_person_events
    set last = ${longer.last},
      events = (left(events::text, -1) || ',' || substr(${more}::text, 2))::json
    where release_id = ${releaseId} and last = ${before.last}`.execute(tx);
}

/** Numbered as they are, each after those that are there. */
export async function addToLog(
  tx: PeopleDatabase,
  releaseId: string,
  events: readonly PersonEvent[],
): Promise<void> {
  await addRows(tx, releaseId, rowsOf(events));
}

async function addRows(
  tx: PeopleDatabase,
  releaseId: string,
  rows: readonly EventRow[],
): Promise<void> {
  if (rows.length === 0) return;
  const values = rows.map((row) => ({
    ...row,
    release_id: releaseId,
    events: JSON.stringify(row.events),
  }));
  await tx.insertInto('release_person_events').values(values).execute();
}
