import { sql, type Kysely, type RawBuilder } from 'kysely';

import { countedOf, keyOf, type AnswerCount, type AnswerKind } from './answer-count.ts';
import type { MeasuringTables } from './tables.ts';

/** So many rows are read at once: the loop is not held up for longer than a request may wait. */
const COUNTS = 1_000;

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
  readonly changes: string;
  readonly minutes: string;
  readonly counts: string;
};

type ChangedCounts = {
  /** Whether there are no more. */
  readonly isLast: boolean;
  readonly answerCounts: readonly AnswerCount[];
  /** The change after which the next reading goes on; null: there was never any. */
  readonly change: number | null;
};

/**
 * With the newest change of all, in one statement: whoever goes on after it doesn't go through what is left out
 * again, which after a month are half a million rows. A page comes as a row for each kind: half a million rows cost
 * the database and the driver several times as much.
 */
export async function changedCounts(
  db: Kysely<MeasuringTables>,
  releaseId: string,
  after: { readonly change: number; readonly fromMinute: number },
): Promise<ChangedCounts> {
  // A share may be in force a moment before it is written down: clocks differ.
  const from = Math.max(0, after.fromMinute - 1);
  const { rows } = await sql<
    { newest: number | null } & { [K in keyof CountGroup]: CountGroup[K] | null }
  >`
    select newest.change::float8 as newest, later.* from
      (select max(changed) as change from release_tallies where release_id = ${releaseId}) as newest
    left join lateral (
      select kind::text as kind, array_agg(changed)::text as changes,
        array_agg(minute)::text as minutes, array_agg(count)::text as counts
      from (
        select kind, changed, minute, count from ${countsFrom(releaseId, from, after.change === 0)}
        where changed > ${after.change}
        order by changed limit ${COUNTS}
      ) as page
      group by page.kind
    ) as later on true`.execute(db);
  const changed = countsIn(rows.filter((row): row is typeof row & CountGroup => row.kind !== null));
  const isLast = changed.length < COUNTS;
  return {
    isLast,
    answerCounts: changed.map(({ counted }) => counted),
    change: (isLast ? rows[0]?.newest : changed.at(-1)?.change) ?? null,
  };
}

/**
 * The counts of these minutes. To begin with, by the key, which begins with the minute: a run that begins late would else go
 * through all that changed before it, a draft of a month say.
 */
function countsFrom(releaseId: string, minute: number, isBeginning: boolean): RawBuilder<unknown> {
  const meant = sql`select * from release_tallies where release_id = ${releaseId} and minute >= ${minute}`;
  return isBeginning && EIGHT_DIGITS.test(String(minute))
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
