import { shortened } from '../../../lib/text-from-people.ts';

/** A name of a file’s object, and its value. */
export type ImportedEntry = readonly [key: string, value: unknown];

/** The names and values of an object; null for anything else. */
export function entriesOf(value: unknown): readonly ImportedEntry[] | null {
  const isObject = typeof value === 'object' && value !== null && !Array.isArray(value);
  return isObject ? Object.entries(value) : null;
}

/** In UTF-16 units. */
const LONGEST_QUOTE = 80;

/** A value as JSON, cut short: enough to find it in the file. */
export function shown(value: unknown): string {
  return value === undefined ? 'missing' : shortened(JSON.stringify(value), LONGEST_QUOTE);
}
