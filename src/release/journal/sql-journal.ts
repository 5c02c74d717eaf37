import type { Kysely, Selectable } from 'kysely';

import { err, ok } from '../../lib/result.ts';
import type { Addition, Journal, ReleaseRecord } from './journal-store.ts';
import { entriesAfter, PROGRAM, type JournalEntry } from './journal.ts';
import type { Opening } from './opening.ts';
import { progressOf } from './progress.ts';
import { stillLeads } from '../../lib/leader/index.ts';
import type { JournalTables } from './tables.ts';

type ReleaseDatabase = Kysely<JournalTables>;

/** Sets toggles inside the journal's transaction, so that flags and journal change together or not at all. */
export type FlagWriter = (
  tx: Kysely<object>,
  order: {
    readonly releaseId: string;
    readonly toggles: readonly string[];
    readonly opening: Opening;
  },
) => Promise<void>;

/** The journal in the database, on the embedded one and on a PostgreSQL server alike. */
export function createSqlJournal(database: Kysely<object>, writeFlags: FlagWriter): Journal {
  const db = database.withTables<JournalTables>();
  return {
    releases: async () => {
      const rows = await db.selectFrom('releases').select('id').orderBy('created_at').execute();
      const records: ReleaseRecord[] = [];
      for (const { id } of rows) {
        const record = await readRelease(db, id);
        if (record) records.push(record);
      }
      return records;
    },
    release: (id) => readRelease(db, id),
    append: (addition) => db.transaction().execute((tx) => append(tx, addition)),
    settle: (id, { order, at }) =>
      database.transaction().execute(async (transaction) => {
        const tx = transaction.withTables<JournalTables>();
        await takeTurn(tx, id);
        const release = await readRelease(tx, id);
        if (!release) return;
        const ordered = order(release);
        if (ordered) await writeFlags(transaction, { releaseId: id, ...ordered });
        const { version, appliedVersion } = progressOf(release.entries);
        if (appliedVersion === version) return;
        const last = release.entries.at(-1) ?? null;
        const circumstances = { at, who: PROGRAM, why: null, evidence: null };
        for (const entry of entriesAfter(last, [{ kind: 'applied' }], circumstances)) {
          await insertEntry(tx, id, entry);
        }
      }),
  };
}

async function readRelease(db: ReleaseDatabase, id: string): Promise<ReleaseRecord | null> {
  const plan = await db
    .selectFrom('release_plans')
    .select('document')
    .where('release_id', '=', id)
    .orderBy('version', 'desc')
    .limit(1)
    .executeTakeFirst();
  if (!plan) return null;
  const rows = await db
    .selectFrom('release_journal')
    .selectAll()
    .where('release_id', '=', id)
    .orderBy('version')
    .execute();
  return { id, document: plan.document, entries: rows.map(entryOf) };
}

async function append(tx: ReleaseDatabase, addition: Addition) {
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
async function takeTurn(tx: ReleaseDatabase, id: string): Promise<void> {
  await tx.selectFrom('releases').select('id').where('id', '=', id).forUpdate().execute();
}

async function newestEntry(tx: ReleaseDatabase, id: string): Promise<JournalEntry | null> {
  const row = await tx
    .selectFrom('release_journal')
    .selectAll()
    .where('release_id', '=', id)
    .orderBy('version', 'desc')
    .limit(1)
    .executeTakeFirst();
  return row ? entryOf(row) : null;
}

async function insertEntry(tx: ReleaseDatabase, id: string, entry: JournalEntry): Promise<void> {
  const { version, at, who, why, evidence, planVersion, ...rest } = entry;
  const fact = entry.kind === 'plan-loaded' ? { ...rest, planVersion } : rest;
  await tx
    .insertInto('release_journal')
    .values({
      release_id: id,
      version,
      at,
      who_name: who.name,
      who_role: who.role,
      why,
      plan_version: planVersion,
      fact: JSON.stringify(fact),
      evidence: evidence && JSON.stringify(evidence),
    })
    .execute();
}

function entryOf(row: Selectable<JournalTables['release_journal']>): JournalEntry {
  const who = { name: row.who_name, role: row.who_role };
  const { fact, version, at, why, evidence, plan_version: planVersion } = row;
  return { planVersion, ...fact, version, at, who, why, evidence };
}
