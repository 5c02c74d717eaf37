import type { Kysely } from 'kysely';

import type { FlagChange } from '../change.ts';
import { CLOSED_GATES, storedPercentage, type Feature, type GateValues } from '../feature.ts';
import type { FlagStore } from './store.ts';
import type { FlagTables } from './tables.ts';

type FlagDatabase = Kysely<FlagTables>;

/** A gate's key in Flipper's tables (`actors`, not `actor`). */
const GATE_KEYS = {
  boolean: 'boolean',
  expression: 'expression',
  actors: 'actors',
  percentageOfActors: 'percentage_of_actors',
  percentageOfTime: 'percentage_of_time',
  groups: 'groups',
} as const satisfies Record<keyof GateValues, string>;

/** The store in Flipper's tables, on the embedded database and on a PostgreSQL server alike. */
export function createSqlStore(database: Kysely<object>): FlagStore {
  const db = database.withTables<FlagTables>();
  return {
    load: () => loadFeatures(db),
    write: (key, change) => db.transaction().execute((tx) => writeChange(tx, key, change)),
    remove: (key) =>
      db.transaction().execute(async (tx) => {
        await tx.deleteFrom('flipper_gates').where('feature_key', '=', key).execute();
        await tx.deleteFrom('flipper_features').where('key', '=', key).execute();
      }),
  };
}

/** Sets a feature's gates inside a transaction of the caller's, so that flag and journal change as one. */
export async function writeGatesWithin(tx: Kysely<object>, { key, gates }: Feature): Promise<void> {
  await writeChange(tx.withTables<FlagTables>(), key, { kind: 'replace', gates });
}

async function loadFeatures(db: FlagDatabase): Promise<readonly Feature[]> {
  const rows = await db
    .selectFrom('flipper_features as feature')
    .leftJoin('flipper_gates as gate', 'gate.feature_key', 'feature.key')
    .select(['feature.key as feature', 'gate.key as gate', 'gate.value as value'])
    .orderBy('feature.id')
    .orderBy('gate.id')
    .execute();
  const features = new Map<string, GateValues>();
  for (const row of rows) {
    const gates = features.get(row.feature) ?? CLOSED_GATES;
    features.set(row.feature, withRow(gates, row.gate, row.value));
  }
  return [...features].map(([key, gates]) => ({ key, gates }));
}

/** Of several rows for a gate with one value, the first counts, as in Flipper. */
function withRow(gates: GateValues, key: string | null, value: string | null): GateValues {
  if (value === null) return gates;
  switch (key) {
    case GATE_KEYS.boolean:
      return { ...gates, boolean: gates.boolean ?? value };
    case GATE_KEYS.expression:
      return { ...gates, expression: gates.expression ?? value };
    case GATE_KEYS.actors:
      return { ...gates, actors: new Set([...gates.actors, value]) };
    case GATE_KEYS.percentageOfActors:
      return { ...gates, percentageOfActors: gates.percentageOfActors ?? value };
    case GATE_KEYS.percentageOfTime:
      return { ...gates, percentageOfTime: gates.percentageOfTime ?? value };
    case GATE_KEYS.groups:
      return { ...gates, groups: new Set([...gates.groups, value]) };
    default:
      return gates;
  }
}

async function writeChange(tx: FlagDatabase, key: string, change: FlagChange): Promise<void> {
  // Locks the feature's row, so that two writers of one feature take turns.
  await tx
    .insertInto('flipper_features')
    .values({ key })
    .onConflict((conflict) => conflict.column('key').doUpdateSet({ updated_at: new Date() }))
    .execute();
  switch (change.kind) {
    case 'add':
      return;
    case 'enable':
      return replaceGates(tx, key, { ...CLOSED_GATES, boolean: 'true' });
    case 'disable':
      return replaceGates(tx, key, CLOSED_GATES);
    case 'enable-actor':
      return insertGate(tx, { key, gate: GATE_KEYS.actors, value: change.actorId });
    case 'disable-actor':
      await gateRows(tx, key, GATE_KEYS.actors).where('value', '=', change.actorId).execute();
      return;
    case 'enable-group':
      return insertGate(tx, { key, gate: GATE_KEYS.groups, value: change.group });
    case 'disable-group':
      await gateRows(tx, key, GATE_KEYS.groups).where('value', '=', change.group).execute();
      return;
    case 'set-percentage-of-actors':
      return setGate(tx, {
        key,
        gate: GATE_KEYS.percentageOfActors,
        value: storedPercentage(change.percentage),
      });
    case 'set-percentage-of-time':
      return setGate(tx, {
        key,
        gate: GATE_KEYS.percentageOfTime,
        value: storedPercentage(change.percentage),
      });
    case 'set-expression':
      return setGate(tx, { key, gate: GATE_KEYS.expression, value: change.expression });
    case 'replace':
      return replaceGates(tx, key, change.gates);
  }
}

function gateRows(tx: FlagDatabase, featureKey: string, gate: string) {
  return tx
    .deleteFrom('flipper_gates')
    .where('feature_key', '=', featureKey)
    .where('key', '=', gate);
}

/** Of a gate with one value: the new one takes the old one's place. */
async function setGate(tx: FlagDatabase, row: { key: string; gate: string; value: string | null }) {
  await gateRows(tx, row.key, row.gate).execute();
  if (row.value !== null) await insertGate(tx, { ...row, value: row.value });
}

async function insertGate(tx: FlagDatabase, row: { key: string; gate: string; value: string }) {
  await tx
    .insertInto('flipper_gates')
    .values({ feature_key: row.key, key: row.gate, value: row.value })
    .onConflict((conflict) => conflict.columns(['feature_key', 'key', 'value']).doNothing())
    .execute();
}

async function replaceGates(tx: FlagDatabase, key: string, gates: GateValues): Promise<void> {
  await tx.deleteFrom('flipper_gates').where('feature_key', '=', key).execute();
  const rows = Object.entries(GATE_KEYS).flatMap(([name, gate]) =>
    storedValues(gates[name as keyof GateValues]).map((value) => ({
      feature_key: key,
      key: gate,
      value,
    })),
  );
  if (rows.length > 0) await tx.insertInto('flipper_gates').values(rows).execute();
}

function storedValues(value: string | ReadonlySet<string> | null): readonly string[] {
  if (value === null) return [];
  return typeof value === 'string' ? [value] : [...value];
}
