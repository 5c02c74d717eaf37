import type { Root } from 'mdast';
import { everyNode, parseMarkdown, spanOf } from './markdown.ts';
import { markersIn, maskedText } from './markers.ts';
import { sourceOf, within, type Source, type Span } from './source.ts';

/** A plan's text, its Markdown tree, and what is marked in it. */
export type PlanText = {
  readonly source: Source;
  /** `source.text`. */
  readonly text: string;
  /** The same text with code and link addresses blanked out, so that nothing in them is taken for prose. */
  readonly masked: string;
  readonly root: Root;
  /** What still has to be filled in. */
  readonly markers: readonly Span[];
  readonly codes: readonly Code[];
};

/** A code span: its content, and where it stands, backticks included. */
export type Code = { readonly value: string; readonly span: Span };

export function planTextOf(document: string): PlanText {
  const source = sourceOf(document);
  const { text } = source;
  const root = parseMarkdown(text);
  const masked = maskedText(root, text);
  return { source, text, masked, root, markers: markersIn(masked), codes: codesIn(root) };
}

export function codesWithin(plan: PlanText, span: Span): readonly Code[] {
  return plan.codes.filter((code) => within(code.span, span));
}

/** The words of a span without the markers in it, and whether there were any. */
export function unmarkedWords(
  plan: PlanText,
  span: Span,
): { readonly words: string; readonly marked: boolean } {
  const markers = plan.markers.filter((marker) => within(marker, span));
  const kept = [...markers, { start: span.end, end: span.end }].map(({ start }, index) =>
    plan.text.slice(markers[index - 1]?.end ?? span.start, start),
  );
  return { words: kept.join(' '), marked: markers.length > 0 };
}

function codesIn(root: Root): readonly Code[] {
  return everyNode(root).flatMap((node) =>
    node.type === 'inlineCode' ? [{ value: node.value, span: spanOf(node) }] : [],
  );
}
