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
import { definitionOf, EVENT_NAMES, type EventName } from '../events/event-table.ts';
import { FEATURE_PAGE } from '../events/page-batch.ts';
import type { PeopleCount } from './page-store.ts';
import type { PageDatabase } from './tables.ts';

/** Marks the people of these reports, and counts them where they were not counted before. */
export async function addPeople(tx: PageDatabase, reports: readonly PageReport[]): Promise<void> {
  const groups = metTogether(reports);
  if (groups.length === 0) return;
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
  await countNew(tx, await markPeople(tx, seen));
}

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
function scopesOf({
  at,
  from: { feature, stage, cohort },
}: Pick<PageReport, 'at' | 'from'>): readonly Scope[] {
  const day: Scope = { feature, kind: 'day', name: dayInEasternTime(at) };
  return stage === '' ? [day] : [day, { feature, kind: 'stage', name: `${cohort} ${stage}` }];
}

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

/** The events for which people are new, by scope, once for each of them. */
async function markPeople(
  tx: PageDatabase,
  seen: ReadonlyMap<string, SeenPerson>,
): Promise<readonly EventMarks[]> {
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
    return [{ added, row: { person, last_day, marks: marksInBytes(marks) } }];
  });
  if (changed.length === 0) return [];
  // In three parameters, however many people there are.
  await sql`
    insert into page_people (person, last_day, marks)
    select * from unnest(${changed.map(({ row }) => row.person)}::bigint[],
      ${changed.map(({ row }) => row.last_day)}::smallint[], ${changed.map(({ row }) => row.marks)}::bytea[])
    on conflict (person) do update set marks = excluded.marks, last_day = excluded.last_day
  `.execute(tx);
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
