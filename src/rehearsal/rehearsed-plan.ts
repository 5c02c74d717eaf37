import { changelogOf } from '../release/journal/index.ts';
import { readPlan, reportOn } from '../plan/index.ts';
import { resultsOf } from '../release/status/index.ts';
import type { RehearsedRun } from './run.ts';

/** The plan document as it would be after this run: results and changelog filled in, by the engine’s own rules. */
export function rehearsedPlan(document: string, { stages, entries }: RehearsedRun): string {
  const [results, changelog] = [resultsOf(stages), changelogOf(entries)];
  return reportOn(readPlan(document), { results, changelog });
}
