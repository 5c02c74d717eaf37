import type { Clock } from '../../../lib/clock.ts';
import { spellingOf } from '../../../lib/spelling.ts';
import type { Flags } from '../../flags.ts';
import type { EntriesWanted, HistoryEntry } from '../../history/entry.ts';
import { overviewOf, type FeatureOverview } from '../../lifecycle/feature-overview.ts';
import type { FeatureRecords } from '../../lifecycle/feature-records.ts';
import type { DeclaredFeature } from '../../lifecycle/staleness.ts';
import { problemWithName } from '../text.ts';

export type FeatureLivesDeps = {
  readonly flags: Flags;
  /** The features that the program’s code asks for. */
  readonly declared: readonly DeclaredFeature[];
  readonly records: FeatureRecords;
  /** The release that owns each feature that has one. */
  readonly owners: () => Promise<ReadonlyMap<string, string>>;
  readonly clock: Clock;
};

/** Every feature as operators see it in the list. Rejects when the database can’t be read. */
export async function featureOverviews(
  deps: FeatureLivesDeps,
): Promise<readonly FeatureOverview[]> {
  const features = deps.flags.features();
  const owners = await deps.owners();
  const bySpelling = new Map([...owners].map(([toggle, id]) => [spellingOf(toggle), id]));
  const knowledge = {
    declared: deps.declared,
    records: await deps.records.recordsOf(features.map(({ key }) => key)),
    lastAsked: await deps.records.lastAsked(),
    ownerOf: (key: string) => bySpelling.get(spellingOf(key)) ?? null,
    now: deps.clock.now(),
  };
  return features.map((feature) => overviewOf(feature, knowledge));
}

/** The newest entries of a feature, also of one that was removed; null: there is none of that name, and never was. */
export async function featureHistory(
  flags: Pick<Flags, 'history' | 'feature'>,
  wanted: EntriesWanted & { readonly feature: string },
): Promise<readonly HistoryEntry[] | null> {
  // The database can't even be asked for a name that it can't hold.
  if (problemWithName(wanted.feature) !== null) return null;
  const entries = await flags.history.entries(wanted);
  return entries.length > 0 || flags.feature(wanted.feature) !== undefined ? entries : null;
}
