import { referred } from '../text/readable.ts';

const MARKUP =
  /(`+)[\s\S]*?\1|<br\s*\/?>|<https?:[^<>\s]*>|<\/?[a-z][^<>]*>|&(?:#\d{1,7}|#x[\da-f]{1,6}|[a-z]\w{1,30});|\\[!-/:-@[-`{-~]/gi;

/** Words as they are read: no tags, escapes or emphasis around the whole; code and links stay as they are written. */
export function wordsAsRead(written: string): string {
  const words = written
    .replace(QUOTE_SIGN, '$1')
    .replace(HARD_BREAK, BREAK)
    .replace(MARKUP, asRead)
    .replace(/(?<![ \t])[ \t]*(?:\r\n|\n|\r)[ \t]*/g, ' ')
    .replaceAll('\u00A0', ' ')
    .replace(/ {2,}/g, ' ')
    .replace(/\s*\u2028\s*/g, '\n')
    .trim();
  return withoutEmphasis(words);
}

/** Of a quoted paragraph, on every line but the first. */
const QUOTE_SIGN = /(\r\n|\n|\r)[ \t]*(?:>[ \t]?)+/g;
const HARD_BREAK = /(?:(?<! ) {2,}|\\)(?:\r\n|\n|\r)/g;
/** A break that was asked for, until the line breaks of the source are spaces. */
const BREAK = '\u2028';

function asRead(markup: string): string {
  if (markup.startsWith('`') || /^<https?:/i.test(markup)) return markup;
  if (/^<br/i.test(markup)) return BREAK;
  if (markup.startsWith('<')) return '';
  return markup.startsWith('&') ? referred(markup) : markup.slice(1);
}

const WHOLE = /^(\*{1,3}|_{1,3})(?=\S)((?:(?!\1)[\s\S])*\S)\1$/;

/** `**2 days** (minimum 2 hours)` */
const BEFORE_REMARK = /^(\*{1,3})(?=[^\s*])([^*]*[^\s*])\1(\s*\([^()]*\))$/;

/** Of `**2 days**` the words. */
export function withoutEmphasis(words: string): string {
  const inside = WHOLE.exec(words)?.[2];
  if (inside !== undefined) return withoutEmphasis(inside);
  const remarked = BEFORE_REMARK.exec(words);
  if (remarked) return `${remarked[2] ?? ''}${remarked[3] ?? ''}`;
  // One half alone is what is left of emphasis that began with the label or went with a marker.
  const halves = words.split('**');
  const [before = '', after = ''] = halves;
  return halves.length === 2 && (before === '' || after === '') ? (before + after).trim() : words;
}

/** A row of a table as words: a pair of cells reads like a bullet with a label, a longer row keeps its bars. */
export function rowWords(written: string): string {
  const cells = written
    .trim()
    .replace(/^\||(?<!\\)\|$/g, '')
    .split(/(?<!\\)\|/)
    .map((cell) => cell.trim());
  return cells.join(cells.length === 2 ? ': ' : ' | ');
}
