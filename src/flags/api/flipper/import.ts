import { err, ok, type Result } from '../../../lib/result.ts';
import { readImportedExpression } from '../../expression/index.ts';
import { CLOSED_GATES, storedPercentage, type Feature, type GateValues } from '../../feature.ts';
import { GATE_KEYS } from '../../store/gate-rows.ts';
import { asText, storableExpression } from './gate-change.ts';
import type { ReadImportFile } from './import-file.ts';
import { entriesOf, shown, type ImportedEntry } from './imported-value.ts';
import { readPercentage } from './percentage.ts';
import { problemWithMember, problemWithName } from '../text.ts';
import { exportedGates } from './wire-feature.ts';

/**
 * Reads an export (`{ version: 1, features: { name: gates } }`), all of it or nothing. Stricter than Flipper:
 * whatever the gates could not be evaluated with later is refused now. But what the file says of a feature just as
 * an export of it would say it stays as it is stored, whatever it is: it is not let in by this.
 * @param stored the feature of that name, as it is
 * @returns the features, or a sentence that says which part was not understood.
 */
export async function readImport(
  bytes: Uint8Array,
  readFile: ReadImportFile,
  stored: (key: string) => Feature | undefined,
): Promise<Result<readonly Feature[], string>> {
  const features: Feature[] = [];
  const problem = await readFile(bytes, (piece) => {
    const read = readAll(piece, (entry) => readFeature(entry, stored(entry[0])));
    if (!read.ok) return read.error;
    features.push(...read.value);
    return null;
  });
  return problem === null ? ok(features) : err(problem);
}

function readFeature([key, value]: ImportedEntry, stored: Feature | undefined) {
  const problem = key === '' ? 'A feature has no name.' : problemWithName(key);
  if (problem !== null && !stored) return err(problem);
  const entries = entriesOf(value);
  if (!entries) return err(`Feature “${key}” should be an object of gates.`);
  const kept = stored && keptGates(stored.gates);
  const gates = readAll(entries, (entry) => kept?.(entry) ?? readGate(entry));
  return gates.ok
    ? ok({ key, gates: Object.assign({}, CLOSED_GATES, ...gates.value) as GateValues })
    : err(`Feature “${key}”: ${gates.error}`);
}

type ReadGate = Result<Partial<GateValues>, string>;

/** Our names of gates, by those of the file. */
const GATE_NAMES: ReadonlyMap<string, string> = new Map(
  Object.entries(GATE_KEYS).map(([name, key]) => [key, name]),
);

/** Finds the gates of which a file says what is stored; undefined for any other. */
function keptGates(gates: GateValues): (entry: ImportedEntry) => ReadGate | undefined {
  const exported = new Map<string, unknown>(Object.entries(exportedGates(gates)));
  return ([key, value]) => {
    const isSame = exported.has(key) && JSON.stringify(value) === JSON.stringify(exported.get(key));
    const name = GATE_NAMES.get(key) as keyof GateValues;
    return isSame ? ok({ [name]: gates[name] }) : undefined;
  };
}

function readGate([gate, value]: ImportedEntry): ReadGate {
  switch (gate) {
    case 'boolean':
      return mapped(readBoolean(value), (boolean) => ({ boolean }));
    case 'expression':
      return mapped(readExpressionGate(value), (expression) => ({ expression }));
    case 'actors':
      return mapped(readMembers(gate, value), (actors) => ({ actors }));
    case 'groups':
      return mapped(readMembers(gate, value), (groups) => ({ groups }));
    case 'percentage_of_actors':
      return mapped(readStored(gate, value), (percentageOfActors) => ({ percentageOfActors }));
    case 'percentage_of_time':
      return mapped(readStored(gate, value), (percentageOfTime) => ({ percentageOfTime }));
    default:
      return err(`there is no gate ${shown(gate)}.`);
  }
}

function readBoolean(value: unknown): Result<string | null, string> {
  if (value === null || value === false) return ok(null);
  if (value === true || value === 'true' || value === '1') return ok(String(value));
  return err(`boolean is ${shown(value)}; expected "true" or null.`);
}

function readExpressionGate(value: unknown): Result<string | null, string> {
  return value === null ? ok(null) : storableExpression(value, readImportedExpression);
}

function readMembers(
  gate: 'actors' | 'groups',
  value: unknown,
): Result<ReadonlySet<string>, string> {
  if (!Array.isArray(value)) return err(`${gate} is ${shown(value)}; expected a list of texts.`);
  if (value.length > MOST_MEMBERS) return err(tooManyMembers(gate, value.length));
  const members = readAll<unknown, string>(value, (member) => {
    const text = asText(member);
    if (text === null) return err(`${gate} holds ${shown(member)}; expected text.`);
    const problem = problemWithMember(gate, text);
    return problem === null ? ok(text) : err(`${gate}: ${problem}`);
  });
  return mapped(members, (texts) => new Set(texts));
}

/** Flipper warns of more than a hundred, since each program holds all of them. */
const MOST_MEMBERS = 50_000;

const tooManyMembers = (gate: string, count: number) =>
  `${gate} holds ${count.toLocaleString('en-US')} texts; at most ${MOST_MEMBERS.toLocaleString('en-US')} can be imported.`;

/** A percentage keeps the text it came in (`"25.0"`), so that an export of the import is the same file. */
function readStored(gate: string, value: unknown): Result<string | null, string> {
  if (value === null) return ok(null);
  const percentage = readPercentage(value);
  if (percentage === null) return err(`${gate} is ${shown(value)}; expected 0 to 100.`);
  return ok(typeof value === 'string' ? value : storedPercentage(percentage));
}

function readAll<From, To>(
  items: readonly From[],
  read: (item: From) => Result<To, string>,
): Result<readonly To[], string> {
  const values: To[] = [];
  for (const item of items) {
    const value = read(item);
    if (!value.ok) return value;
    values.push(value.value);
  }
  return ok(values);
}

function mapped<From, To>(
  result: Result<From, string>,
  change: (value: From) => To,
): Result<To, string> {
  return result.ok ? ok(change(result.value)) : result;
}
