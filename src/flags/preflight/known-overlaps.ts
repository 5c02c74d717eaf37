import { overlapOf, type Overlap, type OverlapCohort } from './overlap.ts';

/** More than any look asks for: one that found its own answers cleared away would work out all of them, every time. */
const MOST_KNOWN = 100_000;

/** Overlaps are asked for at each look, for each release and every feature beside it, and worked out once. */
export function knownOverlaps(workOut = overlapOf): typeof overlapOf {
  const known = new Map<string, Overlap>();
  return (one, other) => {
    const cohorts = inOrder(one, other);
    const key = JSON.stringify(cohorts);
    const overlap = known.get(key) ?? workOut(...cohorts);
    if (known.size >= MOST_KNOWN) known.clear();
    known.set(key, overlap);
    return overlap;
  };
}

/** It is the same from both sides, and of two releases each asks. */
function inOrder(one: OverlapCohort, other: OverlapCohort) {
  return one.feature < other.feature ? ([one, other] as const) : ([other, one] as const);
}
