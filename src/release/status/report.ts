import { readPlan, reportOn } from '../../plan/index.ts';
import { changelogOf } from '../journal/changelog.ts';
import type { Release } from '../journal/release.ts';
import { recordOf } from '../measuring/record.ts';
import type { Snapshot } from '../measuring/snapshot.ts';
import { resultsOf } from './results.ts';

/** The plan document with the Results fields and the changelog filled in; byte for byte the plan otherwise. */
export function reportOf(
  { document, entries, progress }: Release,
  snapshot: Snapshot | null,
): string {
  const open = snapshot && recordOf(snapshot, null);
  const { records } = progress;
  const results = resultsOf(open ? [...records, open] : records);
  return reportOn(readPlan(document), { results, changelog: changelogOf(entries) });
}
