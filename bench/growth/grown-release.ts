/** A release as it is after many people and a long draft: stepped by the engine, its rows made by the database. */
import { sql } from 'kysely';

import { createFlags, createSqlStore } from '../../src/flags/index.ts';
import type { Database } from '../../src/lib/database/index.ts';
import { DAY_MS, HOUR_MS, MINUTE_MS } from '../../src/lib/duration.ts';
import { createLog } from '../../src/lib/log.ts';
import type { Step } from '../../src/release/decisions/decide.ts';
import { engineOn } from '../../test/world/engine.ts';
import { PAT } from '../../test/world/releases.ts';

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
`;

/** People of Stage A, and how long people were seen before it. */
export type Size = { readonly people: number; readonly draftDays: number };

/** How long Stage A has been open. */
const OPEN_MS = 6 * HOUR_MS;

export async function growRelease(db: Database, size: Size): Promise<void> {
  await takeSteps(db, size);
  await sql`${draftRows(size)}`.execute(db);
  await sql`${peopleRows(size)}`.execute(db);
  await sql`analyze`.execute(db);
}

async function takeSteps(db: Database, { draftDays }: Size): Promise<void> {
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

/** One in five has the feature, and meets it and a page beside it. They came in the first hour. */
function peopleRows({ people }: Size) {
  const opened = new Date(Date.now() - OPEN_MS + MINUTE_MS);
  return sql`
    insert into release_sightings (release_id, run, opening, kind, scope, person, cohort, share, at)
    select ${RELEASE}, 1, 2, kind,
      case when kind like '%-on-day' then 'run 1, ' || to_char(at at time zone 'UTC', 'YYYY-MM-DD')
        when kind like '%-in-hour' then
          'opening 2, ' || cohort || ', hour ' || floor(extract(epoch from at) / 3600)::int
        else 'opening 2, ' || cohort end,
      encode(sha256(person::text::bytea), 'base64'), cohort, 0.2, at
    from (
      select person, case when person % 5 = 0 then 'open' else 'closed' end as cohort,
        ${opened}::timestamptz + (person * 3540000.0 / ${people}) * interval '1 millisecond' as at
      from generate_series(1, ${people}::int) as person
    ) as came,
    unnest(case when cohort = 'open'
      then array['came', 'shown', 'met-feature-on-day', 'met-elsewhere-on-day', 'came-in-hour']
      else array['came', 'came-in-hour'] end) as kind`;
}

/** On the disk, indexes included. */
export async function bytesOfPeople(db: Database): Promise<number> {
  const { rows } = await sql<{ readonly bytes: number }>`
    select pg_total_relation_size('release_sightings')::float8 as bytes`.execute(db);
  return rows[0]?.bytes ?? NaN;
}
