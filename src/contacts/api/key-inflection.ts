/** JSON values as they stand on the wire. */
export type InflectedJson =
  | string
  | number
  | boolean
  | null
  | readonly InflectedJson[]
  | { readonly [key: string]: InflectedJson };

/** The header by which a client asks for camelCase keys: `X-Key-Inflection: camel`. */
export const KEY_INFLECTION = 'x-key-inflection';

/** Keys in snake_case unless the client asked for camelCase. Expects camelCase keys, leaves values alone. */
export function inflected(value: InflectedJson, inflection: unknown): InflectedJson {
  return inflection === 'camel' ? value : snakeKeys(value);
}

function snakeKeys(value: InflectedJson): InflectedJson {
  if (value === null || typeof value !== 'object') return value;
  if (isList(value)) return value.map(snakeKeys);
  const entries = Object.entries(value);
  return Object.fromEntries(entries.map(([key, inner]) => [snakeCase(key), snakeKeys(inner)]));
}

const isList = (value: object): value is readonly InflectedJson[] => Array.isArray(value);

/** "addressLine1" → "address_line1" */
function snakeCase(key: string): string {
  const known = SNAKE_CASE.get(key);
  if (known !== undefined) return known;
  const snake = key.replace(/[A-Z]/g, (capital) => `_${capital.toLowerCase()}`);
  SNAKE_CASE.set(key, snake);
  return snake;
}

/** Of the keys that the program itself gives its answers, which are few. */
const SNAKE_CASE = new Map<string, string>();
