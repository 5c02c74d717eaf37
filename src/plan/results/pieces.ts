import type { Nodes } from 'mdast';
import { spanOf } from '../text/markdown.ts';
import { trimmed, type Span } from '../text/source.ts';
import { carrierOf, isBulletLead, isInline, leadOf, wordsStart, type Carrier } from './carrier.ts';
import { isSigned } from '../fields/signs.ts';
import { peoplesWords, type Marked } from './template-words.ts';

/** A plan's text with its Markdown nodes, flat. */
export type Written = Marked & { readonly nodes: readonly Nodes[] };

/** One thing that a field says: the words beside its label, a bullet, a paragraph, a line of a cell. */
export type Piece = {
  readonly span: Span;
  readonly isBullet: boolean;
  /** What stands before it on its line. */
  readonly lead: string;
  readonly by: 'template' | 'program' | 'people';
  /** What stays when the template's words go. */
  readonly kept: Span;
};

export type ValuePiece = { readonly carrier: Carrier; readonly pieces: readonly Piece[] };

/** The value of a field, taken apart. */
export function valueAt(written: Written, span: Span): ValuePiece {
  const carrier = carrierOf(written, span);
  const bullets = bulletsIn(written, span);
  const seams =
    isInline(carrier) && bullets.length === 0
      ? hits(written.text, span, /<br\s*\/?>/gi)
      : [...bullets, ...hits(written.text, span, /(?:\r\n|\n|\r)[ \t]*(?:\r\n|\n|\r)\s*/g)];
  return { carrier, pieces: betweenSeams(span, seams).flatMap((piece) => pieceAt(written, piece)) };
}

/** What stands before the words of each bullet that begins in the span, from the start of its line. */
function bulletsIn({ text, nodes }: Written, { start, end }: Span): readonly Span[] {
  return nodes
    .filter((node) => node.type === 'listItem')
    .map(spanOf)
    .filter((item) => item.start > start && item.start < end)
    .map((item) => ({
      start: Math.max(item.start - leadOf(text, item.start).length, start),
      end: wordsStart(text, item.start),
    }));
}

function hits(text: string, { start, end }: Span, pattern: RegExp): readonly Span[] {
  return [...text.slice(start, end).matchAll(pattern)].map((hit) => ({
    start: start + hit.index,
    end: start + hit.index + hit[0].length,
  }));
}

function betweenSeams({ start, end }: Span, seams: readonly Span[]): readonly Span[] {
  const inOrder = seams.toSorted((one, other) => one.start - other.start);
  const starts = [start, ...inOrder.map((seam) => seam.end)];
  return starts.map((from, index) => ({ start: from, end: inOrder[index]?.start ?? end }));
}

function pieceAt(written: Written, between: Span): readonly Piece[] {
  const span = trimmed(written.text, between);
  if (span.end <= span.start) return [];
  const lead = leadOf(written.text, span.start);
  const isBullet = isBulletLead(lead);
  const kept = peoplesWords(written, span);
  const piece = { span, isBullet, lead, kept: kept ?? span };
  if (kept === null) return [{ ...piece, by: 'template' }];
  return [
    { ...piece, by: isSigned(written.text.slice(span.start, span.end)) ? 'program' : 'people' },
  ];
}
