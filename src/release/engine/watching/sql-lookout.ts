import { sql, type Kysely } from 'kysely';

import { leaseFor, resignFor, type LeaderTables } from '../../../lib/leader/index.ts';
import { isOverIn } from '../../journal/kept/sql-journal.ts';
import { OFF_MS } from './attention/clock-off.ts';
import type { ClockOff, Head, Lookout } from './lookout.ts';

/**
 * The lead and the news in one statement: that is all that an idle leader asks of the database. `leaseMs`: how long the
 * lead is kept without another look; left out, as long as a leader may be silent.
 */
export function createSqlLookout(
  database: Kysely<object>,
  instance: string,
  leaseMs?: number,
): Lookout {
  const db = database.withTables<LeaderTables>();
  return {
    look: async () => {
      const asked = performance.now();
      const { rows } = await sql<HeadRow>`
        with lease as (${leaseFor(instance, leaseMs)})
        select lease.fence, extract(epoch from clock_timestamp())::float8 * 1000 as time, head.*
        from (select 1) as always
        left join lease on true
        left join (${HEADS}) as head on true`.execute(db);
      const [first] = rows;
      const fence = first?.fence ?? null;
      const roundTripMs = performance.now() - asked;
      return {
        fence: fence === null ? null : Number(fence),
        heads: rows.flatMap(headIn),
        clocksOff: clocksOffIn(rows),
        ...(first && { time: { atMs: first.time, roundTripMs } }),
      };
    },
    resign: () => resignFor(db, instance),
  };
}

/** An instance says every second how its clock stands; one that was silent for longer may be gone. */
const HEARD_SECONDS = 10;

/** Each from the end of an index, however much has been measured. */
const HEADS = sql`
  select releases.id,
    (select max(version) from release_journal where release_id = releases.id) as version,
    (select max(last) from release_person_events where release_id = releases.id) as event,
    (select max(changed) from release_tallies where release_id = releases.id) as counted,
    heard.*
  from releases
  cross join lateral (
    select
      extract(epoch from clock_timestamp() - max(heard_at) filter (where cohort = 'open'))::float8
        as open,
      extract(epoch from clock_timestamp() - max(heard_at) filter (where cohort = 'closed'))::float8
        as closed,
      jsonb_object_agg(instance, ahead_ms) filter (
        where abs(ahead_ms) >= ${OFF_MS}
          and heard_at > clock_timestamp() - make_interval(secs => ${HEARD_SECONDS})
      ) as off,
      max(newest.opening) as opening,
      coalesce(sum(refused) filter (where pulse.opening = newest.opening), 0)::float8 as refused
    from release_pulses as pulse,
      (select max(opening) as opening from release_pulses where release_id = releases.id) as newest
    where release_id = releases.id
  ) as heard
  where not ${isOverIn(sql`releases.id`)}`;

type HeadRow = { readonly fence: string | number | null; readonly time: number } & (
  | { readonly id: null }
  | {
      readonly id: string;
      /** Null of a release that has no entry. */
      readonly version: number | null;
      readonly event: string | number | null;
      readonly counted: string | number | null;
      /** Seconds since a cohort was last heard. */
      readonly open: number | null;
      readonly closed: number | null;
      /** Null when nothing was heard yet. */
      readonly opening: number | null;
      readonly refused: number;
      /** Milliseconds by instance, of those that are off. */
      readonly off: Readonly<Record<string, number>> | null;
    }
);

/** An instance may be heard of several releases. */
function clocksOffIn(rows: readonly HeadRow[]): readonly ClockOff[] {
  const off = rows.flatMap((row) => (row.id === null ? [] : Object.entries(row.off ?? {})));
  return [...new Map(off)].map(([instance, aheadMs]) => ({ instance, aheadMs }));
}

function headIn(row: HeadRow): readonly Head[] {
  if (row.id === null || row.version === null) return [];
  const { id, version, event, counted, open, closed, opening, refused } = row;
  const marks = { event: Number(event ?? 0), answerCount: Number(counted ?? 0) };
  const silentMs = { open: milliseconds(open), closed: milliseconds(closed) };
  return [
    { id, version, measured: { marks, vitals: { silentMs, opening: opening ?? 0, refused } } },
  ];
}

function milliseconds(seconds: number | null): number {
  return seconds === null ? Infinity : Math.max(0, seconds * 1000);
}
