import {
  isAsExpected,
  knownOverlaps,
  readNumber,
  type Feature,
  type Flags,
  type OverlapCohort,
} from '../../flags/index.ts';
import { percent } from '../../lib/figures.ts';

/**
 * Other features that are open for a part of the people, and that share more or fewer of them with these than
 * chance would, a sentence each: what they do to people shows up as if this feature did it.
 */
export function confoundersOf(
  flags: Pick<Flags, 'features'>,
  toggles: readonly string[],
  percentage: number,
): readonly string[] {
  if (percentage <= 0 || percentage >= 100) return [];
  const others = flags.features().filter(({ key }) => !toggles.includes(key));
  return toggles.flatMap((toggle) =>
    others.flatMap((feature) => {
      const other = partlyOpen(feature);
      if (other === null) return [];
      const overlap = knownOverlap({ feature: toggle, percentage }, other);
      if (isAsExpected(overlap)) return [];
      return [
        `${feature.key} is open for ${other.percentage}%; both have ${percent(overlap.share)} of people in common, where chance would give ${percent(overlap.expected)}`,
      ];
    }),
  );
}

const knownOverlap = knownOverlaps();

function partlyOpen({ key, gates }: Feature): OverlapCohort | null {
  const percentage = readNumber(gates.percentageOfActors);
  return percentage > 0 && percentage < 100 ? { feature: key, percentage } : null;
}
