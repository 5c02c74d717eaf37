import { sql } from 'kysely';

import { DAY_MS } from '../../lib/duration.ts';
import { dayInEasternTime } from '../../lib/eastern-time.ts';
import { minuteIn } from '../counting/page-count.ts';
import type { PageReport } from '../counting/page-report.ts';
import {
  addMarks,
  bitOf,
  eventsIn,
  marksIn,
  marksInBytes,
  type EventMarks,
} from '../counting/person-marks.ts';
import { definitionOf, EVENT_NAMES, isCountedOnce, type EventName } from '../events/event-table.ts';
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
  const groups = metTogether(reports);
  if (groups.length === 0) return reports;
  const numberOf = await scopeNumbers(tx, groups.flatMap(scopesOf));
  const seen = new Map<string, SeenPerson>();
  for (const group of groups) {
    const numbers = scopesOf(group).map(numberOf);
    const day = dayNumber(group.at);
    for (const { person, bits } of group.met) {
      const { marks, lastDay } = seen.get(person) ?? { marks: new Map(), lastDay: day };
      for (const number of numbers) marks.set(number, (marks.get(number) ?? 0) | bits);
      seen.set(person, { marks, lastDay: Math.max(day, lastDay) });
    }
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

/** Who was met in one minute under the same circumstances, with the events for which they count. */
type MetTogether = Pick<PageReport, 'at' | 'from'> & {
  readonly met: { readonly person: string; readonly bits: number }[];
};

/** Of the feature’s page. Together, so that a calendar is asked once a minute and not for each report. */
function metTogether(reports: readonly PageReport[]): readonly MetTogether[] {
  const groups = new Map<string, MetTogether>();
  for (const { page, at, from, person, events } of reports) {
    const bits = events.reduce((sum, { name }) => sum | (PERSON_BITS.get(name) ?? 0), 0);
    if (page !== FEATURE_PAGE || bits === 0) continue;
    const key = [minuteIn(at), from.feature, from.stage, from.cohort].join('\n');
    const group = groups.get(key) ?? { at, from, met: [] };
    group.met.push({ person, bits });
    groups.set(key, group);
  }
  return [...groups.values()];
}

/** Amounts are of views; nobody is counted for them. */
const PERSON_BITS: ReadonlyMap<EventName, number> = new Map(
  EVENT_NAMES.filter((name) => definitionOf(name).value === null).map((name) => [
    name,
    bitOf(name),
  ]),
);

type Scope = { readonly feature: string; readonly kind: 'day' | 'stage'; readonly name: string };

/** The day and, where there is one, the stage run in which a person was met. */
function scopesOf(met: Pick<PageReport, 'at' | 'from'>): readonly Scope[] {
  const { feature, stage, cohort } = met.from;
  const day = dayOf(met);
  return stage === '' ? [day] : [day, { feature, kind: 'stage', name: `${cohort} ${stage}` }];
}

const dayOf = ({ at, from: { feature } }: Pick<PageReport, 'at' | 'from'>): Scope => ({
  feature,
  kind: 'day',
  name: dayInEasternTime(at),
});

const keyOf = ({ feature, kind, name }: Scope) => `${kind} ${name} ${feature}`;

async function scopeNumbers(
  tx: PageDatabase,
  wanted: readonly Scope[],
): Promise<(scope: Scope) => number> {
  const scopes = new Map(wanted.map((scope) => [keyOf(scope), scope]));
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
    .where('person', '=', sql<string>`any(${[...seen.keys()]}::bigint[])`)
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
  // In three parameters, however many people there are.
  await sql`
    insert into page_people (person, last_day, marks)
    select * from unnest(${changed.map(({ row }) => row.person)}::bigint[],
      ${changed.map(({ row }) => row.last_day)}::smallint[], ${changed.map(({ row }) => row.marks)}::bytea[])
    on conflict (person) do update set marks = excluded.marks, last_day = excluded.last_day
  `.execute(tx);
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
