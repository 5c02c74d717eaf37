import type { Nodes, Root } from 'mdast';
import { decodeString } from 'micromark-util-decode-string';
import { blanked } from './blank.ts';
import { everyNode, spanOf } from './markdown.ts';
import type { Span } from './source.ts';

type ReadableLink = Extract<Nodes, { type: 'link' }>;

/** What people took back, `~~struck~~` or `<!-- in a comment -->`: still in the text, no longer said. */
export function withdrawnSpans(root: Root, text: string): readonly Span[] {
  return everyNode(root).flatMap((node) => {
    if (node.type === 'delete') return [spanOf(node)];
    return node.type === 'html' ? hitsIn(text, spanOf(node), COMMENT) : [];
  });
}

const COMMENT = /<!--[\s\S]*?(?:-->|$)/g;

/**
 * The text as a reader sees it, character for character: what is withdrawn, markup and addresses are blanks,
 * and a character reference stands as its character. Offsets are those of the text.
 */
export function readableText(root: Root, text: string, withdrawn: readonly Span[]): string {
  const markup = everyNode(root).flatMap((node) => markupOf(node, text));
  return blanked(text, [...withdrawn, ...markup], ' ').replace(REFERENCE_OR_ESCAPE, asSeen);
}

function markupOf(node: Nodes, text: string): readonly Span[] {
  switch (node.type) {
    case 'html':
      return hitsIn(text, spanOf(node), /<[^<>]*>/g);
    case 'image':
      return [spanOf(node)];
    case 'link':
      return linkMarkup(node);
    case 'strong':
    case 'emphasis':
      return aroundChildren(node);
    default:
      return [];
  }
}

/** `[3,939](https://…)` reads as its text; an address that is written out reads as nothing. */
function linkMarkup(link: ReadableLink): readonly Span[] {
  const last = link.children.at(-1);
  const isBare = !last || spanOf(last).end >= spanOf(link).end - 1;
  return isBare ? [spanOf(link)] : aroundChildren(link);
}

function aroundChildren(node: Extract<Nodes, { type: 'strong' | 'emphasis' | 'link' }>): Span[] {
  const [first, last] = [node.children[0], node.children.at(-1)];
  const { start, end } = spanOf(node);
  if (!first || !last) return [{ start, end }];
  return [
    { start, end: spanOf(first).start },
    { start: spanOf(last).end, end },
  ];
}

function hitsIn(text: string, { start, end }: Span, pattern: RegExp): readonly Span[] {
  return [...text.slice(start, end).matchAll(pattern)].map((hit) => ({
    start: start + hit.index,
    end: start + hit.index + hit[0].length,
  }));
}

const REFERENCE_OR_ESCAPE = /&(?:#\d{1,7}|#x[\da-f]{1,6}|[a-z]\w{1,30});|\\[!-/:-@[-`{-~]|\u00A0/gi;

function asSeen(written: string): string {
  const seen = written.startsWith('&') ? referred(written) : written.replace('\\', '');
  return seen.replace('\u00A0', ' ').padEnd(written.length, ' ').slice(0, written.length);
}

/** The character that `&lt;` or `&nbsp;` stands for, a space for any blank one. */
export function referred(reference: string): string {
  return decodeString(reference).replace(/\s/g, ' ');
}
