import { sql } from 'kysely';

import { DAY_MS } from '../../lib/duration.ts';
import { dayInEasternTime } from '../../lib/eastern-time.ts';
import type { PageReport } from '../counting/page-report.ts';
import {
  addMarks,
  bitOf,
  eventsIn,
  marksIn,
  marksInBytes,
  type EventMarks,
} from '../counting/person-marks.ts';
import { definitionOf, type EventName } from '../events/event-table.ts';
import { FEATURE_PAGE } from '../events/page-batch.ts';
import type { PeopleCount } from './page-store.ts';
import type { PageDatabase } from './tables.ts';

/** Marks the people of these reports, and counts them where they were not counted before. */
export async function addPeople(tx: PageDatabase, reports: readonly PageReport[]): Promise<void> {
  const counted = reports.filter(
    ({ page, events }) => page === FEATURE_PAGE && events.some(isCountedByPerson),
  );
  if (counted.length === 0) return;
  const numberOf = await scopeNumbers(tx, counted);
  const seen = new Map<string, SeenPerson>();
  for (const report of counted) {
    const { person, events, at } = report;
    const day = dayNumber(at);
    const before = seen.get(person) ?? { marks: new Map(), lastDay: day };
    const bits = events.filter(isCountedByPerson).reduce((sum, { name }) => sum | bitOf(name), 0);
    for (const scope of scopesOf(report)) {
      const number = numberOf(scope);
      before.marks.set(number, (before.marks.get(number) ?? 0) | bits);
    }
    seen.set(person, { ...before, lastDay: Math.max(day, before.lastDay) });
  }
  await countNew(tx, await markPeople(tx, seen));
}

/** The day in Eastern Time, in days since 1970. */
export const dayNumber = (at: Date): number => Date.parse(dayInEasternTime(at)) / DAY_MS;

type SeenPerson = { readonly marks: EventMarks; readonly lastDay: number };

/** Amounts are of views; nobody is counted for them. */
const isCountedByPerson = ({ name }: { readonly name: EventName }) =>
  definitionOf(name).value === null;

type Scope = { readonly feature: string; readonly kind: 'day' | 'stage'; readonly name: string };

/** The day and, where there is one, the stage run in which a person was met. */
function scopesOf({ at, from: { feature, stage, cohort } }: PageReport): readonly Scope[] {
  const day: Scope = { feature, kind: 'day', name: dayInEasternTime(at) };
  return stage === '' ? [day] : [day, { feature, kind: 'stage', name: `${cohort} ${stage}` }];
}

const keyOf = ({ feature, kind, name }: Scope) => `${kind} ${name} ${feature}`;

async function scopeNumbers(
  tx: PageDatabase,
  reports: readonly PageReport[],
): Promise<(scope: Scope) => number> {
  const scopes = new Map(reports.flatMap(scopesOf).map((scope) => [keyOf(scope), scope]));
  const rows = await tx
    .insertInto('page_scopes')
    .values([...scopes.values()])
    // Changes nothing, so that rows that were there are answered as well.
    .onConflict((conflict) =>
      conflict.columns(['feature', 'kind', 'name']).doUpdateSet({ name: sql`excluded.name` }),
    )
    .returningAll()
    .execute();
  const numbers = new Map(rows.map((row) => [keyOf(row), row.number]));
  return (scope) => numbers.get(keyOf(scope)) ?? 0;
}

/** The events for which people are new, by scope, once for each of them. */
async function markPeople(
  tx: PageDatabase,
  seen: ReadonlyMap<string, SeenPerson>,
): Promise<readonly EventMarks[]> {
  const rows = await tx
    .selectFrom('page_people')
    .select(['marks', 'last_day'])
    .select(sql<string>`person::text`.as('person'))
    .where('person', 'in', [...seen.keys()])
    .execute();
  const kept = new Map(rows.map((row) => [row.person, row]));
  const changed = [...seen].flatMap(([person, { marks: news, lastDay }]) => {
    const before = kept.get(person);
    const marks = marksIn(Buffer.from(before?.marks ?? []));
    const added = addMarks(marks, news);
    if (added.size === 0) return [];
    const last_day = Math.max(before?.last_day ?? 0, lastDay);
    return [{ added, row: { person, last_day, marks: marksInBytes(marks) } }];
  });
  if (changed.length === 0) return [];
  await tx
    .insertInto('page_people')
    .values(changed.map(({ row }) => row))
    .onConflict((conflict) =>
      conflict.column('person').doUpdateSet({
        marks: sql`excluded.marks`,
        last_day: sql`excluded.last_day`,
      }),
    )
    .execute();
  return changed.map(({ added }) => added);
}

async function countNew(tx: PageDatabase, added: readonly EventMarks[]): Promise<void> {
  const counts = new Map<string, { scope: number; event: string; count: number }>();
  for (const [scope, bits] of added.flatMap((marks) => [...marks])) {
    for (const event of eventsIn(bits)) {
      const key = `${scope} ${event}`;
      const counted = counts.get(key) ?? { scope, event, count: 0 };
      counted.count += 1;
      counts.set(key, counted);
    }
  }
  if (counts.size === 0) return;
  await tx
    .insertInto('page_people_counts')
    .values([...counts.values()])
    .onConflict((conflict) =>
      conflict
        .columns(['scope', 'event'])
        .doUpdateSet({ count: sql`page_people_counts.count + excluded.count` }),
    )
    .execute();
}

export async function peopleOf(db: PageDatabase, feature: string): Promise<readonly PeopleCount[]> {
  const rows = await db
    .selectFrom('page_people_counts')
    .innerJoin('page_scopes', 'page_scopes.number', 'page_people_counts.scope')
    .select(['kind', 'name', 'event', 'count'])
    .where('feature', '=', feature)
    .orderBy('page_scopes.number')
    .execute();
  return rows.map(({ kind, name, event, count }) => {
    const counted = { event: event as EventName, people: Number(count) };
    if (kind === 'day') return { kind, day: name, ...counted };
    const [cohort = '', ...stage] = name.split(' ');
    return { kind, cohort, stage: stage.join(' '), ...counted };
  });
}
