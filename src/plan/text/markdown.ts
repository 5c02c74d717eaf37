import type { Heading, Nodes, Root, RootContent } from 'mdast';
import { fromMarkdown } from 'mdast-util-from-markdown';
import { gfmFromMarkdown } from 'mdast-util-gfm';
import { gfm } from 'micromark-extension-gfm';
import type { Span } from './source.ts';

/** A heading with the blocks below it, up to the next heading of any level. Null: what stands before them all. */
export type Section = {
  readonly heading: Heading | null;
  readonly blocks: readonly RootContent[];
};

export function parseMarkdown(text: string): Root {
  const front = frontMatterEnd(text);
  const blank = text.slice(0, front).replace(/[^\r\n]/g, ' ');
  return fromMarkdown(withoutAbysses(blank + text.slice(front)), GFM);
}

/** Where the settings of a page generator end that stand above the plan; 0 where there are none. */
export function frontMatterEnd(text: string): number {
  if (!/^---[ \t]*[\r\n]/.test(text)) return 0;
  let number = 0;
  for (const { 1: line = '', index } of text.matchAll(/([^\r\n]*)(?:\r\n|\n|\r|$)/g)) {
    if (number > 1 && SETTINGS_END.test(line)) return index + line.length;
    if (number > MOST_SETTINGS || !SETTING.test(line)) return 0;
    number += 1;
  }
  return 0;
}

/** In lines. */
const MOST_SETTINGS = 100;
const SETTINGS_END = /^(?:---|\.\.\.)[ \t]*$/;
const SETTING = /^(?:[\w-]+:|[ \t#-]|$)/;

const GFM = { extensions: [gfm()], mdastExtensions: [gfmFromMarkdown()] };

export function sectionsOf(root: Root): readonly Section[] {
  const starts = [...root.children.entries()].filter(([, node]) => node.type === 'heading');
  const preamble = { heading: null, blocks: root.children.slice(0, starts[0]?.[0]) };
  const headed = starts.map(([index, heading], position) => ({
    heading: heading.type === 'heading' ? heading : null,
    blocks: root.children.slice(index + 1, starts[position + 1]?.[0]),
  }));
  return [preamble, ...headed];
}

export function spanOf(node: Nodes): Span {
  return { start: node.position?.start.offset ?? 0, end: node.position?.end.offset ?? 0 };
}

/** From the first child's start to the last child's end: a heading without its `#`, a cell without its bars. */
export function contentSpan(node: Heading | Extract<Nodes, { type: 'tableCell' }>): Span {
  const [first, last] = [node.children[0], node.children.at(-1)];
  if (!first || !last) return { start: spanOf(node).end, end: spanOf(node).end };
  return { start: spanOf(first).start, end: spanOf(last).end };
}

/** The node and everything below it, without recursion: a hostile document may nest deeply. */
export function everyNode(from: Nodes): readonly Nodes[] {
  const found: Nodes[] = [from];
  // The list grows while it is walked.
  for (const node of found) {
    if ('children' in node) found.push(...node.children);
  }
  return found;
}

/** What a reader sees of a node: its text without markup, no-break spaces as spaces; what is struck only if all is. */
export function wordsOf(node: Nodes): string {
  return wordsIn(node, 'delete') || wordsIn(node, null);
}

function wordsIn(node: Nodes, without: Nodes['type'] | null): string {
  const pending: Nodes[] = [node];
  const words: string[] = [];
  for (let next = pending.pop(); next; next = pending.pop()) {
    if (next.type === 'text' || next.type === 'inlineCode') words.push(next.value);
    if (next.type === 'break') words.push(' ');
    if ('children' in next && next.type !== without) {
      pending.push(...next.children.toReversed());
    }
  }
  return words.join('').replaceAll('\u00A0', ' ').replace(/\s+/g, ' ').trim();
}

const ABYSS = /^(?:[ \t]*(?:>|[-+*](?=[ \t])|\d{1,9}[.)](?=[ \t]))){50,}/gm;

/** Fifty quotes or bullets deep on one line is no plan, and deeper still exhausts the parser: read it as words. */
function withoutAbysses(text: string): string {
  return text.replace(ABYSS, (prefix) => 'x'.repeat(prefix.length));
}
