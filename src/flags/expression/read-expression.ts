import { ok, type Result } from '../../lib/result.ts';
import { shortened } from '../../lib/text-from-people.ts';
import type { Call, Expression, Scalar } from './expression.ts';
import { OPERATORS } from './operators.ts';
import { fitting, type ExpressionProblem, type Parameter } from './parameter.ts';
import {
  placeOfArgument,
  placeOfOperator,
  problemAt,
  wholeOf,
  type ExpressionPlace,
} from './place.ts';
import { KIND_IN_WORDS } from './value.ts';

type ExpressionReading<T = Expression> = Result<T, ExpressionProblem>;

/**
 * Ruby's JSON reader stops at 100 levels of brackets, of which each operator takes two. In the list of all features
 * five stand around an expression, and in a row of the tables none.
 */
const DEEPEST_ON_THE_WIRE = wholeOf(47);
const DEEPEST_IN_THE_TABLES = wholeOf(50);
const LONGEST_QUOTE = 60;

/**
 * Reads an expression that is to be stored. It refuses what could never be evaluated: unknown
 * operators, wrong numbers of arguments, arguments that never fit; empty groups, which would open a
 * feature to everyone or to no one and are hardly ever meant; and numbers that have lost digits.
 */
export function readExpression(value: unknown): ExpressionReading {
  const call = readImportedExpression(value);
  if (!call.ok) return call;
  const empty = emptyGroupIn(call.value, DEEPEST_ON_THE_WIRE);
  if (empty !== null) return problemAt(empty, 'found no arguments, expected at least one');
  return holdsLostDigits(call.value) ? problemAt(DEEPEST_ON_THE_WIRE, LOST_DIGITS) : call;
}

const LOST_DIGITS =
  'found a whole number of more digits than JSON keeps, expected at most 9,007,199,254,740,991 either way';

/** Ruby keeps them all, so that it would compare with another number. */
function holdsLostDigits(expression: Expression): boolean {
  if (expression.kind === 'call') return expression.args.some(holdsLostDigits);
  return Number.isInteger(expression.value) && !Number.isSafeInteger(expression.value);
}

/** The same with empty groups: Flipper's import takes them too. */
export function readImportedExpression(value: unknown): ExpressionReading<Call> {
  return readCall(value, DEEPEST_ON_THE_WIRE);
}

/** Reads an expression as it stands in the store. */
export function readStoredExpression(text: string): ExpressionReading {
  const json = readJson(text);
  return json.ok ? readCall(json.value, DEEPEST_IN_THE_TABLES) : json;
}

function readJson(text: string): ExpressionReading<unknown> {
  try {
    return ok(JSON.parse(text));
  } catch {
    return problemAt(DEEPEST_IN_THE_TABLES, `found ${described(text)}, expected JSON`);
  }
}

/** Only the first member of an object counts. */
function readCall(value: unknown, place: ExpressionPlace): ExpressionReading<Call> {
  const [member] = isObject(value) ? Object.entries(value) : [];
  if (member === undefined) {
    return problemAt(
      place,
      `found ${described(value)}, expected an object such as {"Property":["x"]}`,
    );
  }
  const [name, given] = member;
  const operator = OPERATORS.get(name);
  if (operator === undefined) {
    const known = [...OPERATORS.keys()].join(', ');
    return problemAt(place, `found the operator ${described(name)}, expected one of ${known}`);
  }
  const within = placeOfOperator(place, name);
  if (within.left < 0)
    return problemAt(place, 'found operators too deep in one another, expected fewer');
  const args = readArguments(given, within);
  if (!args.ok) return args;
  const call: Call = { kind: 'call', name, operator, args: args.value };
  return misfitIn(call, within) ?? ok(call);
}

/** What is not a list is a list of one; but a lone object is refused, as it is by Flipper. */
function readArguments(
  given: unknown,
  within: ExpressionPlace,
): ExpressionReading<readonly Expression[]> {
  if (isObject(given)) {
    return problemAt(within, `found an object, expected its arguments in a list`);
  }
  const args: Expression[] = [];
  for (const [index, value] of listOf(given).entries()) {
    const arg = readArgument(value, placeOfArgument(within, index));
    if (!arg.ok) return arg;
    args.push(arg.value);
  }
  return ok(args);
}

function listOf(given: unknown): readonly unknown[] {
  if (given === null) return [];
  return Array.isArray(given) ? given : [given];
}

function readArgument(value: unknown, place: ExpressionPlace): ExpressionReading {
  if (isObject(value)) return readCall(value, place);
  if (typeof value === 'string' && /\p{Surrogate}/u.test(value)) {
    return problemAt(place, 'found half a character, which no text can hold, expected whole ones');
  }
  if (typeof value === 'string' || typeof value === 'boolean' || Number.isFinite(value)) {
    return ok({ kind: 'constant', value: value as Scalar });
  }
  const expected = 'expected a text, a number, true, false or an operator';
  return problemAt(place, `found ${described(value)}, ${expected}`);
}

function isObject(value: unknown): value is Readonly<Record<string, unknown>> {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

/** The first Any or All without arguments; null when there is none. */
function emptyGroupIn(expression: Expression, place: ExpressionPlace): ExpressionPlace | null {
  if (expression.kind === 'constant') return null;
  const { name, args } = expression;
  const within = placeOfOperator(place, name);
  if (args.length === 0 && (name === 'Any' || name === 'All')) return within;
  for (const [index, arg] of args.entries()) {
    const empty = emptyGroupIn(arg, placeOfArgument(within, index));
    if (empty !== null) return empty;
  }
  return null;
}

/** Lists and objects are not written out: they may be long, and deeper than can be written. */
function described(value: unknown): string {
  if (Array.isArray(value)) return 'a list';
  if (isObject(value)) return Object.keys(value).length === 0 ? 'an empty object' : 'an object';
  const text = typeof value === 'string' ? JSON.stringify(value) : String(value);
  return shortened(text, LONGEST_QUOTE);
}

/** What makes a call fail for every actor; null when nothing does. */
function misfitIn({ operator, args }: Call, within: ExpressionPlace) {
  const { least, most } = operator;
  if (args.length < least || args.length > most) {
    return problemAt(within, `found ${counted(args.length)}, expected ${allowed(least, most)}`);
  }
  for (const [index, arg] of args.entries()) {
    const misfit = misfitOf(arg, operator.parameterAt(index));
    if (misfit !== null) return problemAt(placeOfArgument(within, index), misfit);
  }
  return null;
}

function counted(args: number): string {
  if (args === 0) return 'no arguments';
  return args === 1 ? '1 argument' : `${args} arguments`;
}

function allowed(least: number, most: number): string {
  if (most === 0) return 'none';
  return least === most ? String(least) : `at most ${most}`;
}

function misfitOf(arg: Expression, parameter: Parameter<unknown>): string | null {
  if (arg.kind === 'constant') {
    const argument = fitting(parameter, arg.value);
    return argument.ok ? null : argument.error.sentence;
  }
  const { gives } = arg.operator;
  if (gives === null || parameter.kinds.includes(gives)) return null;
  return `found ${KIND_IN_WORDS[gives]}, expected ${parameter.expected}`;
}
