import type { Source, Span } from '../text/source.ts';

/** New words for a span of a document. */
export type Edit = { readonly span: Span; readonly words: string };

/** The document with these edits, none of which overlap; every other byte as it was. */
export function edited({ mark, text }: Source, edits: readonly Edit[]): string {
  const inOrder = edits.toSorted((one, other) => one.span.start - other.span.start);
  const parts = inOrder.map(({ span, words }, index) => {
    return text.slice(inOrder[index - 1]?.span.end ?? 0, span.start) + words;
  });
  return mark + parts.join('') + text.slice(inOrder.at(-1)?.span.end ?? 0);
}
