import { nearestName } from '../reading/words/phrases.ts';
import type { LibraryEntry } from './entry.ts';
import { READY_CRITERIA } from './ready-criteria.ts';
import { READY_RULES } from './ready-rules.ts';

/** Criteria and rollback rules from the thresholds of plans that were carried out, each ready to be put into a plan. */
export const LIBRARY: readonly LibraryEntry[] = [...READY_CRITERIA, ...READY_RULES];

export function libraryEntry(name: string): LibraryEntry | null {
  return LIBRARY.find((entry) => entry.name === name) ?? null;
}

/** The name in the library that is nearest to this one; null when none is near. */
export function nearestEntry(name: string): string | null {
  return nearestName(
    name,
    LIBRARY.map((entry) => entry.name),
  );
}
