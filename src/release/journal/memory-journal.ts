import { err, ok } from '../../lib/result.ts';
import { entriesAfter, PROGRAM, type JournalEntry } from './journal.ts';
import type { Journal, ReleaseRecord } from './journal-store.ts';
import type { Opening } from './opening.ts';
import { progressOf } from './progress.ts';

type Order = { readonly toggles: readonly string[]; readonly opening: Opening };

/** The journal in memory, for rehearsals of the whole engine: what it holds is gone with it. */
export function createMemoryJournal(writeFlags: (order: Order) => void): Journal {
  const records = new Map<string, ReleaseRecord>();
  const add = (record: ReleaseRecord, entries: readonly JournalEntry[]) =>
    records.set(record.id, { ...record, entries: [...record.entries, ...entries] });
  return {
    releases: () => Promise.resolve([...records.values()]),
    release: (id) => Promise.resolve(records.get(id) ?? null),
    append: ({ releaseId, after, facts, document, at, who, why, evidence }) => {
      const record = records.get(releaseId) ?? { id: releaseId, document: '', entries: [] };
      const newest = record.entries.at(-1)?.version ?? 0;
      if (newest !== after) return Promise.resolve(err('moved-on' as const));
      const last = record.entries.at(-1) ?? null;
      const entries = entriesAfter(last, facts, { at, who, why, evidence });
      add({ ...record, document: document ?? record.document }, entries);
      return Promise.resolve(ok(null));
    },
    settle: (id, { order, at }) => {
      const record = records.get(id);
      if (!record) return Promise.resolve();
      const ordered = order(record);
      if (ordered) writeFlags(ordered);
      const { version, appliedVersion } = progressOf(record.entries);
      if (appliedVersion === version) return Promise.resolve();
      const circumstances = { at, who: PROGRAM, why: null, evidence: null };
      const last = record.entries.at(-1) ?? null;
      add(record, entriesAfter(last, [{ kind: 'applied' }], circumstances));
      return Promise.resolve();
    },
  };
}
