/** A release that has been open for long: stepped by the engine, its further entries and what was measured made by the database. */
import { sql } from 'kysely';

import type { Flags } from '../../src/flags/index.ts';
import type { Database } from '../../src/lib/database/index.ts';
import { DAY_MS, HOUR_MS, MINUTE_MS } from '../../src/lib/duration.ts';
import type { Step } from '../../src/release/decisions/decide.ts';
import { createSqlMeasurements } from '../../src/release/index.ts';
import { personEventsIn } from '../../src/release/measuring/kept/person-event.ts';
import { engineOn } from '../../test/world/engine.ts';
import { closedVisit, goodVisit, OUR_FAULT } from '../../test/world/people.ts';
import { PAT } from '../../test/world/releases.ts';

export type LongRelease = {
  readonly id: string;
  /** Of its journal. */
  readonly entries: number;
  /** How long it has been open. */
  readonly days: number;
};

const PLAN = `# Release plan: long
## Feature toggle
- Toggle name: \`TOGGLE\`

## Phase II: staged rollout
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

export async function makeRelease(db: Database, flags: Flags, release: LongRelease): Promise<void> {
  const opened = Date.now() - release.days * DAY_MS + HOUR_MS;
  await takeSteps(db, flags, { id: release.id, at: new Date(opened) });
  await addEntries(db, release, opened);
  await sql`
    insert into release_tallies (release_id, key, minute, count, kind)
    select ${release.id}, hour || '|' || cohort || '|' || class, ${Math.ceil(opened / MINUTE_MS)}::int + 60 * hour, 40,
      jsonb_build_object('opening', 1, 'cohort', cohort, 'ofFeature', cohort = 'open', 'endpoint', '/letters',
        'status', 200, 'cause', null, 'hasContent', null, 'timeClass', class)
    from generate_series(0, ${release.days * 24}::int - 1) as hour,
      unnest(array['open', 'closed']) as cohort, generate_series(1, 3) as class`.execute(db);
  await addPeople(db, release, opened);
}

type Opening = { readonly id: string; readonly at: Date };

async function takeSteps(db: Database, flags: Flags, { id, at }: Opening): Promise<void> {
  const engine = engineOn({ db, flags, clock: { now: () => at } });
  const document = PLAN.replace('TOGGLE', id.replaceAll('-', '_'));
  const loaded = await engine.load({ id, document, who: PAT });
  if (!loaded.ok) throw new Error(loaded.error.sentence);
  const steps: readonly Step[] = [{ kind: 'go' }, { kind: 'advance', override: true }];
  for (const step of steps) {
    const taken = await engine.take({ id, step, who: PAT, why: 'For the bench' });
    if (!taken.ok) throw new Error(taken.error.sentence);
  }
  await engine.close();
}

/** Held and resumed by turns, over all the time since; the last is neither. */
async function addEntries(db: Database, { id, entries, days }: LongRelease, opened: number) {
  await sql`
    insert into release_journal (release_id, version, at, who_name, who_role, why, fact, plan_version)
    select ${id}, version, ${new Date(opened)}::timestamptz
        + make_interval(secs => ${(days * DAY_MS) / 1_000}::float8 * version / ${entries + 1}),
      'Pat Planner', 'product-manager', 'For the bench',
      case when version % 2 = 0 then '{"kind": "held"}'::jsonb else '{"kind": "resumed"}'::jsonb end,
      1
    from generate_series(
      (select max(version) + 1 from release_journal where release_id = ${id}),
      ${entries % 2 === 0 ? entries - 1 : entries}::int) as version`.execute(db);
  await sql`
    insert into release_journal (release_id, version, at, who_name, who_role, fact, plan_version)
    select ${id}, max(version) + 1, now(), 'Release program', 'automatic', '{"kind": "applied"}'::jsonb, 1
    from release_journal where release_id = ${id}`.execute(db);
}

/** Five an hour, one of them with the feature; a visit of one in fifty fails. */
async function addPeople(db: Database, { id, days }: LongRelease, opened: number): Promise<void> {
  const measurements = createSqlMeasurements(db);
  const told = (hour: number) => ({
    toggle: id,
    at: new Date(opened + hour * HOUR_MS + MINUTE_MS),
  });
  for (let hour = 0; hour < days * 24; hour += 1) {
    const met = Array.from({ length: 5 }, (_, index) => {
      const person = `${hour} ${index}`;
      const fault = (hour * 5 + index) % 50 === 0 ? OUR_FAULT : {};
      const visit = index === 1 ? goodVisit : closedVisit;
      return { person, answer: visit(person, { ...told(hour), ...fault }) };
    });
    const events = met.flatMap(({ person, answer }) =>
      personEventsIn(answer, { run: 1, opening: 1 }, person),
    );
    const given = { instance: 'bench', events, answerCounts: [], heartbeats: [] };
    await measurements.add(id, given);
  }
}
