import type { BlockContent, DefinitionContent, ListItem, RootContent } from 'mdast';
import { foldsAfter, isOnlyFrame, type Fold } from './folds.ts';
import { linesOf, type Line } from './lines.ts';
import { contentSpan, spanOf, wordsOf } from './markdown.ts';
import type { PlanText } from './plan-text.ts';
import type { Span } from './source.ts';
import { isRule, pipedCells, rowsOf, type Row } from './tables.ts';

/** One thing that a plan says: a heading, a bullet's own words, a line, a row of a table, or another block. */
export type Entry = {
  /** 0 outside any list, 1 in a list, 2 in a list within it … */
  readonly depth: number;
  readonly span: Span;
  /** The innermost `<details>` around it. */
  readonly fold: Fold | null;
} & EntryText;

type At = Pick<Entry, 'depth' | 'span'>;

type EntryText =
  | { readonly kind: 'heading'; readonly level: number; readonly words: string }
  | { readonly kind: 'bullet'; readonly box: Box | null }
  /** `continues`: the same paragraph as the entry before. */
  | { readonly kind: 'line'; readonly continues: boolean }
  | { readonly kind: 'row'; readonly row: Row }
  /** A line across the page. */
  | { readonly kind: 'rule' }
  | { readonly kind: 'other' };

/** The box of a task, `[x]`, `[ ]` or `[]`. */
export type Box = { readonly span: Span; readonly ticked: boolean };

type Pending = {
  readonly block: RootContent;
  readonly depth: number;
  readonly item: ListItem | null;
};

type EntryWalk = {
  readonly plan: PlanText;
  readonly entries: Entry[];
  readonly pending: Pending[];
  folds: readonly Fold[];
};

/** The whole plan as one flat row in reading order. */
export function entriesOf(plan: PlanText): readonly Entry[] {
  const walk: EntryWalk = {
    plan,
    entries: [],
    pending: pendingFrom(plan.root.children, 0),
    folds: [],
  };
  for (let next = walk.pending.pop(); next; next = walk.pending.pop()) visit(walk, next);
  return walk.entries;
}

function visit(walk: EntryWalk, { block, depth, item }: Pending): void {
  switch (block.type) {
    case 'list':
      walk.pending.push(...pendingFrom(block.children, depth + 1));
      return;
    case 'listItem':
      openItem(walk, block, depth);
      return;
    case 'heading':
      add(walk, { depth, span: contentSpan(block) }, headingSaid(block.depth, wordsOf(block)));
      return;
    case 'table':
      for (const { row, span } of rowsOf(walk.plan.text, block)) {
        add(walk, { depth, span }, { kind: 'row', row });
      }
      return;
    case 'html':
      addHtml(walk, depth, spanOf(block));
      return;
    // A definition is prose here: Markdown takes a bullet `[PICK_ONE]: yes` for one.
    case 'paragraph':
    case 'definition':
      addParagraph(walk, depth, { span: spanOf(block), item });
      return;
    // The template gives its examples as quotations; people answer in them too.
    case 'blockquote':
      if (!isExample(walk.plan, spanOf(block)))
        walk.pending.push(...pendingFrom(block.children, depth));
      return;
    case 'thematicBreak':
      add(walk, { depth, span: spanOf(block) }, { kind: 'rule' });
      return;
    default:
      add(walk, { depth, span: spanOf(block) }, { kind: 'other' });
  }
}

function isExample({ text }: PlanText, { start, end }: Span): boolean {
  return /^[>\s*_]*example\b/i.test(text.slice(start, end));
}

const headingSaid = (level: number, words: string): EntryText => ({
  kind: 'heading',
  level,
  words,
});

function add({ entries, folds }: EntryWalk, at: At, said: EntryText): void {
  entries.push({ ...at, fold: folds.at(-1) ?? null, ...said });
}

function openItem(walk: EntryWalk, item: ListItem, depth: number): void {
  const { end } = spanOf(item);
  if (item.children.length === 0) {
    add(walk, { depth, span: { start: end, end } }, { kind: 'bullet', box: boxOf(walk, item) });
  }
  const children = pendingFrom(item.children, depth);
  const first = children.pop();
  walk.pending.push(...children);
  if (first) walk.pending.push({ ...first, item });
}

function addHtml(walk: EntryWalk, depth: number, span: Span): void {
  const html = walk.plan.text.slice(span.start, span.end);
  walk.folds = foldsAfter(walk.folds, walk.plan.text, span);
  const [, tag = '', words] = HTML_PARAGRAPH.exec(html) ?? [];
  if (words !== undefined) {
    const start = span.start + tag.length;
    addLines(walk, depth, { span: { start, end: start + words.length }, item: null });
  } else if (HTML_LIST.test(html)) {
    addLines(walk, depth, { span, item: null });
  } else if (!isOnlyFrame(html)) {
    add(walk, { depth, span }, { kind: 'other' });
  }
}

const HTML_PARAGRAPH = /^(<p\b[^<>]*>)((?:(?!<\/?p\b)[\s\S])*)<\/p>\s*$/i;
/** A list, of which no item holds more than words. */
const HTML_LIST =
  /^<(?:[uo]l|li)\b(?:[^<]|<(?!\/?(?!(?:[uo]l|li|p|br|b|i|em|strong|code|a|span)\b)[a-z]))*$/i;

type Paragraph = { readonly span: Span; readonly item: ListItem | null };

/** The tags of a fold may stand among words: `**<details><summary>…`. */
function addParagraph(walk: EntryWalk, depth: number, paragraph: Paragraph): void {
  const { text } = walk.plan;
  const folds = foldsAfter(walk.folds, text, paragraph.span);
  const isFrame =
    folds !== walk.folds &&
    isOnlyFrame(text.slice(paragraph.span.start, paragraph.span.end).replace(/[*_]/g, ''));
  walk.folds = folds;
  if (!isFrame) addLines(walk, depth, paragraph);
}

function addLines(walk: EntryWalk, depth: number, { span, item }: Paragraph): void {
  const { text } = walk.plan;
  const lines = linesOf(walk.plan, span);
  const rule = lines.findIndex((line) => isRule(text.slice(line.span.start, line.span.end)));
  const title = lines[rule - 1];
  const head = title ? pipedCells(text, title.span) : [];
  for (const [index, line] of lines.entries()) {
    const cells = pipedCells(text, line.span);
    if (index === 0 && item) {
      addBullet(walk, { depth, span: line.span }, item);
    } else if (cells.length > 0) {
      const row = { cells, head: index < rule - 1 ? [] : head, isHead: index === rule - 1 };
      add(walk, { depth, span: line.span }, { kind: 'row', row });
    } else if (index !== rule) {
      add(walk, { depth: depth + line.bullet, span: line.span }, lineSaid(line, index > 0));
    }
  }
}

/** A box without its space, `[]`, is words to Markdown. */
function addBullet(walk: EntryWalk, at: At, item: ListItem): void {
  const { start, end } = at.span;
  const [bare, brackets = ''] =
    /^(\[\u00A0?\])\s+(?=\S)/.exec(walk.plan.text.slice(start, end)) ?? [];
  if (bare === undefined) {
    add(walk, at, { kind: 'bullet', box: boxOf(walk, item) });
    return;
  }
  const box = { span: { start, end: start + brackets.length }, ticked: false };
  add(walk, { ...at, span: { start: start + bare.length, end } }, { kind: 'bullet', box });
}

function lineSaid({ bullet }: Line, continues: boolean): EntryText {
  return bullet > 0 ? { kind: 'bullet', box: null } : { kind: 'line', continues };
}

function boxOf({ plan }: EntryWalk, item: ListItem): Box | null {
  if (typeof item.checked !== 'boolean') return null;
  const first = item.children[0];
  const { start } = spanOf(item);
  const lead = plan.text.slice(start, first ? spanOf(first).start : spanOf(item).end);
  const at = start + Math.max(lead.lastIndexOf('['), 0);
  return { span: { start: at, end: at + '[x]'.length }, ticked: item.checked };
}

function pendingFrom(
  blocks: readonly (RootContent | BlockContent | DefinitionContent)[],
  depth: number,
): Pending[] {
  return blocks.map((block) => ({ block, depth, item: null })).toReversed();
}
