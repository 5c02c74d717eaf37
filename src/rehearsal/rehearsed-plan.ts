import { changelogOf } from '../release/journal/index.ts';
import { readPlan, withChangelog, withResults } from '../plan/index.ts';
import { resultsOf } from '../release/status/index.ts';
import type { RehearsedRun } from './run.ts';

/** The plan document as it would be after this run: results and changelog filled in, by the engine’s own rules. */
export function rehearsedPlan(document: string, { stages, entries }: RehearsedRun): string {
  const filled = withResults(readPlan(document), resultsOf(stages));
  return withChangelog(readPlan(filled.document), changelogOf(entries));
}
