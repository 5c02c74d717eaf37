import { openWordsAt } from './phrases.ts';
import { tokensOf } from './tokens.ts';

/** An endpoint or a name as it can be read again: as it is, or in quotes where its words mean something else. */
export function plainWords(name: string): string {
  const tokens = tokensOf(name);
  const open = openWordsAt(tokens, 0) === tokens.length;
  const path = tokens.length === 1 && tokens[0]?.kind === 'path';
  if (open || path) return name;
  return name.includes('”') ? `"${name}"` : `“${name}”`;
}
