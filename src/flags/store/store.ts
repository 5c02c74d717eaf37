import type { Result } from '../../lib/result.ts';
import type { ChangeNote, FlagChange } from '../change.ts';
import type { Feature } from '../feature.ts';
import type { FlagHistory, HistoryEntry } from '../history/entry.ts';
import type { UndoRefusal } from '../history/undo.ts';

/** What a change has added to the history: an entry for each feature that became another, often none. */
export type Added = readonly HistoryEntry[];

/**
 * Where features and their gates live, with their history: a change and its entry are written together or
 * not at all. Making a change twice is the same as once, the second time without an entry. Every store
 * passes `store.contract.test.ts`.
 */
export type FlagStore = FlagHistory & {
  /** Every known feature with its gates, in the order in which they were added. */
  load(): Promise<readonly Feature[]>;
  /** Makes the change; adds the feature when it is not known. */
  write(featureKey: string, change: FlagChange, note: ChangeNote): Promise<Added>;
  remove(featureKey: string, note: ChangeNote): Promise<Added>;
  /** Makes these the only features, all at once: what is not among them is removed. */
  replaceAll(features: readonly Feature[], note: ChangeNote): Promise<Added>;
  /** Brings the entry's feature to where it was before, as a change of its own. */
  undo(entryId: number, note: ChangeNote): Promise<Result<Added, UndoRefusal>>;
  /** Records changes that were made without an entry. However many callers ask at once, each is recorded once. */
  recordOutside(): Promise<Added>;
};
