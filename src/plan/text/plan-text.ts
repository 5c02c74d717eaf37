import type { Root } from 'mdast';
import { BLANK, blanked, leftOver } from './blank.ts';
import { everyNode, frontMatterEnd, parseMarkdown, spanOf } from './markdown.ts';
import { markersIn, maskedText } from './markers.ts';
import { readableText, withdrawnSpans } from './readable.ts';
import { sourceOf, within, type Source, type Span } from './source.ts';
import { spansTouching, touching } from './touching.ts';

/** A plan's text, its Markdown tree, and what is marked in it. */
export type PlanText = {
  readonly source: Source;
  /** `source.text`. */
  readonly text: string;
  /** The same text with code, addresses and what is withdrawn blanked out: nothing in them is taken for prose. */
  readonly masked: string;
  /** The same text as a reader sees it, offset for offset. */
  readonly readable: string;
  readonly root: Root;
  /** What still has to be filled in. */
  readonly markers: readonly Span[];
  readonly codes: readonly Code[];
  readonly links: readonly Link[];
  /** Code and links: they are never divided. */
  readonly solid: readonly Span[];
  /** Struck through or in a comment. */
  readonly withdrawn: readonly Span[];
};

/** A code span: its content, and where it stands, backticks included. */
export type Code = { readonly value: string; readonly span: Span };

export type Link = { readonly address: string; readonly span: Span };

export function planTextOf(document: string): PlanText {
  const source = sourceOf(document);
  const { text } = source;
  const root = parseMarkdown(text);
  const front = { start: 0, end: frontMatterEnd(text) };
  const withdrawn = [...(front.end > 0 ? [front] : []), ...withdrawnSpans(root, text)];
  const masked = blanked(maskedText(root, text), withdrawn, BLANK);
  const codes = codesIn(root).filter(
    ({ span }) => !spansTouching(withdrawn, span).some((other) => within(span, other)),
  );
  const links = linksIn(root);
  return {
    source,
    text,
    masked,
    root,
    withdrawn,
    readable: readableText(root, text, withdrawn),
    markers: markersIn(masked),
    codes,
    links,
    solid: [...links, ...codes].map(({ span }) => span),
  };
}

export function codesWithin(plan: PlanText, span: Span): readonly Code[] {
  return touching(plan.codes, spanOfCode, span).filter((code) => within(code.span, span));
}

const spanOfCode = (code: Code) => code.span;

/** The words of a span without the markers in it and what is withdrawn, and which markers there were. */
export function unmarkedWords(
  plan: PlanText,
  span: Span,
): { readonly words: string; readonly markers: readonly Span[] } {
  const markers = spansTouching(plan.markers, span).filter((marker) => within(marker, span));
  const kept = leftOver(span, [...markers, ...spansTouching(plan.withdrawn, span)]);
  return { words: kept.map(({ start, end }) => plan.text.slice(start, end)).join(' '), markers };
}

function codesIn(root: Root): readonly Code[] {
  return everyNode(root).flatMap((node) =>
    node.type === 'inlineCode' ? [{ value: node.value, span: spanOf(node) }] : [],
  );
}

function linksIn(root: Root): readonly Link[] {
  return everyNode(root).flatMap((node) =>
    node.type === 'link' ? [{ address: node.url, span: spanOf(node) }] : [],
  );
}
