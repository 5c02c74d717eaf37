import { err, ok, type Result } from '../../lib/result.ts';
import { shortened } from '../../lib/text-from-people.ts';

/** In UTF-16 units. */
const LONGEST_QUOTE = 100;

/** Names and values of a query or a form body. A name with `[]` gathers its values in a list; else the last wins. */
export type Parameters = ReadonlyMap<string, unknown>;

/**
 * Reads `a=1&b=2`, strictly: text that is not well encoded is refused with a sentence, never guessed at.
 * @param bareNames whether `a` alone is refused, or says the same as `a=`
 */
export function readForm(
  text: string,
  bareNames: 'refused' | 'empty' = 'refused',
): Result<Parameters, string> {
  const fields: [string, string][] = [];
  for (const pair of text.split('&').filter((part) => part !== '')) {
    if (bareNames === 'refused' && !pair.includes('=')) return err(withoutValue(pair));
    const [name, value] = splitAt(pair, '=').map(decodeForm);
    if (name === undefined || name === null || value === undefined || value === null) {
      return err(notEncoded(pair));
    }
    fields.push([name, value]);
  }
  return parametersIn(fields);
}

/** Fields as parameters; a name that is given in more than one form is refused with a sentence. */
export function parametersIn(
  fields: readonly (readonly [string, string])[],
): Result<Parameters, string> {
  const parameters = new Map<string, unknown>();
  for (const [name, value] of fields) {
    if (take(parameters, name, value)) continue;
    const quoted = shortened(name, LONGEST_QUOTE);
    return err(`${quoted} is given in a form that is not known. Use name=value, or name[]=value.`);
  }
  return ok(parameters);
}

/** Text as it stands in a form or a query: `+` is a space, `%2F` a slash. Null if it is not well encoded. */
function decodeForm(text: string): string | null {
  return decodePath(text.replaceAll('+', ' '));
}

/** Text as it stands in a path, where `+` is a plus. Null if it is not well encoded. */
export function decodePath(text: string): string | null {
  try {
    return decodeURIComponent(text);
  } catch {
    return null;
  }
}

/** The query of an address, without the question mark. */
export function queryOf(url: string): string {
  return splitAt(url, '?')[1];
}

/** The list that `a,b` or a repeated `name[]` gives; null where neither is given. */
export function listIn(parameters: Parameters, name: string): readonly string[] | null {
  const value = parameters.get(name);
  if (Array.isArray(value)) return value.filter((item) => typeof item === 'string');
  return typeof value === 'string' ? value.split(',').filter((item) => item !== '') : null;
}

/** False for nested names and for a name that is given both once and as a list. */
function take(parameters: Map<string, unknown>, name: string, value: string): boolean {
  const isListed = name.endsWith('[]');
  const key = isListed ? name.slice(0, -2) : name;
  if (key.includes('[')) return false;
  const before = parameters.get(key);
  if (before !== undefined && Array.isArray(before) !== isListed) return false;
  parameters.set(key, isListed ? [...((before as string[] | undefined) ?? []), value] : value);
  return true;
}

function splitAt(text: string, separator: string): [string, string] {
  const at = text.indexOf(separator);
  return at === -1 ? [text, ''] : [text.slice(0, at), text.slice(at + 1)];
}

function notEncoded(pair: string): string {
  return `“${shortened(pair, LONGEST_QUOTE)}” is not well encoded. Write bytes as %XX, in UTF-8, and a percent sign as %25.`;
}

/** Flipper takes a name without a value for no parameter at all, and an empty id would open for everybody without one. */
function withoutValue(pair: string): string {
  return `“${shortened(pair, LONGEST_QUOTE)}” has no value. Write name=value; name= for an empty one.`;
}
