import { err, ok, type Result } from '../../lib/result.ts';

/** Names and values of a query or a form body. A name with `[]` gathers its values in a list; else the last wins. */
export type Parameters = ReadonlyMap<string, unknown>;

/** Reads `a=1&b=2`, strictly: text that is not well encoded is refused with a sentence, never guessed at. */
export function readForm(text: string): Result<Parameters, string> {
  const parameters = new Map<string, unknown>();
  for (const pair of text.split('&').filter((part) => part !== '')) {
    const [name, value] = splitAt(pair, '=').map(decodeForm);
    if (name === undefined || name === null || value === undefined || value === null) {
      return err(notEncoded(pair));
    }
    if (!take(parameters, name, value)) {
      return err(`${name} is given in a form that is not known. Use name=value, or name[]=value.`);
    }
  }
  return ok(parameters);
}

/** Text as it stands in a form or an address: `+` is a space, `%2F` a slash. Null if it is not well encoded. */
export function decodeForm(text: string): string | null {
  try {
    return decodeURIComponent(text.replaceAll('+', ' '));
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
  return `“${pair.slice(0, 100)}” is not well encoded. Write bytes as %XX, in UTF-8, and a percent sign as %25.`;
}
