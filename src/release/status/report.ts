import { changelogOf } from '../journal/changelog.ts';
import type { WrittenResults } from '../journal/plan-reader.ts';
import type { Release } from '../journal/release.ts';
import { recordOf } from '../measuring/record.ts';
import type { Snapshot } from '../measuring/snapshot.ts';
import { bugResults } from '../testing/bug-results.ts';
import { plannedTesters } from '../testing/users-seen.ts';
import { goNoGoOf, NOTHING_FOUND } from './go-no-go.ts';
import { goNoGoResults } from './go-no-go-record.ts';
import { resultsOfPeople } from './results/results-of-people.ts';
import { resultsOf } from './results/measured-results.ts';

/** What a release writes into the Results fields and the changelog of its plan document. */
export function writtenBy(release: Release, snapshot: Snapshot | null): WrittenResults {
  const { entries, progress } = release;
  const open = snapshot && recordOf(snapshot, null);
  const { records } = progress;
  const measured = resultsOf(open ? [...records, open] : records, plannedTesters(release));
  const decided = goNoGoResults(goNoGoOf(release, NOTHING_FOUND));
  const results = [...decided, ...measured, ...bugResults(progress), ...resultsOfPeople(release)];
  return { results, changelog: changelogOf(entries) };
}
