import type { GateValues } from '../feature.ts';

/** A gate's key in Flipper's tables and in its export (`actors`, not `actor`). */
export const GATE_KEYS = {
  boolean: 'boolean',
  expression: 'expression',
  actors: 'actors',
  percentageOfActors: 'percentage_of_actors',
  percentageOfTime: 'percentage_of_time',
  groups: 'groups',
} as const satisfies Record<keyof GateValues, string>;

/**
 * The rows of one gate of a feature, as an aggregate: thousands of them cost a client many times as much as one list.
 * In the order in which they were stored; there is no gate beside a feature without any.
 */
export type GateRow = {
  readonly gate: string | null;
  readonly values: readonly (string | null)[] | null;
};

/** The gates that rows add up to. Of several rows for a gate with one value the first counts, as in Flipper. */
export function gatesOf(rows: readonly GateRow[]): GateValues {
  const valuesOf = (key: string) =>
    rows.find(({ gate }) => gate === key)?.values?.filter((value) => value !== null) ?? [];
  const first = (key: string) => valuesOf(key)[0] ?? null;
  return {
    boolean: first(GATE_KEYS.boolean),
    expression: first(GATE_KEYS.expression),
    actors: new Set(valuesOf(GATE_KEYS.actors)),
    percentageOfActors: first(GATE_KEYS.percentageOfActors),
    percentageOfTime: first(GATE_KEYS.percentageOfTime),
    groups: new Set(valuesOf(GATE_KEYS.groups)),
  };
}

const KNOWN: ReadonlySet<string | null> = new Set(Object.values(GATE_KEYS));

export const isKnownGate = (gate: string): boolean => KNOWN.has(gate);

/** What Flipper keeps of these gates, a row for each value, by the gate's key. */
export function valuesByGate(gates: GateValues): ReadonlyMap<string, ReadonlySet<string>> {
  const one = (value: string | null) => new Set(value === null ? [] : [value]);
  const values = [
    [GATE_KEYS.boolean, one(gates.boolean)],
    [GATE_KEYS.expression, one(gates.expression)],
    [GATE_KEYS.actors, gates.actors],
    [GATE_KEYS.percentageOfActors, one(gates.percentageOfActors)],
    [GATE_KEYS.percentageOfTime, one(gates.percentageOfTime)],
    [GATE_KEYS.groups, gates.groups],
  ] as const;
  return new Map(values.filter(([, ofGate]) => ofGate.size > 0));
}

/** Rows by their feature, in their order. */
export function rowsByFeature<Row extends { readonly feature: string | null }>(
  rows: readonly Row[],
): ReadonlyMap<string, readonly Row[]> {
  const byFeature = new Map<string, Row[]>();
  for (const row of rows) {
    if (row.feature === null) continue;
    const own = byFeature.get(row.feature);
    if (own === undefined) byFeature.set(row.feature, [row]);
    else own.push(row);
  }
  return byFeature;
}
