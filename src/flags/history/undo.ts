import { err, ok, type Result } from '../../lib/result.ts';
import type { ChangeNote } from '../change.ts';
import type { GateValues } from '../feature.ts';
import { sameMeaning } from '../gates/same-meaning.ts';
import { changeInWords } from '../lifecycle/change-in-words.ts';
import type { HistoryEntry } from './entry.ts';

export type UndoRefusal = {
  readonly code: 'no-such-entry' | 'changed-since';
  readonly sentence: string;
};

/**
 * What a feature becomes when this entry is undone: as it was before, which may be "no such feature" (null).
 * Refused when the feature is neither as the entry left it nor as it was before: something would be lost.
 */
export function decideUndo(
  entry: HistoryEntry,
  now: GateValues | null,
): Result<GateValues | null, UndoRefusal> {
  const untouched = sameMeaning(now, entry.after) || sameMeaning(now, entry.before);
  return untouched ? ok(entry.before) : err(changedSince(entry, []));
}

/** Whether undoing the entry would change something now, and lose nothing. */
export function canBeUndone(entry: HistoryEntry, now: GateValues | null): boolean {
  return decideUndo(entry, now).ok && !sameMeaning(now, entry.before);
}

/** An undo is a change like any other; without a given reason, it says what it undid. */
export function undoNote(entry: HistoryEntry, note: ChangeNote): ChangeNote {
  return { ...note, through: 'undo', why: note.why ?? `Undoes entry ${entry.id}` };
}

export function noSuchEntry(id: number): UndoRefusal {
  const sentence = `The history has no entry ${id}. Look it up in the feature’s history.`;
  return { code: 'no-such-entry', sentence };
}

/** `since`: what happened after the entry, the newest first. */
export function changedSince(
  { id, feature }: HistoryEntry,
  since: readonly HistoryEntry[],
): UndoRefusal {
  const sentence =
    `${feature} has changed since entry ${id}, and undoing that entry would undo the later changes too. ` +
    `${sinceInWords(since)}Undo the newest entry first, and go on from there.`;
  return { code: 'changed-since', sentence };
}

/** Whoever decided to undo has not seen these changes. */
export function unseenSince(feature: string, since: readonly HistoryEntry[]): UndoRefusal {
  const sentence =
    `${feature} has changed since you looked at it, so nothing was undone. ` +
    `${sinceInWords(since)}Look at it as it is now, and decide again.`;
  return { code: 'changed-since', sentence };
}

const MOST_TOLD = 3;

/** `Since then: entry 13, 2 actors added, by Enzo Engineer (engineer). ` */
function sinceInWords(since: readonly HistoryEntry[]): string {
  if (since.length === 0) return '';
  const told = since.slice(0, MOST_TOLD).map(entryInWords);
  const more = since.length > told.length ? '; and more before that' : '';
  return `Since then: ${told.join('; ')}${more}. `;
}

function entryInWords({ id, who, role, through, before, after }: HistoryEntry): string {
  const by = through === 'outside' ? 'outside this program' : `by ${who} (${role})`;
  return `entry ${id}, ${changeInWords(before, after)}, ${by}`;
}
