import { err, ok, type Result } from '../../lib/result.ts';
import type { ChangeNote } from '../change.ts';
import type { GateValues } from '../feature.ts';
import type { HistoryEntry } from './entry.ts';
import { sameMeaning } from '../gates/same-meaning.ts';

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
  return untouched ? ok(entry.before) : err(changedSince(entry));
}

/** An undo is a change like any other; without a given reason, it says what it undid. */
export function undoNote(entry: HistoryEntry, note: ChangeNote): ChangeNote {
  return { ...note, through: 'undo', why: note.why ?? `Undoes entry ${entry.id}` };
}

export function noSuchEntry(id: number): UndoRefusal {
  const sentence = `The history has no entry ${id}. Look it up in the feature’s history.`;
  return { code: 'no-such-entry', sentence };
}

function changedSince({ id, feature }: HistoryEntry): UndoRefusal {
  const sentence =
    `${feature} has changed since entry ${id}, and undoing that entry would undo the later changes too. ` +
    `Undo the newest entry first, and go on from there.`;
  return { code: 'changed-since', sentence };
}
