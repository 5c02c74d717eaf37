import type { Feature, GateValues } from '../../feature.ts';
import { storedExpression } from './wire-feature.ts';

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
