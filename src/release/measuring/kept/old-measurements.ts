import { sql, type Kysely } from 'kysely';

import { isOverIn } from '../../journal/kept/sql-journal.ts';
import { MEASURING_TABLES } from './tables.ts';

/** A release whose measurements were removed, when it was closed, and how many rows each table had. */
export type RemovedMeasurements = {
  readonly release: string;
  readonly closedAt: Date;
  readonly rows: Readonly<Record<string, number>>;
};

/**
 * Removes what was measured of the releases that were closed before this moment, all of it or nothing. Their journals
 * stay, with the figures and the evidence of each decision, and so do their reports.
 */
export async function removeOldMeasurements(
  db: Kysely<object>,
  before: Date,
): Promise<readonly RemovedMeasurements[]> {
  return db.transaction().execute(async (tx) => {
    const { rows: over } = await sql<{ release: string; closedAt: Date }>`
      select id as release, closed.at as "closedAt" from releases
      cross join lateral (
        select max(at) as at from release_journal
        where release_id = id and fact ->> 'kind' = 'closed') as closed
      where ${isOverIn(sql`id`)} and closed.at < ${before}
      order by closed.at`.execute(tx);
    const removed: RemovedMeasurements[] = [];
    for (const { release, closedAt } of over) {
      removed.push({ release, closedAt, rows: await removeRows(tx, release) });
    }
    return removed.filter(({ rows }) => Object.keys(rows).length > 0);
  });
}

async function removeRows(tx: Kysely<object>, release: string): Promise<Record<string, number>> {
  const counts: Record<string, number> = {};
  const people = await sql`
    delete from release_people
    where run in (select number from release_runs where release_id = ${release})`.execute(tx);
  if (people.numAffectedRows) counts['release_people'] = Number(people.numAffectedRows);
  for (const table of MEASURING_TABLES) {
    const { numAffectedRows = 0n } = await sql`
      delete from ${sql.table(table)} where release_id = ${release}`.execute(tx);
    if (numAffectedRows > 0n) counts[table] = Number(numAffectedRows);
  }
  return counts;
}
