import type { Selectable } from 'kysely';

import type { JournalEntry, Who } from '../journal.ts';
import { knownFact } from './known-facts.ts';
import type { JournalTables } from './tables.ts';

export type JournalRow = Selectable<JournalTables['release_journal']>;

/** So many different values are remembered, of each kind; then they are forgotten together. */
const MOST_SHARED = 1_000;

/**
 * Rows as entries. An instance holds every entry that it has read, so what one says just like another is one value for
 * both: who took a step, why, and when.
 */
export function createEntryReader(): (row: JournalRow) => JournalEntry {
  const texts = new Map<string, string>();
  const people = new Map<string, Who>();
  const times = new Map<number, Date>();
  const textLike = (text: string) => shared(texts, text, text);
  return (row) => {
    const { version, why, evidence, plan_version: planVersion, request, fact } = row;
    const who = whoIn(row);
    const asked = request === null ? {} : { request };
    return {
      planVersion,
      ...knownFact({ ...fact, kind: textLike(fact.kind) } as typeof fact),
      version,
      at: shared(times, row.at.getTime(), row.at),
      who: shared(people, JSON.stringify([who.name, who.role, who.claimedBy]), who),
      why: why === null ? null : textLike(why),
      evidence,
      ...asked,
    };
  };
}

function whoIn({ who_name: name, who_role: role, claimed_by: claimedBy }: JournalRow): Who {
  return claimedBy === null ? { name, role } : { name, role, claimedBy };
}

function shared<Key, Value>(values: Map<Key, Value>, key: Key, value: Value): Value {
  const known = values.get(key);
  if (known !== undefined) return known;
  if (values.size >= MOST_SHARED) values.clear();
  values.set(key, value);
  return value;
}
