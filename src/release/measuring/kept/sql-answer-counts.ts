import { sql, type Kysely, type RawBuilder } from 'kysely';

import { MINUTES_PER_HOUR } from '../../../lib/duration.ts';
import {
  countedOf,
  keyOf,
  MINUTES_KEPT,
  type AnswerCount,
  type AnswerKind,
} from './answer-count.ts';
import type { CountsWanted, NewMeasurements } from './measurements.ts';
import type { MeasuringTables } from './tables.ts';

/** So many rows are read at once: the loop is not held up for longer than a request may wait. */
const COUNTS = 5_000;

export async function addAnswerCounts(
  tx: Kysely<MeasuringTables>,
  releaseId: string,
  answerCounts: readonly AnswerCount[],
): Promise<void> {
  await tx
    .insertInto('release_tallies')
    .values(
      answerCounts.map((counted) => {
        const { minute, count, ...kind } = counted;
        return {
          release_id: releaseId,
          key: keyOf(counted),
          minute,
          count,
          kind: JSON.stringify(kind),
        };
      }),
    )
    .onConflict((conflict) =>
      conflict.columns(['release_id', 'key']).doUpdateSet({
        count: sql`release_tallies.count + excluded.count`,
        changed: sql`nextval('release_tallies_changed_seq')`,
      }),
    )
    .execute();
}

/** Counts of one kind, each list as the database writes it, such as `{7,8}`, and in the same order. */
type CountGroup = {
  readonly kind: string;
  readonly isHours: boolean;
  readonly rows: number;
  readonly changes: string;
  readonly minutes: string;
  readonly counts: string;
};

type ChangedCounts = Pick<NewMeasurements, 'answerCounts' | 'hourCounts'> & {
  /** Whether there are no more. */
  readonly isLast: boolean;
  /** The change after which the next reading goes on; null: there was never any. */
  readonly change: number | null;
};

type ChangesAsked = { readonly change: number; readonly wanted: CountsWanted };

/**
 * With the newest change of all, in one statement: whoever goes on after it doesn't go through what is left out
 * again, which after a month are half a million rows. A page comes as a row for each kind, and hours that were over long
 * ago as one count: half a million rows cost the driver and whoever folds them many times as much.
 */
export async function changedCounts(
  db: Kysely<MeasuringTables>,
  releaseId: string,
  after: ChangesAsked,
): Promise<ChangedCounts> {
  const { rows } = await sql<
    { newest: number | null } & { [K in keyof CountGroup]: CountGroup[K] | null }
  >`
    select newest.change::float8 as newest, later.* from (
      select max(changed) as change, substring(max(key) from '^[0-9]+')::int as minute
      from release_tallies where release_id = ${releaseId}
    ) as newest
    left join lateral (
      select (array_agg(kind))[1]::text as kind, "isHours", sum(rows)::int as rows,
        array_agg(changed)::text as changes, array_agg(minute)::text as minutes, array_agg(count)::text as counts
      from (
        select "kindKey", (array_agg(kind))[1] as kind, "isHours",
          case when "isHours" then minute / ${MINUTES_PER_HOUR} * ${MINUTES_PER_HOUR} else minute end as minute,
          count(*) as rows, max(changed) as changed, sum(count) as count
        from (
          select page.*, ${KIND_KEY} as "kindKey", ${isInHour(after.wanted)} as "isHours" from (
            select key, kind, changed, minute, count from ${countsFrom(releaseId, after)}
            where changed > ${after.change}
            order by changed limit ${COUNTS}
          ) as page
        ) as told
        group by "kindKey", "isHours", 4
      ) as counted
      group by "kindKey", "isHours"
    ) as later on true`.execute(db);
  const groups = rows.filter((row): row is typeof row & CountGroup => row.kind !== null);
  const isLast = groups.reduce((sum, group) => sum + group.rows, 0) < COUNTS;
  const hours = countsIn(groups.filter(({ isHours }) => isHours));
  const minutes = countsIn(groups.filter(({ isHours }) => !isHours));
  const lastOfPage = Math.max(...[hours, minutes].map((counts) => counts.at(-1)?.change ?? 0));
  return {
    isLast,
    hourCounts: hours.map(({ counted }) => counted),
    answerCounts: minutes.map(({ counted }) => counted),
    change: isLast ? (rows[0]?.newest ?? null) : lastOfPage,
  };
}

/** A key without its minute, byte by byte: to sort and group by the kind itself takes the database twice as long. */
const KIND_KEY = sql`substr(key, strpos(key, '|')) collate "C"`;

/**
 * Whether a row counts with its hour, as its minute doesn't matter any more. Those of calls to the service behind the
 * feature matter for as long as they are kept, since it is down by the last few of them.
 */
function isInHour({ untilMinute, knownMinute, boundaries }: CountsWanted): RawBuilder<boolean> {
  const hour = sql`minute / ${MINUTES_PER_HOUR}`;
  const until = Number.isFinite(untilMinute) ? untilMinute : null;
  const firstKept = sql`(least(newest.minute, ${until}::int) - ${MINUTES_KEPT - 1}) / ${MINUTES_PER_HOUR}`;
  const apart = boundaries.filter(Number.isFinite).map(hourOf);
  const known = Math.min(MOST_HOURS, Math.max(-1, hourOf(knownMinute)));
  return sql`coalesce(${hour} > ${known} and ${hour} < ${firstKept} and ${hour} <> all(${apart}::int[])
    and not (kind @> '{"ofFeature": true}' and not kind @> '{"cohort": "closed"}'), false)`;
}

/** Later than any, and an integer of the database. */
const MOST_HOURS = 2 ** 31 - 1;

const hourOf = (minute: number): number => Math.floor(minute / MINUTES_PER_HOUR);

/**
 * The counts of these minutes. To begin with, by the key, which begins with the minute: a run that begins late would else go
 * through all that changed before it, a draft of a month say.
 */
function countsFrom(releaseId: string, { change, wanted }: ChangesAsked): RawBuilder<unknown> {
  // A share may be in force a moment before it is written down: clocks differ.
  const minute = Math.max(0, wanted.fromMinute - 1);
  const meant = sql`select * from release_tallies where release_id = ${releaseId} and minute >= ${minute}`;
  return change === 0 && EIGHT_DIGITS.test(String(minute))
    ? sql`(${meant} and key >= ${String(minute)} offset 0) as counts`
    : sql`(${meant}) as counts`;
}

/** Minutes of the years 1989 to 2160, which are in order as texts, too. */
const EIGHT_DIGITS = /^\d{8}$/;

type ChangedCount = { readonly change: number; readonly counted: AnswerCount };

/** In the order in which they changed, which whoever folds them goes by. */
function countsIn(groups: readonly CountGroup[]): readonly ChangedCount[] {
  const changed: ChangedCount[] = [];
  for (const { kind: text, ...lists } of groups) {
    const kind = JSON.parse(text) as AnswerKind;
    const [minutes, counts] = [numbersIn(lists.minutes), numbersIn(lists.counts)];
    for (const [index, change] of numbersIn(lists.changes).entries()) {
      const counted = countedOf(kind, minutes[index] ?? NaN, counts[index] ?? NaN);
      changed.push({ change, counted });
    }
  }
  return changed.toSorted((one, other) => one.change - other.change);
}

const numbersIn = (list: string): readonly number[] => list.slice(1, -1).split(',').map(Number);
