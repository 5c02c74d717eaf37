import { changelogOf } from '../journal/changelog.ts';
import type { Written } from '../journal/plan-reader.ts';
import type { Release } from '../journal/release.ts';
import { recordOf } from '../measuring/record.ts';
import type { Snapshot } from '../measuring/snapshot.ts';
import { resultsOf } from './results.ts';

/** What a release writes into the Results fields and the changelog of its plan document. */
export function writtenBy({ entries, progress }: Release, snapshot: Snapshot | null): Written {
  const open = snapshot && recordOf(snapshot, null);
  const { records } = progress;
  const results = resultsOf(open ? [...records, open] : records);
  return { results, changelog: changelogOf(entries) };
}
