import { NUMBER } from '../../../lib/written/index.ts';

/** A piece of a criterion. `start` and `end` are offsets into the text. */
export type Token = {
  readonly kind: 'number' | 'word' | 'path' | 'quoted' | 'unset' | 'sign';
  /** In lower case; of quoted words what stands between the quotes, as written. */
  readonly text: string;
  readonly written: string;
  readonly start: number;
  readonly end: number;
};

// The order matters: what stands earlier is tried earlier.
const PATTERNS: readonly (readonly [Token['kind'], string])[] = [
  ['quoted', '"[^"]*"|“[^”]*”'],
  ['path', '(?<![^\\s(])/[^\\s,;]*'],
  // Of `1h30m` the `h`.
  ['word', '(?<=\\d)(?:ms|[smhdw])(?=\\d)'],
  ['word', '[1-5]xx(?![\\p{L}\\p{N}_])|\\d+th(?![\\p{L}\\p{N}_])'],
  [
    'unset',
    '\\[(?!\\s*[~≈]?\\s*\\d)[^\\]]*\\]|_{2,}|\\?+|…|\\.{3}|x+(?:\\.x+)?(?![\\p{L}\\p{N}_-])',
  ],
  ['number', NUMBER],
  ['word', "\\p{L}(?:[\\p{L}\\p{N}_]|[’'.-](?=[\\p{L}\\p{N}]))*"],
  ['sign', '<=|=<|>=|=>|==|!=|\\+\\s?/?\\s?-|\\S'],
];

const TOKEN = new RegExp(PATTERNS.map(([, pattern]) => `(${pattern})`).join('|'), 'giu');

const SAME_SIGN: Readonly<Record<string, string>> = {
  '≤': '<=',
  '=<': '<=',
  '⩽': '<=',
  '≥': '>=',
  '=>': '>=',
  '⩾': '>=',
  '==': '=',
  '±': '+-',
  '–': '-',
  '—': '-',
  '−': '-',
};

export function tokensOf(text: string): readonly Token[] {
  const tokens = [...text.matchAll(TOKEN)].map(tokenOf);
  return tokens.filter((token, index) => !NOISE.has(token.text) && !isFullStop(tokens, index));
}

/** What people put around things without meaning more by it. */
const NOISE = new Set(['(', ')', '[', ']', ':', '`']);

function isFullStop(tokens: readonly Token[], index: number): boolean {
  return index > 0 && index === tokens.length - 1 && tokens[index]?.text === '.';
}

function tokenOf(match: RegExpExecArray): Token {
  const [written] = match;
  // The types know nothing of groups that did not match.
  const groups: readonly (string | undefined)[] = match.slice(1);
  const [kind] = PATTERNS[groups.findIndex((group) => group !== undefined)] ?? ['sign'];
  const { index: start } = match;
  return { kind, text: textOf(kind, written), written, start, end: start + written.length };
}

function textOf(kind: Token['kind'], written: string): string {
  if (kind === 'quoted') return written.slice(1, -1).trim().replace(/\s+/g, ' ');
  const lower = written.toLowerCase().replaceAll('’', "'");
  if (kind !== 'sign') return lower;
  return lower.startsWith('+') && lower.length > 1 ? '+-' : (SAME_SIGN[lower] ?? lower);
}
