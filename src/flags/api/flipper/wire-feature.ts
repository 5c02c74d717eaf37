import { stateOf, type Feature, type GateValues } from '../../feature.ts';

/** What of a feature is left out of the answer. */
type LeftOut = { readonly gates?: boolean; readonly gateNames?: boolean };

/** Each gate's key, its name, and its value on the wire, in the order in which Flipper asks them. */
const GATES: readonly (readonly [string, string, (gates: GateValues) => unknown])[] = [
  ['boolean', 'boolean', (gates) => gates.boolean],
  ['expression', 'expression', (gates) => storedExpression(gates.expression)],
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

/** An expression as JSON; text in the tables that is not JSON is shown as it is. */
function storedExpression(stored: string | null): unknown {
  if (stored === null) return null;
  try {
    return JSON.parse(stored) as unknown;
  } catch {
    return stored;
  }
}

/** Features in Flipper's export form, version 1: what `/import` takes. */
export function exportOf(features: readonly Feature[]) {
  return {
    version: 1,
    features: Object.fromEntries(features.map(({ key, gates }) => [key, exportedGates(gates)])),
  };
}

function exportedGates(gates: GateValues) {
  return {
    boolean: gates.boolean,
    groups: [...gates.groups],
    actors: [...gates.actors],
    expression: storedExpression(gates.expression),
    percentage_of_actors: gates.percentageOfActors,
    percentage_of_time: gates.percentageOfTime,
  };
}
