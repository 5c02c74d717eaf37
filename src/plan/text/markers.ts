import type { Nodes, Root } from 'mdast';
import { MARKER_NAMES } from '../template/sections.ts';
import { BLANK, blanked } from './blank.ts';
import { everyNode, spanOf } from './markdown.ts';
import { outermost, type Span } from './source.ts';

/** `FILL_IN` as it is written, with or without an escape or a space. */
const NAMES = [...MARKER_NAMES, 'TBD', 'TBA', 'TBC'];
const NAME = NAMES.map((name) => name.replace('_', String.raw`\\?[_ ]`)).join('|');
const WORDS = 'DEV TO PROVIDE|LOREM IPSUM';

/** In brackets, with or without emphasis inside; `[link here](https://…)` is an answer. */
const OPENERS = new RegExp(
  String.raw`\\?\[\s*[*_]{0,3}\s*(?:(?:${NAME})(?![\w-]*[^\W_])|(?:${WORDS})\b|LINK HERE[*_]{0,3}(?=\s*\\?\](?!\())|(?:date\s*[-–]\s*date|duration|date)(?=\s*\\?\](?!\()))`,
  'gi',
);

const EMPHASIS = '[*_]{0,3}';
const BEFORE_ALONE = `[:?][*_]*[ \\t]+${EMPHASIS}|[|>][ \\t]*${EMPHASIS}|^[ \\t]*(?:[-*+•o][ \\t]+)?${EMPHASIS}`;
const AFTER_ALONE = `${EMPHASIS}[ \\t]*(?:$|[|]|<br|\\([*_]*(?:minimum|min\\b|recommend|optional))`;
const DATE_PART = '(?:mm|dd|yy(?:yy)?|x{1,4})';

const BARE = [
  new RegExp(String.raw`(?<![A-Za-z0-9\\-]_*)(?:${NAMES.join('|')})(?!_*[A-Za-z0-9-])`, 'gi'),
  /\bpick one:/gi,
  /\blorem ipsum\b|(?<=_)lorem ipsum(?=_)/gi,
  new RegExp(
    `(?<![\\w/])(?:${DATE_PART}/(?:${DATE_PART}|\\d{1,2})|\\d{1,2}/${DATE_PART})/(?:${DATE_PART}|\\d{2,4})(?![\\w/])`,
    'gi',
  ),
  /(?<!\w)x{1,2}(?:\.x)?\s?%/gi,
  /(?<![\w/])x{2,3}(?![\w/.%]|\s?%)/gi,
  /\babove x\b|\bagreed threshold\b/gi,
  /\?{3,}/g,
  /(?<![\w\\])(?:\\?_){3,}(?![\w\\])/g,
  /(?=\\?_)(?<=[:?][*_]*[ \t]+|[|>][ \t]*|^[ \t]*(?:[-*+•o][ \t]+)?)(?<![\\_])(?:\\?_){2}(?=[ \t]*(?:$|[|]|<br))/gim,
  // These mean nothing in the middle of a sentence: only alone behind a label, in a bullet, a cell or a line.
  new RegExp(
    `(?=[….xn])(?<=${BEFORE_ALONE})(?:…|\\.{3}|x|x{1,3}\\/x{1,3}|need to update|(?:\\\\?_){2})(?=${AFTER_ALONE})`,
    'gim',
  ),
];

/** How far a marker's closing bracket may be from its opening one, in characters. */
const LONGEST_MARKER = 300;

/** Where the text still has to be filled in, in order: `[FILL_IN]`, `[TBD – …]`, `TBD`, `mm/dd/yyyy` … */
export function markersIn(masked: string): readonly Span[] {
  const bracketed = [...masked.matchAll(OPENERS)].map((opener) => bracketAt(masked, opener));
  const whole = outermost(bracketed, (span) => span);
  const rest = blanked(masked, whole, BLANK);
  const bare = BARE.flatMap((pattern) =>
    [...rest.matchAll(pattern)].map((hit) => ({
      start: hit.index,
      end: hit.index + hit[0].length,
    })),
  );
  return [...whole, ...bare]
    .map((span) => withEmphasis(masked, span))
    .toSorted((one, other) => one.start - other.start);
}

/** `_TBD_` is to be replaced with its underscores. */
function withEmphasis(masked: string, { start, end }: Span): Span {
  const before = /[*_]{1,3}$/.exec(masked.slice(Math.max(0, start - 3), start))?.[0] ?? '';
  const around = before !== '' && masked.startsWith(before, end) ? before.length : 0;
  return { start: start - around, end: end + around };
}

/** The text with code and link addresses blanked out, character by character, so that offsets stay true. */
export function maskedText(root: Root, text: string): string {
  return blanked(text, everyNode(root).flatMap(notProse), BLANK);
}

function notProse(node: Nodes): readonly Span[] {
  if (node.type === 'inlineCode' || node.type === 'code' || node.type === 'thematicBreak') {
    return [spanOf(node)];
  }
  if (node.type !== 'link' && node.type !== 'image') return [];
  return [addressSpan(node)];
}

/** `[text](address)` keeps its text and brackets; a bare or angled address goes whole. */
function addressSpan(link: Extract<Nodes, { type: 'link' | 'image' }>): Span {
  const { start, end } = spanOf(link);
  const last = link.type === 'link' ? link.children.at(-1) : undefined;
  if (!last) return { start: end, end };
  const isBare = spanOf(last).end >= end - 1;
  return isBare ? { start, end } : { start: spanOf(last).end + ']('.length, end: end - 1 };
}

function bracketAt(masked: string, opener: RegExpExecArray): Span {
  const start = opener.index;
  const window = masked.slice(start, start + LONGEST_MARKER).split(/\r?\n[ \t]*\r?\n/)[0] ?? '';
  let depth = 0;
  for (const bracket of window.matchAll(/[[\]]/g)) {
    depth += bracket[0] === '[' ? 1 : -1;
    if (depth === 0) return { start, end: start + bracket.index + 1 };
  }
  return { start, end: start + opener[0].length };
}
