import { sql, type Kysely, type RawBuilder } from 'kysely';

import { stillLeads } from '../../../lib/leader/index.ts';
import { err, ok } from '../../../lib/result.ts';
import type { ReleasePlan } from '../../../plan/index.ts';
import type { Addition, Journal } from './journal-store.ts';
import { createEntryReader, type JournalRow } from './entry-of.ts';
import { entriesAfter, PROGRAM, type JournalEntry } from '../journal.ts';
import { KnownReleases } from '../known-releases.ts';
import type { PlanReader } from '../plan-reader.ts';
import { isBeyondUs } from '../progress.ts';
import { isSettled, orderOf, type FlagOrder, type PlanAddition, type Release } from '../release.ts';
import type { JournalTables } from './tables.ts';

type JournalDatabase = Kysely<JournalTables>;

/** Sets toggles inside the journal's transaction, so that flags and journal change together or not at all. */
export type FlagWriter = (
  tx: Kysely<object>,
  order: NonNullable<FlagOrder> & { readonly releaseId: string },
) => Promise<void>;

type JournalParts = {
  readonly writeFlags: FlagWriter;
  readonly plans: Pick<PlanReader, 'read'>;
  /** What another journal of this instance has read already, and reads on; left out, nothing is known yet. */
  readonly known?: KnownReleases;
};

/** What is known of the releases, and how a plan that is new is read. */
type JournalMemory = Pick<JournalParts, 'plans'> & {
  readonly known: KnownReleases;
  readonly entryOf: (row: JournalRow) => JournalEntry;
};

/** The journal in the database, on the embedded one and on a PostgreSQL server alike. */
export function createSqlJournal(
  database: Kysely<object>,
  { writeFlags, plans, known = new KnownReleases() }: JournalParts,
): Journal {
  const db = database.withTables<JournalTables>();
  const memory = { known, plans, entryOf: createEntryReader() };
  return {
    known,
    releases: async (which = 'open') => {
      await learn(db, memory, await newEntriesOfAll(db, memory, which));
      return which === 'open' ? known.open() : known.all();
    },
    release: (id) => readRelease(db, memory, id),
    planOf: (release, version) => planOf(db, plans, { release, version }),
    append: (addition) => db.transaction().execute((tx) => append(tx, addition)),
    settle: (id, at) =>
      database.transaction().execute(async (transaction) => {
        const tx = transaction.withTables<JournalTables>();
        await takeTurn(tx, id);
        const release = await readRelease(tx, memory, id);
        if (!release || isBeyondUs(release.progress)) return;
        const order = orderOf(release);
        if (order) await writeFlags(transaction, { releaseId: id, ...order });
        if (isSettled(release.progress)) return;
        const last = release.entries.at(-1) ?? null;
        const circumstances = { at, who: PROGRAM, why: null, evidence: null };
        for (const entry of entriesAfter(last, [{ kind: 'applied' }], circumstances)) {
          await insertEntry(tx, id, entry);
        }
      }),
  };
}

/** Entries are only ever added, so that what is known need not be read again. */
async function readRelease(db: JournalDatabase, memory: JournalMemory, id: string) {
  const { known, entryOf } = memory;
  const rows = await db
    .selectFrom('release_journal')
    .selectAll()
    .where('release_id', '=', id)
    .where('version', '>', known.get(id)?.progress.version ?? 0)
    .orderBy('version')
    .execute();
  if (rows.length > 0) await learn(db, memory, new Map([[id, rows.map(entryOf)]]));
  return known.get(id);
}

type EntriesById = ReadonlyMap<string, readonly JournalEntry[]>;

/** So many entries of each release are read at first, of which most have none; then so many in all at once. */
const FEW = 20;
const PAGE = 1_000;

/**
 * In pages: the first reading of long journals must not take one statement too long, nor hold the rows of them all. They
 * are taken up together, so that no release is known as it was in the middle of what is read.
 */
async function newEntriesOfAll(
  db: JournalDatabase,
  { known, entryOf }: JournalMemory,
  which: 'open' | 'every',
): Promise<EntriesById> {
  const old = which === 'open' ? known.open() : known.all();
  const versions = new Map(old.map(({ id, progress }) => [id, progress.version]));
  const entries = new Map<string, JournalEntry[]>();
  let page: EntryPage = { of: which, limit: FEW };
  let longer: readonly string[];
  do {
    const counts = new Map<string, number>();
    for (const row of await entriesBeyond(db, versions, page)) {
      const { release_id: id, version } = row;
      const ofRelease = entries.get(id) ?? [];
      ofRelease.push(entryOf(row));
      entries.set(id, ofRelease);
      versions.set(id, version);
      counts.set(id, (counts.get(id) ?? 0) + 1);
    }
    longer = [...counts.keys()].filter((id) => counts.get(id) === page.limit);
    page = { of: longer, limit: Math.max(FEW, Math.ceil(PAGE / longer.length)) };
  } while (longer.length > 0);
  return entries;
}

type EntryPage = {
  /** Those that are not over and those that are known, every one, or these alone. */
  readonly of: 'open' | 'every' | readonly string[];
  /** Entries of each. */
  readonly limit: number;
};

/** From the index of each release: without a limit, the planner would read every journal to its beginning. */
async function entriesBeyond(
  db: JournalDatabase,
  versions: ReadonlyMap<string, number>,
  { of, limit }: EntryPage,
): Promise<readonly JournalRow[]> {
  const { rows } = await sql<JournalRow>`
    select added.* from releases
    left join unnest(${[...versions.keys()]}::text[], ${[...versions.values()]}::integer[])
      as old(id, version) using (id)
    cross join lateral (
      select * from release_journal
      where release_id = releases.id and version > coalesce(old.version, 0)
      order by version limit ${limit}
    ) as added
    where ${areMeant(of)}
    order by releases.created_at, added.version`.execute(db);
  return rows;
}

function areMeant(of: EntryPage['of']): RawBuilder<unknown> {
  if (of === 'every') return sql`true`;
  if (of === 'open') return sql`old.version is not null or not ${isOverIn(sql`releases.id`)}`;
  return sql`releases.id = any(${of}::text[])`;
}

/** Whether a release is over, in SQL: it was closed, and something was noted after that. From the ends of two indexes. */
export function isOverIn(releaseId: RawBuilder<unknown>): RawBuilder<boolean> {
  return sql`coalesce(
    (select min(version) from release_journal
      where release_id = ${releaseId} and fact ->> 'kind' = 'closed')
    < (select max(version) from release_journal where release_id = ${releaseId}), false)`;
}

/** Takes up entries that were read, with the plans that they brought. */
async function learn(
  db: JournalDatabase,
  { known, plans }: JournalMemory,
  entriesById: EntriesById,
): Promise<void> {
  const documents = await newestPlans(db, entriesById);
  for (const [id, entries] of entriesById) {
    const document = documents.get(id) ?? documentToRetry(known, id, entries);
    const plan = document === null ? null : await readBy(plans, document);
    await known.addInTurns({ id, plan, entries });
  }
}

async function readBy(plans: JournalParts['plans'], document: string): Promise<PlanAddition> {
  return { document, reading: await plans.read(document) };
}

/**
 * A kept document that could not be read is tried once more when its release is held for it: the machine may have been
 * busy. A rollback does not wait for that.
 */
function documentToRetry(
  known: KnownReleases,
  id: string,
  entries: readonly JournalEntry[],
): string | null {
  const release = known.get(id);
  const isHeldForIt = entries.some((entry) => entry.kind === 'held' && entry.cause === 'plan');
  return isHeldForIt && release && release.plan.unreadable !== null ? release.document : null;
}

async function newestPlans(
  db: JournalDatabase,
  entriesById: EntriesById,
): Promise<ReadonlyMap<string, string>> {
  const loaded = [...entriesById].flatMap(([id, entries]) => {
    const newest = entries.findLast((entry) => entry.kind === 'plan-loaded');
    return newest ? [[id, newest.planVersion] as const] : [];
  });
  return documentsOf(db, loaded);
}

async function documentsOf(
  db: JournalDatabase,
  versions: readonly (readonly [id: string, version: number])[],
): Promise<ReadonlyMap<string, string>> {
  if (versions.length === 0) return new Map();
  const plans = await db
    .selectFrom('release_plans')
    .select(['release_id', 'document'])
    .where((where) =>
      where.or(versions.map(([id, version]) => where.and({ release_id: id, version }))),
    )
    .execute();
  return new Map(plans.map(({ release_id: id, document }) => [id, document]));
}

type PlanVersion = { readonly release: Release; readonly version: number | null };

/** An earlier one is read again: it is seldom asked for. */
async function planOf(
  db: JournalDatabase,
  plans: JournalParts['plans'],
  { release, version }: PlanVersion,
): Promise<ReleasePlan> {
  if (version === null || version === release.progress.planVersion) return release.plan;
  const documents = await documentsOf(db, [[release.id, version]]);
  const document = documents.get(release.id);
  const reading = document === undefined ? null : await plans.read(document);
  return reading?.ok ? reading.value : release.plan;
}

async function append(tx: JournalDatabase, addition: Addition) {
  const { releaseId, facts, document } = addition;
  await tx
    .insertInto('releases')
    .values({ id: releaseId })
    .onConflict((conflict) => conflict.doNothing())
    .execute();
  await takeTurn(tx, releaseId);
  const last = await newestEntry(tx, releaseId);
  const { fence } = addition;
  if (fence !== undefined && !(await stillLeads(tx, fence))) return err('moved-on' as const);
  if ((last?.version ?? 0) !== addition.after) return err('moved-on' as const);
  for (const entry of entriesAfter(last, facts, addition)) {
    await insertEntry(tx, releaseId, entry);
    if (entry.kind === 'plan-loaded' && document !== undefined) {
      const row = { release_id: releaseId, version: entry.planVersion, document };
      await tx.insertInto('release_plans').values(row).execute();
    }
  }
  return ok(null);
}

/** Waits until no other step of this release is being written. */
async function takeTurn(tx: JournalDatabase, id: string): Promise<void> {
  await tx.selectFrom('releases').select('id').where('id', '=', id).forUpdate().execute();
}

async function newestEntry(tx: JournalDatabase, id: string): Promise<JournalEntry | null> {
  const row = await tx
    .selectFrom('release_journal')
    .selectAll()
    .where('release_id', '=', id)
    .orderBy('version', 'desc')
    .limit(1)
    .executeTakeFirst();
  return row ? createEntryReader()(row) : null;
}

async function insertEntry(tx: JournalDatabase, id: string, entry: JournalEntry): Promise<void> {
  const { version, at, who, why, evidence, planVersion, request = null, ...rest } = entry;
  const fact = entry.kind === 'plan-loaded' ? { ...rest, planVersion } : rest;
  await tx
    .insertInto('release_journal')
    .values({
      release_id: id,
      version,
      at,
      who_name: who.name,
      who_role: who.role,
      claimed_by: who.claimedBy ?? null,
      why,
      plan_version: planVersion,
      request,
      fact: JSON.stringify(fact),
      evidence: evidence && JSON.stringify(evidence),
    })
    .execute();
}
