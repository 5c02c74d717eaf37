/** A release as it is after many people and a long draft: stepped by the engine, its rows made by the database. */
import { sql } from 'kysely';

import { createFlags, createSqlStore } from '../../src/flags/index.ts';
import type { Database } from '../../src/lib/database/index.ts';
import { DAY_MS, HOUR_MS, MINUTE_MS, SECOND_MS } from '../../src/lib/duration.ts';
import { createLog } from '../../src/lib/log.ts';
import type { Step } from '../../src/release/decisions/decide.ts';
import { createSqlMeasurements } from '../../src/release/index.ts';
import { EVERY_MINUTE, FROM_THE_START } from '../../src/release/measuring/kept/measurements.ts';
import {
  personEventsIn,
  type NewPersonEvent,
} from '../../src/release/measuring/kept/person-event.ts';
import { engineOn } from '../../test/world/engine.ts';
import { closedVisit, goodVisit } from '../../test/world/people.ts';
import { PAT } from '../../test/world/releases.ts';
import { lengthenJournal } from '../long-journal.ts';

export const RELEASE = 'growth';
export const TOGGLE = 'growth_toggle';

const PLAN = `# Release plan: growth
## Changelog

## Feature toggle
- Toggle name: \`${TOGGLE}\`

## Phase I: moderated production testing
### Planning
- Desired number of users: 1

## Phase II: staged rollout
### Rollback plan
- \`error rate > 300% of the baseline 1% over 1 hour\`
- \`dependency error rate > 20% over 10 minutes\`

### Stage A: Canary
#### Planning
- Length of time: 1 day
- Percentage of Users: 20%

### Stage B: everybody
#### Planning
- Length of time: 1 day
- Percentage of Users: 100%

## Terms

- \`no go items: no one answers items in a bench\`
`;

/** People of Stage A, how long people were seen before it, and how many entries its journal has beside the first. */
export type Size = {
  readonly people: number;
  readonly draftDays: number;
  readonly entries: number;
};

/** How long Stage A has been open. */
const OPEN_MS = 6 * HOUR_MS;

export async function growRelease(db: Database, size: Size): Promise<void> {
  await takeSteps(db, size);
  await sql`${draftRows(size)}`.execute(db);
  await addPeople(db, size);
  await sql`analyze`.execute(db);
}

async function takeSteps(db: Database, { draftDays, entries }: Size): Promise<void> {
  let at = Date.now() - OPEN_MS - draftDays * DAY_MS - MINUTE_MS;
  const flags = createFlags({
    store: createSqlStore(db),
    log: createLog('silent'),
    snapshotLimitMs: 30_000,
  });
  const engine = engineOn({ db, flags, clock: { now: () => new Date(at) } });
  const loaded = await engine.load({ id: RELEASE, document: PLAN, who: PAT });
  if (!loaded.ok) throw new Error(loaded.error.sentence);
  at = Date.now() - OPEN_MS;
  const steps: readonly Step[] = [
    { kind: 'start' },
    { kind: 'go' },
    { kind: 'advance', override: true },
  ];
  for (const step of steps) {
    const taken = await engine.take({ id: RELEASE, step, who: PAT, why: 'For the bench' });
    if (!taken.ok) throw new Error(taken.error.sentence);
  }
  await engine.close();
  await flags.close();
  await lengthenJournal(db, { id: RELEASE, entries, at: new Date(at) });
}

/** Twelve kinds of answers in every minute of the draft. */
function draftRows({ draftDays }: Size) {
  const last = Math.floor((Date.now() - OPEN_MS) / MINUTE_MS) - 1;
  const first = last - Math.round((draftDays * DAY_MS) / MINUTE_MS);
  return sql`
    insert into release_tallies (release_id, key, minute, count, kind)
    select ${RELEASE}, minute || '|0|closed|false|/page-' || page || '|200|||' || class, minute, 40,
      jsonb_build_object('opening', 0, 'cohort', 'closed', 'ofFeature', false, 'endpoint', '/page-' || page,
        'status', 200, 'cause', null, 'hasContent', null, 'timeClass', class)
    from generate_series(${first}::int, ${last}::int - 1) as minute,
      generate_series(1, 4) as page, generate_series(1, 3) as class`;
}

/** How often an instance writes down whom it met. */
const BATCHES_A_SECOND = 4;
const CAME_WITHIN_MS = 59 * MINUTE_MS;

/**
 * They came in the first hour, and are written down and read as an instance does it. That hour takes a minute here, so what
 * the database does once a minute by itself is done for each minute of it.
 */
async function addPeople(db: Database, { people }: Size): Promise<void> {
  const measurements = createSqlMeasurements(db);
  // The draft is left out: it is not what people cost.
  const fromMinute = Math.floor((Date.now() - OPEN_MS) / MINUTE_MS);
  const perBatch = Math.ceil(people / (BATCHES_A_SECOND * (CAME_WITHIN_MS / SECOND_MS)));
  const perMinute = perBatch * BATCHES_A_SECOND * (MINUTE_MS / SECOND_MS);
  let marks = FROM_THE_START;
  for (let first = 1; first <= people; first += perBatch) {
    if (first % perMinute === 1) await sql`vacuum release_person_events`.execute(db);
    const last = Math.min(people, first + perBatch - 1);
    const events = Array.from({ length: last - first + 1 }, (_, index) => first + index).flatMap(
      (person) => eventsOf(person, people),
    );
    await measurements.add(RELEASE, {
      instance: 'grown',
      events,
      answerCounts: [],
      heartbeats: [],
    });
    ({ marks } = await measurements.since(RELEASE, marks, { ...EVERY_MINUTE, fromMinute }));
  }
}

/** One in five has the feature, and meets it and a page beside it. */
function eventsOf(person: number, people: number): readonly NewPersonEvent[] {
  const opened = Date.now() - OPEN_MS + MINUTE_MS;
  const at = new Date(opened + (person * CAME_WITHIN_MS) / people);
  const name = String(person);
  const told = { toggle: TOGGLE, at };
  const met =
    person % 5 === 0
      ? [goodVisit(name, told), goodVisit(name, { ...told, ofFeature: false, shown: false })]
      : [closedVisit(name, told)];
  const events = met.flatMap((answer) => personEventsIn(answer, { run: 1, opening: 2 }, name));
  return [...new Map(events.map((event) => [event.kind, event])).values()];
}

/** What the tables of releases take on the disk, indexes included, in bytes, and how many rows each has. */
export async function tablesOnDisk(db: Database): Promise<readonly TableOnDisk[]> {
  const { rows } = await sql<TableOnDisk>`
    select relname as name, reltuples::float8 as rows, pg_total_relation_size(oid)::float8 as bytes
    from pg_class where relkind = 'r' and relname like 'release\\_%' order by bytes desc`.execute(
    db,
  );
  return rows;
}

export type TableOnDisk = { readonly name: string; readonly rows: number; readonly bytes: number };

/** Those that grow with people. */
const OF_PEOPLE = ['release_people', 'release_person_events'];

export function bytesOfPeople(tables: readonly TableOnDisk[]): number {
  const ofPeople = tables.filter(({ name }) => OF_PEOPLE.includes(name));
  return ofPeople.reduce((sum, { bytes }) => sum + bytes, 0);
}
