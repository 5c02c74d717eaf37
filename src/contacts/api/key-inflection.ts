/** JSON values as they stand on the wire. */
export type Json =
  string | number | boolean | null | readonly Json[] | { readonly [key: string]: Json };

/** The header by which a client asks for camelCase keys: `X-Key-Inflection: camel`. */
export const KEY_INFLECTION = 'x-key-inflection';

/** Keys in snake_case unless the client asked for camelCase. Expects camelCase keys, leaves values alone. */
export function inflected(value: Json, inflection: unknown): Json {
  return inflection === 'camel' ? value : snakeKeys(value);
}

function snakeKeys(value: Json): Json {
  if (value === null || typeof value !== 'object') return value;
  if (isList(value)) return value.map(snakeKeys);
  const entries = Object.entries(value);
  return Object.fromEntries(entries.map(([key, inner]) => [snakeCase(key), snakeKeys(inner)]));
}

const isList = (value: object): value is readonly Json[] => Array.isArray(value);

/** "addressLine1" → "address_line1" */
const snakeCase = (key: string): string =>
  key.replace(/[A-Z]/g, (capital) => `_${capital.toLowerCase()}`);
