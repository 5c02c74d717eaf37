import type { Nodes } from 'mdast';
import { spanOf } from '../text/markdown.ts';
import type { Span } from '../text/source.ts';

/**
 * What carries the value of a field: the cell of a table, the line, bullet or heading of its label, or what
 * stands `below` its label.
 */
export type Carrier = {
  readonly kind: 'cell' | 'line' | 'heading' | 'bullet' | 'below';
  /** Where the bullet begins that it is in. */
  readonly itemStart: number | null;
  /** Where the heading that it is ends, with the line under it. */
  readonly headingEnd: number | null;
};

type CarrierText = { readonly text: string; readonly nodes: readonly Nodes[] };

export function carrierOf(text: CarrierText, { start }: Span): Carrier {
  const item = around(text, start, 'listItem');
  const heading = around(text, start, 'heading');
  return {
    kind: kindOf(text, start),
    itemStart: item?.start ?? null,
    headingEnd: heading?.end ?? null,
  };
}

function kindOf(text: CarrierText, start: number): Carrier['kind'] {
  const lead = leadOf(text.text, start);
  if (around(text, start, 'tableCell') || /^\s*\|/.test(lead)) return 'cell';
  if (around(text, start, 'heading')) return 'heading';
  if (isOnlyLead(lead)) return 'below';
  return around(text, start, 'listItem') ? 'bullet' : 'line';
}

/** The innermost node of a type around an offset. */
function around({ nodes }: CarrierText, offset: number, type: Nodes['type']): Span | null {
  const spans = nodes.filter((node) => node.type === type).map(spanOf);
  return spans.findLast(({ start, end }) => start <= offset && offset <= end) ?? null;
}

/** Whether nothing but space and signs for bullets stands there. */
function isOnlyLead(lead: string): boolean {
  return /^[\s>]*(?:(?:[-+*]|\d{1,9}[.)])\s+)*(?:\[[ x]\]\s+)?$/i.test(lead);
}

/** Whether the words behind this lead are those of a bullet. */
export function isBulletLead(lead: string): boolean {
  return isOnlyLead(lead) && !/^[\s>]*$/.test(lead);
}

/** Where only `<br>` can part one thing from the next. */
export function isInline({ kind }: Carrier): boolean {
  return kind === 'cell' || kind === 'line';
}

/** What stands before an offset on its line. */
export function leadOf(text: string, offset: number): string {
  const start =
    Math.max(text.lastIndexOf('\n', offset - 1), text.lastIndexOf('\r', offset - 1)) + 1;
  return offset === 0 ? '' : text.slice(start, offset);
}

/** Where the words of the bullet begin that begins at an offset. */
export function wordsStart(text: string, itemStart: number): number {
  const sign = /^(?:[-+*]|\d{1,9}[.)])[ \t]*(?:\[[ x]\][ \t]+)?/i.exec(text.slice(itemStart));
  return itemStart + (sign?.[0].length ?? 0);
}
