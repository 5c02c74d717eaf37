import { changelogOf } from '../journal/changelog.ts';
import type { ReleaseRecord } from '../journal/journal-store.ts';
import { recordOf } from '../measuring/record.ts';
import { readPlan, reportOn } from '../../plan/index.ts';
import { progressOf } from '../journal/progress.ts';
import { resultsOf } from '../status/results.ts';
import { sceneFor, type StepDeps } from './release-view.ts';

/** The plan document with the Results fields and the changelog filled in; byte for byte the plan otherwise. */
export async function reportOf(deps: StepDeps, record: ReleaseRecord): Promise<string> {
  const { document, entries } = record;
  const { records } = progressOf(entries);
  const scene = await sceneFor(deps, record);
  const open = scene && recordOf(scene, null);
  const results = resultsOf(open ? [...records, open] : records);
  return reportOn(readPlan(document), { results, changelog: changelogOf(entries) });
}
