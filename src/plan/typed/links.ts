import type { PlanDocument } from '../document.ts';
import { within, type Span } from '../text/source.ts';
import { touching } from '../text/touching.ts';

/** A link as it is written. `address` is null for `#123`, which only GitHub can resolve. */
export type WrittenLink = {
  readonly text: string;
  readonly address: string | null;
  readonly span: Span;
};

const spanOfLink = (link: { readonly span: Span }) => link.span;

/** The links and numbers of issues in a span, in order. */
export function linksIn(
  { links, readable, source }: PlanDocument,
  span: Span,
): readonly WrittenLink[] {
  const written = touching(links, spanOfLink, span)
    .filter((link) => within(link.span, span))
    .map((link) => ({ text: textOf(readable, link.span) || link.address, ...link }));
  const numbers = [...readable.slice(span.start, span.end).matchAll(/(?<![\w&])#\d+\b/g)]
    .map((hit) => ({ text: hit[0], address: null, span: spanAt(span.start + hit.index, hit[0]) }))
    .filter((number) => !written.some((link) => within(number.span, link.span)))
    .filter((number) => source.text.startsWith(number.text, number.span.start));
  return [...written, ...numbers].toSorted((one, other) => one.span.start - other.span.start);
}

function textOf(readable: string, { start, end }: Span): string {
  return readable.slice(start, end).replace(/\s+/g, ' ').trim();
}

const spanAt = (start: number, { length }: string): Span => ({ start, end: start + length });
