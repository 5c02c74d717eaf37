import type { PropertyValue } from '../actor.ts';

/** What an expression can come to. Times are exact to the millisecond. */
export type Value = PropertyValue | Date;

export type Kind = 'null' | 'boolean' | 'number' | 'string' | 'time' | 'list' | 'object';

/** A kind in a sentence. Values themselves may be personal and are never told. */
export const KIND_IN_WORDS: Readonly<Record<Kind, string>> = {
  null: 'nothing',
  boolean: 'a boolean',
  number: 'a number',
  string: 'a text',
  time: 'a time',
  list: 'a list',
  object: 'an object',
};

export function kindOf(value: Value): Kind {
  if (value === null) return 'null';
  if (value instanceof Date) return 'time';
  if (Array.isArray(value)) return 'list';
  if (typeof value === 'boolean') return 'boolean';
  if (typeof value === 'number') return 'number';
  return typeof value === 'string' ? 'string' : 'object';
}

/** Ruby's truth: only false and nothing are not true. */
export function isTrue(value: Value): boolean {
  return value !== false && value !== null;
}
