import { err, ok } from '../../lib/result.ts';
import { changedGates, type ChangeNote } from '../change.ts';
import { CLOSED_GATES, type Feature, type GateValues } from '../feature.ts';
import { ENTRIES_LIMIT, type HistoryEntry } from '../history/entry.ts';
import { sameGates } from '../history/same-gates.ts';
import { decideUndo, noSuchEntry, undoNote } from '../history/undo.ts';
import type { Added, FlagStore } from './store.ts';

/** A store that lives and dies with the process, for tests and rehearsals. It can’t be changed from outside. */
export function createMemoryStore(): FlagStore {
  const features = new Map<string, Feature>();
  const history: HistoryEntry[] = [];
  const gatesOf = (key: string) => features.get(key)?.gates ?? null;

  function bringTo(key: string, after: GateValues | null, note: ChangeNote): Added {
    const before = gatesOf(key);
    if (sameGates(before, after)) return [];
    if (after === null) features.delete(key);
    else features.set(key, { key, gates: after });
    const entry = { ...note, id: history.length + 1, at: new Date(), feature: key, before, after };
    history.push(entry);
    return [entry];
  }

  return {
    load: async () => [...features.values()],
    write: async (key, change, note) =>
      bringTo(key, changedGates(gatesOf(key) ?? CLOSED_GATES, change), note),
    remove: async (key, note) => bringTo(key, null, note),
    replaceAll: async (wanted, note) => {
      const gates = new Map(wanted.map((feature) => [feature.key, feature.gates]));
      const keys = new Set([...features.keys(), ...gates.keys()]);
      return [...keys].flatMap((key) => bringTo(key, gates.get(key) ?? null, note));
    },
    undo: async (entryId, note) => {
      const entry = history[entryId - 1];
      if (!entry) return err(noSuchEntry(entryId));
      const decided = decideUndo(entry, gatesOf(entry.feature));
      return decided.ok
        ? ok(bringTo(entry.feature, decided.value, undoNote(entry, note)))
        : decided;
    },
    recordOutside: async () => [],
    entries: async ({ feature, limit = ENTRIES_LIMIT } = {}) =>
      history
        .filter((entry) => feature === undefined || entry.feature === feature)
        .toReversed()
        .slice(0, limit),
    entry: async (id) => history[id - 1] ?? null,
  };
}
