import type { GateValues } from '../feature.ts';

/** Gates in the history, by Flipper's keys. An expression is its text, so that it comes back byte for byte. */
export type GateRecord = {
  readonly boolean: string | null;
  readonly expression: string | null;
  readonly actors: readonly string[];
  readonly percentage_of_actors: string | null;
  readonly percentage_of_time: string | null;
  readonly groups: readonly string[];
};

export function asRecord(gates: GateValues): GateRecord {
  return {
    boolean: gates.boolean,
    expression: gates.expression,
    actors: [...gates.actors],
    percentage_of_actors: gates.percentageOfActors,
    percentage_of_time: gates.percentageOfTime,
    groups: [...gates.groups],
  };
}

export function asGates(record: GateRecord): GateValues {
  return {
    boolean: record.boolean,
    expression: record.expression,
    actors: new Set(record.actors),
    percentageOfActors: record.percentage_of_actors,
    percentageOfTime: record.percentage_of_time,
    groups: new Set(record.groups),
  };
}
