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
import { definitionOf, isCountedOnce, type EventName } from '../events/event-table.ts';
import { FEATURE_PAGE } from '../events/page-batch.ts';
import type { PeopleCount } from './page-store.ts';
import type { PageDatabase } from './tables.ts';

/**
 * Marks the people of these reports, and counts them where they were not counted before. The answer: the reports
 * without what counts once a person and stage run and was counted before.
 */
export async function addPeople(
  tx: PageDatabase,
  reports: readonly PageReport[],
): Promise<readonly PageReport[]> {
  const counted = reports.filter(
    ({ page, events }) => page === FEATURE_PAGE && events.some(isCountedByPerson),
  );
  if (counted.length === 0) return reports;
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
  const added = await markPeople(tx, seen);
  await countNew(tx, [...added.values()]);
  return withoutRepeated(reports, added, numberOf);
}

/** Of several alike in one batch the first. */
function withoutRepeated(
  reports: readonly PageReport[],
  added: ReadonlyMap<string, EventMarks>,
  numberOf: (scope: Scope) => number,
): readonly PageReport[] {
  const used = new Set<string>();
  const isNew = (report: PageReport, name: EventName): boolean => {
    const number = numberOf(narrowestOf(report));
    const key = `${report.person} ${number} ${name}`;
    if (used.has(key)) return false;
    used.add(key);
    return ((added.get(report.person)?.get(number) ?? 0) & bitOf(name)) !== 0;
  };
  return reports.map((report) => ({
    ...report,
    events: report.events.filter(({ name }) => !isCountedOnce(name) || isNew(report, name)),
  }));
}

const narrowestOf = (report: PageReport): Scope => scopesOf(report).at(-1) ?? dayOf(report);

/** The day in Eastern Time, in days since 1970. */
export const dayNumber = (at: Date): number => Date.parse(dayInEasternTime(at)) / DAY_MS;

type SeenPerson = { readonly marks: EventMarks; readonly lastDay: number };

/** Amounts are of views; nobody is counted for them. */
const isCountedByPerson = ({ name }: { readonly name: EventName }) =>
  definitionOf(name).value === null;

type Scope = { readonly feature: string; readonly kind: 'day' | 'stage'; readonly name: string };

/** The day and, where there is one, the stage run in which a person was met. */
function scopesOf(report: PageReport): readonly Scope[] {
  const { feature, stage, cohort } = report.from;
  const day = dayOf(report);
  return stage === '' ? [day] : [day, { feature, kind: 'stage', name: `${cohort} ${stage}` }];
}

const dayOf = ({ at, from: { feature } }: PageReport): Scope => ({
  feature,
  kind: 'day',
  name: dayInEasternTime(at),
});

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

/** Of each person the events for which they are new, by scope. */
async function markPeople(
  tx: PageDatabase,
  seen: ReadonlyMap<string, SeenPerson>,
): Promise<ReadonlyMap<string, EventMarks>> {
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
    return [{ person, added, row: { person, last_day, marks: marksInBytes(marks) } }];
  });
  if (changed.length === 0) return new Map();
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
  return new Map(changed.map(({ person, added }) => [person, added]));
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
