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

/** A row of Flipper's gates, of which there is one for each value; both are null beside a feature without any. */
export type GateRow = { readonly gate: string | null; readonly value: string | null };

export type StoredRow = { readonly gate: string; readonly value: string };

/** The gates that rows add up to. Of several rows for a gate with one value the first counts, as in Flipper. */
export function gatesOf(rows: readonly GateRow[]): GateValues {
  const valuesOf = (key: string) =>
    rows.flatMap(({ gate, value }) => (gate === key && value !== null ? [value] : []));
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

export const isKnownGate = ({ gate }: GateRow): boolean => KNOWN.has(gate);

/** The rows in which Flipper keeps these gates. */
export function rowsOf(gates: GateValues): readonly StoredRow[] {
  return [
    ...one(GATE_KEYS.boolean, gates.boolean),
    ...one(GATE_KEYS.expression, gates.expression),
    ...each(GATE_KEYS.actors, gates.actors),
    ...one(GATE_KEYS.percentageOfActors, gates.percentageOfActors),
    ...one(GATE_KEYS.percentageOfTime, gates.percentageOfTime),
    ...each(GATE_KEYS.groups, gates.groups),
  ];
}

function one(gate: string, value: string | null) {
  return value === null ? [] : [{ gate, value }];
}

function each(gate: string, values: ReadonlySet<string>) {
  return [...values].map((value) => ({ gate, value }));
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
