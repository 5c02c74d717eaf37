import type { Feature, GateValues } from '../feature.ts';

/** Whether the same is stored, to the letter, whatever the order of the members. Null: no such feature. */
export function sameGates(one: GateValues | null, other: GateValues | null): boolean {
  if (one === other) return true;
  if (one === null || other === null) return false;
  return (
    one.boolean === other.boolean &&
    one.expression === other.expression &&
    one.percentageOfActors === other.percentageOfActors &&
    one.percentageOfTime === other.percentageOfTime &&
    sameMembers(one.actors, other.actors) &&
    sameMembers(one.groups, other.groups)
  );
}

function sameMembers(one: ReadonlySet<string>, other: ReadonlySet<string>): boolean {
  return one.size === other.size && [...one].every((member) => other.has(member));
}

export type Features = ReadonlyMap<string, Feature>;

export function sameFeatures(one: Features, other: Features): boolean {
  return one.size === other.size && changedFeatures(one, other).length === 0;
}

/** The features that are there no longer, are new, or have other gates. */
export function changedFeatures(before: Features, after: Features): readonly string[] {
  if (before === after) return [];
  const gatesIn = (features: Features, key: string) => features.get(key)?.gates ?? null;
  return [...new Set([...before.keys(), ...after.keys()])].filter(
    (key) => !sameGates(gatesIn(before, key), gatesIn(after, key)),
  );
}
