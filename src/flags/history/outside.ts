import type { ChangeNote } from '../change.ts';
import type { Feature, GateValues } from '../feature.ts';
import { sameGates } from './same-gates.ts';

/** What is known of a change made outside this program, by SQL or from another program. */
export const OUTSIDE: ChangeNote = {
  who: 'Somebody outside',
  role: 'unknown',
  through: 'outside',
  why: null,
};

/** A feature that is not as its history says. */
export type Difference = {
  readonly feature: string;
  readonly before: GateValues | null;
  readonly after: GateValues | null;
};

/**
 * Where what is stored differs from what was written down.
 * @param newest what the newest entry of each feature's history left behind.
 */
export function differencesBetween(
  stored: readonly Feature[],
  newest: ReadonlyMap<string, GateValues | null>,
): readonly Difference[] {
  const now = new Map(stored.map(({ key, gates }) => [key, gates]));
  return [...new Set([...now.keys(), ...newest.keys()])]
    .map((feature) => ({
      feature,
      before: newest.get(feature) ?? null,
      after: now.get(feature) ?? null,
    }))
    .filter(({ before, after }) => !sameGates(before, after));
}
