import { openWordsAt, type Match } from './phrases.ts';
import { tokensOf, type Token } from './tokens.ts';

/** The name at `at`, as it is written: words in quotes, a path, a method with a path, or plain words. */
export function nameAt(tokens: readonly Token[], at: number): Match<string> | null {
  const [first, second] = tokens.slice(at);
  if (first?.kind === 'quoted' && first.text !== '') return { found: first.text, length: 1 };
  if (first?.kind === 'path') return { found: first.written, length: 1 };
  if (first && METHODS.has(first.text) && second?.kind === 'path') {
    return { found: `${first.written} ${second.written}`, length: 2 };
  }
  const words = tokens.slice(at, at + openWordsAt(tokens, at));
  if (words.length === 0) return null;
  return { found: words.map(({ written }) => written).join(' '), length: words.length };
}

const METHODS = new Set(['get', 'post', 'put', 'patch', 'delete', 'head']);

/** An endpoint or a name as it can be read again: as it is, or in quotes where its words mean something else. */
export function plainWords(name: string): string {
  const tokens = tokensOf(name);
  const open = openWordsAt(tokens, 0) === tokens.length;
  const path = tokens.length === 1 && tokens[0]?.kind === 'path';
  if (open || path) return name;
  return inQuotes(name);
}

export function inQuotes(name: string): string {
  return name.includes('”') ? `"${name}"` : `“${name}”`;
}
