import type { Span } from './source.ts';

/** What stands for the white-out of code and addresses: not a word character, a space or a bracket. */
export const BLANK = '\u0000';

/** The text with these spans overwritten, character by character, so that offsets and line breaks stay true. */
export function blanked(text: string, spans: readonly Span[], filler: string): string {
  let upTo = 0;
  const parts = inOrder(spans).flatMap(({ start, end }) => {
    const from = Math.max(start, upTo);
    if (end <= from) return [];
    const kept = text.slice(upTo, from);
    upTo = end;
    return [kept, text.slice(from, end).replace(/[^\r\n]/g, filler)];
  });
  return [...parts, text.slice(upTo)].join('');
}

/** What is left of a span when these are cut out of it. */
export function leftOver({ start, end }: Span, holes: readonly Span[]): readonly Span[] {
  let from = start;
  const pieces = inOrder(holes).flatMap((hole) => {
    if (hole.end <= from || hole.start >= end) return [];
    const piece = { start: from, end: Math.max(from, hole.start) };
    from = hole.end;
    return piece.end > piece.start ? [piece] : [];
  });
  return from < end ? [...pieces, { start: from, end }] : pieces;
}

function inOrder(spans: readonly Span[]): readonly Span[] {
  return spans.toSorted((one, other) => one.start - other.start);
}
