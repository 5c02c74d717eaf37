import { err, ok, type Result } from '../../lib/result.ts';
import { floatIn, numberIn, numberText } from './ruby-number.ts';
import { timeIn } from './ruby-time.ts';
import { KIND_IN_WORDS, kindOf, type Kind, type Value } from './value.ts';

/** Why an expression can't be read, or comes to nothing: what was found, and what was expected. */
export type ExpressionProblem = { readonly sentence: string };

/**
 * What an argument has to be. The same rule holds for a constant, when the expression is read, and for
 * what an argument comes to, when it is evaluated.
 */
export type Parameter<T> = {
  /** Completes the sentence "expected …". */
  readonly expected: string;
  /** Kinds of which at least some values fit. */
  readonly kinds: readonly Kind[];
  /** The value as the operator wants it; undefined when it doesn't fit. */
  readonly read: (value: Value) => T | undefined;
};

export function fitting<T>(parameter: Parameter<T>, value: Value): Result<T, ExpressionProblem> {
  const argument = parameter.read(value);
  if (argument !== undefined) return ok(argument);
  const found = KIND_IN_WORDS[kindOf(value)];
  return err({ sentence: `found ${found}, expected ${parameter.expected}` });
}

export const ANYTHING: Parameter<Value> = {
  expected: 'anything',
  kinds: ['null', 'boolean', 'number', 'string', 'time', 'list', 'object'],
  read: (value) => value,
};

/** Ruby raises when an object is compared with a number, so no object is compared here. */
export const COMPARABLE: Parameter<Value> = {
  expected: 'anything but an object',
  kinds: ['null', 'boolean', 'number', 'string', 'time', 'list'],
  read: (value) => (kindOf(value) === 'object' ? undefined : value),
};

/** Anything that can be written as text. Lists and objects can't: Ruby's form of them is its own. */
export const TEXT: Parameter<string> = {
  expected: 'a text, or what can be written as one',
  kinds: ['null', 'boolean', 'number', 'string', 'time'],
  read: (value) => {
    if (value === null) return '';
    if (value instanceof Date) return timeText(value);
    if (typeof value === 'number') return numberText(value);
    return typeof value === 'object' ? undefined : String(value);
  },
};

/** Ruby's form of a time in UTC. */
function timeText(time: Date): string {
  return time.toISOString().replace(/T([\d:]+)\.\d+Z$/, ' $1 UTC');
}

export const NUMBER: Parameter<number> = {
  expected: 'a number',
  kinds: ['number'],
  read: (value) => (typeof value === 'number' && Number.isFinite(value) ? value : undefined),
};

export const NUMBER_OR_NOTHING: Parameter<number> = {
  expected: 'a number',
  kinds: ['null', 'number'],
  read: (value) => (value === null ? 0 : NUMBER.read(value)),
};

export const READS_AS_NUMBER = readingAs(numberIn);
export const READS_AS_FLOAT = readingAs(floatIn);

function readingAs(numberOf: (text: string) => number | null): Parameter<number> {
  return {
    expected: 'a number, a text or a time',
    kinds: ['null', 'number', 'string', 'time'],
    read: (value) => {
      if (typeof value === 'string') return numberOf(value) ?? 0;
      return value instanceof Date
        ? value.getTime() / MS_PER_SECOND
        : NUMBER_OR_NOTHING.read(value);
    },
  };
}

const MS_PER_SECOND = 1000;

export const READS_AS_TIME: Parameter<Date> = {
  expected: 'seconds since 1970, or a time such as 2027-01-31T09:00:00-05:00 as text',
  kinds: ['number', 'string'],
  read: (value) => {
    if (typeof value === 'string') return timeIn(value) ?? undefined;
    if (typeof value !== 'number') return undefined;
    const time = new Date(value * MS_PER_SECOND);
    return Number.isNaN(time.getTime()) ? undefined : time;
  },
};
