import { CLOSED_GATES, readNumber, type GateValues } from './feature.ts';

/** One change of one feature. Every change also adds the feature when it is not known yet. */
export type FlagChange =
  | { readonly kind: 'add' }
  | { readonly kind: 'enable' }
  | { readonly kind: 'disable' }
  | { readonly kind: 'enable-actor'; readonly actorId: string }
  | { readonly kind: 'disable-actor'; readonly actorId: string }
  | { readonly kind: 'set-percentage-of-actors'; readonly percentage: number }
  | { readonly kind: 'replace'; readonly gates: GateValues };

/** The gates after a change, by Flipper's rules: enabling or disabling fully erases every other gate. */
export function changedGates(gates: GateValues, change: FlagChange): GateValues {
  switch (change.kind) {
    case 'add':
      return gates;
    case 'enable':
      return { ...CLOSED_GATES, boolean: 'true' };
    case 'disable':
      return CLOSED_GATES;
    case 'enable-actor':
      return { ...gates, actors: new Set([...gates.actors, change.actorId]) };
    case 'disable-actor':
      return { ...gates, actors: new Set([...gates.actors].filter((id) => id !== change.actorId)) };
    case 'set-percentage-of-actors':
      return { ...gates, percentageOfActors: String(change.percentage) };
    case 'replace':
      return change.gates;
  }
}

/**
 * Whether the change could open the feature for someone for whom it is closed now. Compared gate by gate,
 * so a change that moves nobody may count as widening, and never the reverse.
 */
export function widens(before: GateValues, after: GateValues): boolean {
  return (
    (after.boolean !== null && after.boolean !== before.boolean) ||
    (after.expression !== null && after.expression !== before.expression) ||
    readNumber(after.percentageOfActors) > readNumber(before.percentageOfActors) ||
    readNumber(after.percentageOfTime) > readNumber(before.percentageOfTime) ||
    hasMore(before.actors, after.actors) ||
    hasMore(before.groups, after.groups)
  );
}

function hasMore(before: ReadonlySet<string>, after: ReadonlySet<string>): boolean {
  return [...after].some((member) => !before.has(member));
}
