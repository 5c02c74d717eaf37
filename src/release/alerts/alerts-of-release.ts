import { isTooLate, type Alert } from '../../alerts/index.ts';
import { inWords } from '../journal/changelog.ts';
import { PROGRAM, OUTSIDER, type JournalEntry, type JournalFact } from '../journal/journal.ts';
import type { Release } from '../journal/release.ts';

/** The alerts of the journal after this version, in order. */
export function alertsIn(
  { id, entries }: Pick<Release, 'id' | 'entries'>,
  after: number,
  now: Date,
): readonly Alert[] {
  return entries.flatMap((entry) => {
    const { version, at } = entry;
    if (version <= after || isTooLate(at, now)) return [];
    const urgency = urgencyOf(entry);
    if (urgency === null) return [];
    return [{ release: id, version, at: at.toISOString(), urgency, text: textOf(id, entry) }];
  });
}

/** What a person did on purpose is known to them; a rollback concerns others too. */
function urgencyOf(entry: JournalEntry): Alert['urgency'] | null {
  if (entry.kind === 'rolled-back') return 'act';
  if (entry.kind === 'calls-entered') return entry.stop ? 'act' : null;
  if (isByPerson(entry)) return null;
  if (entry.kind === 'held') return 'act';
  return TO_KNOW.has(entry.kind) ? 'know' : null;
}

const TO_KNOW: ReadonlySet<JournalFact['kind']> = new Set([
  'stage-opened',
  'resumed',
  'exposure-stopped',
  'rule-noted',
  'fully-on',
]);

/** A person’s reason may be about anyone, and stays in the journal. */
function textOf(id: string, entry: JournalEntry): string {
  const what = `${id}: ${inWords(entry) ?? ''}.`;
  if (isByPerson(entry)) return `${what} The console and the report say by whom and why.`;
  return entry.why === null ? what : `${what} ${entry.why}`;
}

/** No person can act in these roles. */
function isByPerson({ who }: JournalEntry): boolean {
  return who.role !== PROGRAM.role && who.role !== OUTSIDER.role;
}
