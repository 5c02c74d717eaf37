import type { Nodes, Root } from 'mdast';
import { decodeString } from 'micromark-util-decode-string';
import { blanked } from './blank.ts';
import { everyNode, spanOf } from './markdown.ts';
import type { Span } from './source.ts';

type ReadableLink = Extract<Nodes, { type: 'link' }>;

/** What people took back, `~~struck~~`, `<del>` or `<!-- in a comment -->`: still in the text, no longer said. */
export function withdrawnSpans(root: Root, text: string): readonly Span[] {
  const nodes = everyNode(root);
  const html = nodes.filter(({ type }) => type === 'html').map(spanOf);
  return [
    ...nodes.filter(({ type }) => type === 'delete').map(spanOf),
    ...html.flatMap((span) => hitsIn(text, span, COMMENT)),
    ...struckByTags(text, html),
  ];
}

/** From each tag that strikes to the next one that ends it, in one paragraph. */
function struckByTags(text: string, html: readonly Span[]): readonly Span[] {
  const tags = html
    .flatMap((span) => hitsIn(text, span, /<\/?(?:del|s|strike)\b[^<>]*>/gi))
    .toSorted((one, other) => one.start - other.start);
  return tags.flatMap(({ start }, index) => {
    const end = tags[index + 1];
    if (!end || text[start + 1] === '/' || text[end.start + 1] !== '/') return [];
    return /\n[ \t]*\n/.test(text.slice(start, end.start)) ? [] : [{ start, end: end.end }];
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
