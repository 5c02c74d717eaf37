import { stateOf, type Feature, type GateValues } from '../../feature.ts';

/** What of a feature is left out of the answer. */
type LeftOut = { readonly gates?: boolean; readonly gateNames?: boolean };

/** Each gate's key, its name, and its value on the wire, in the order in which Flipper asks them. */
const GATES: readonly (readonly [string, string, (gates: GateValues) => unknown])[] = [
  ['boolean', 'boolean', (gates) => gates.boolean],
  ['expression', 'expression', (gates) => wireExpression(gates.expression)],
  ['actors', 'actor', (gates) => [...gates.actors]],
  ['percentage_of_actors', 'percentage_of_actors', (gates) => gates.percentageOfActors],
  ['percentage_of_time', 'percentage_of_time', (gates) => gates.percentageOfTime],
  ['groups', 'group', (gates) => [...gates.groups]],
];

/** A feature in Flipper's form: `{ key, state, gates: [{ key, value, name }] }`. */
export function wireFeature({ key, gates }: Feature, leftOut: LeftOut = {}) {
  const state = stateOf(gates);
  if (leftOut.gates === true) return { key, state };
  const wireGates = GATES.map(([gateKey, name, valueOf]) => ({
    key: gateKey,
    value: valueOf(gates),
    ...(leftOut.gateNames !== true && { name }),
  }));
  return { key, state, gates: wireGates };
}

/** Levels of brackets that Ruby's JSON reader leaves for an expression in the list of all features. */
const LEVELS = 95;

/**
 * An expression as JSON. Null for text that is none, or that a Ruby client could not read: with it, it could read
 * nothing of the whole answer.
 */
function wireExpression(stored: string | null): unknown {
  if (stored === null) return null;
  try {
    const value: unknown = JSON.parse(stored);
    const isObject = typeof value === 'object' && value !== null && !Array.isArray(value);
    return isObject && isReadable(value, LEVELS) ? value : null;
  } catch {
    return null;
  }
}

function isReadable(value: unknown, levels: number): boolean {
  if (typeof value === 'string') return !/\p{Surrogate}/u.test(value);
  if (typeof value === 'number') return Number.isFinite(value);
  if (typeof value !== 'object' || value === null) return true;
  const members = Object.entries(value);
  // A name that no body may have, so that an import could not take it back.
  if (Object.hasOwn(value, '__proto__')) return false;
  return levels > 0 && members.flat().every((each) => isReadable(each, levels - 1));
}

/** Features in Flipper's export form, version 1: what `/import` takes. */
export function exportOf(features: readonly Feature[]) {
  return {
    version: 1,
    features: Object.fromEntries(features.map(({ key, gates }) => [key, exportedGates(gates)])),
  };
}

/** What stands for an expression and is none goes out as the text that it is, so that nothing is lost unseen. */
export function exportedGates(gates: GateValues) {
  return {
    boolean: gates.boolean,
    groups: [...gates.groups],
    actors: [...gates.actors],
    expression: wireExpression(gates.expression) ?? gates.expression,
    percentage_of_actors: gates.percentageOfActors,
    percentage_of_time: gates.percentageOfTime,
  };
}
