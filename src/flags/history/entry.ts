import type { ChangeNote } from '../change.ts';
import type { GateValues } from '../feature.ts';

/** One change of one feature: who made it, by which way, why, and the gates before and after. */
export type HistoryEntry = ChangeNote & {
  /** Rises with time, over all features. */
  readonly id: number;
  readonly at: Date;
  readonly feature: string;
  /** Null when the feature did not exist before. */
  readonly before: GateValues | null;
  /** Null when the change removed it. */
  readonly after: GateValues | null;
};

/** What has happened to the features. Entries are only ever added. */
export type FlagHistory = {
  /** Newest first; of all features, or of one. `limit`: 100 unless told. */
  entries(wanted?: EntriesWanted): Promise<readonly HistoryEntry[]>;
  entry(id: number): Promise<HistoryEntry | null>;
};

export type EntriesWanted = { readonly feature?: string; readonly limit?: number };

export const ENTRIES_LIMIT = 100;
