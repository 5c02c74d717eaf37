import { CLOSED_GATES, isTruthy, storedPercentage, type GateValues } from './feature.ts';
import { percentageIn, readExpressionText } from './gates/same-meaning.ts';

/** One change of one feature. Every change also adds the feature when it is not known yet. */
export type FlagChange =
  | { readonly kind: 'add' }
  | { readonly kind: 'enable' }
  | { readonly kind: 'disable' }
  | { readonly kind: 'enable-actor'; readonly actorId: string }
  | { readonly kind: 'disable-actor'; readonly actorId: string }
  | { readonly kind: 'enable-group'; readonly group: string }
  | { readonly kind: 'disable-group'; readonly group: string }
  | { readonly kind: 'set-percentage-of-actors'; readonly percentage: number }
  | { readonly kind: 'set-percentage-of-time'; readonly percentage: number }
  /** The expression as compact JSON text, checked before; null takes it away. */
  | { readonly kind: 'set-expression'; readonly expression: string | null }
  | { readonly kind: 'replace'; readonly gates: GateValues };

/** Who makes a change, by which way, and why: what the history keeps of it besides the change itself. */
export type ChangeNote = {
  readonly who: string;
  readonly role: string;
  /** The token whose holder says so of themselves; without it, the program knows who it is. */
  readonly claimedBy?: string;
  readonly through: ChangePath;
  readonly why: string | null;
};

/** The ways by which a change can come. `outside`: it was found in the tables without an entry. */
export type ChangePath =
  | 'flag-api'
  | 'console'
  | 'import'
  | 'release'
  | 'start'
  | 'undo'
  | 'outside';

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
      return { ...gates, actors: withMember(gates.actors, change.actorId) };
    case 'disable-actor':
      return { ...gates, actors: withoutMember(gates.actors, change.actorId) };
    case 'enable-group':
      return { ...gates, groups: withMember(gates.groups, change.group) };
    case 'disable-group':
      return { ...gates, groups: withoutMember(gates.groups, change.group) };
    case 'set-percentage-of-actors':
      return { ...gates, percentageOfActors: storedPercentage(change.percentage) };
    case 'set-percentage-of-time':
      return { ...gates, percentageOfTime: storedPercentage(change.percentage) };
    case 'set-expression':
      return { ...gates, expression: change.expression };
    case 'replace':
      return change.gates;
  }
}

function withMember(members: ReadonlySet<string>, member: string): ReadonlySet<string> {
  return new Set([...members, member]);
}

function withoutMember(members: ReadonlySet<string>, member: string): ReadonlySet<string> {
  return new Set([...members].filter((other) => other !== member));
}

/**
 * Whether the change could open the feature for someone for whom it is closed now. Compared gate by gate,
 * so a change without effect may count as widening, and never the reverse.
 */
export function widens(before: GateValues, after: GateValues): boolean {
  return (
    (isTruthy(after.boolean) && !isTruthy(before.boolean)) ||
    opensOtherwise(before.expression, after.expression) ||
    percentageIn(after.percentageOfActors) > percentageIn(before.percentageOfActors) ||
    percentageIn(after.percentageOfTime) > percentageIn(before.percentageOfTime) ||
    hasMore(before.actors, after.actors) ||
    hasMore(before.groups, after.groups)
  );
}

function opensOtherwise(before: string | null, after: string | null): boolean {
  const read = readExpressionText(after);
  return read !== null && read !== readExpressionText(before);
}

function hasMore(before: ReadonlySet<string>, after: ReadonlySet<string>): boolean {
  return [...after].some((member) => !before.has(member));
}
