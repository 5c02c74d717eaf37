import { isTemplateHint, withoutHints } from '../figures/hints.ts';
import { trimmed, within, type Span } from '../text/source.ts';

/** A text with the markers in it. */
export type Marked = { readonly text: string; readonly markers: readonly Span[] };

/**
 * What people wrote in a span: the span without the template's markers, pick-list and hint at its edges.
 * Null when nothing is left. A marker amid people's words is theirs and stays.
 */
export function peoplesWords(marked: Marked, span: Span): Span | null {
  const bare = trimmed(marked.text, span);
  const start = withoutLead(marked, bare);
  const rest = { start, end: withoutTail(marked, { start, end: bare.end }) };
  const wasCut = rest.start > bare.start || rest.end < bare.end;
  if (isNothing(marked, rest) || (wasCut && isHint(marked.text.slice(rest.start, rest.end)))) {
    return null;
  }
  // Without a marker beside it, `yes/no, none` is somebody's way of writing.
  return marked.markers.some((marker) => within(marker, bare)) ? rest : bare;
}

const BETWEEN = /[\s:,;/|.\\]*/y;
const PICK_LIST = /yes\s*\\?[/|]\s*no(?:\s*\\?[/|]\s*n\/a)?(?!\w)/iy;

/** Where the template's words at the start end. */
function withoutLead(marked: Marked, { start, end }: Span): number {
  let at = start;
  for (;;) {
    const from = at === start ? start : Math.min(endOf(BETWEEN, marked.text, at), end);
    const next = endOfTemplate(marked, { start: from, end });
    if (next === from) return from;
    at = next;
  }
}

function endOfTemplate({ text, markers }: Marked, { start, end }: Span): number {
  const marker = markers.find((one) => one.start === start && one.end <= end);
  if (marker && isTemplates(text, marker)) return marker.end;
  return Math.min(endOf(PICK_LIST, text, start), end);
}

function endOf(pattern: RegExp, text: string, from: number): number {
  pattern.lastIndex = from;
  return from + (pattern.exec(text)?.[0].length ?? 0);
}

/** Where the template's markers at the end begin. */
function withoutTail(marked: Marked, { start, end }: Span): number {
  const marker = marked.markers.find((one) => one.end === end && one.start >= start);
  if (!marker || !isTemplates(marked.text, marker)) return end;
  const before = marked.text.slice(start, marker.start).replace(/[\s:,;/|]+$/, '');
  return withoutTail(marked, { start, end: start + before.length });
}

/** A bare `TBD` may be a word of somebody's sentence. */
function isTemplates(text: string, { start, end }: Span): boolean {
  return /^\\?\[|^pick one:/i.test(text.slice(start, end));
}

function isNothing({ markers }: Marked, { start, end }: Span): boolean {
  return start >= end || markers.some((marker) => marker.start <= start && marker.end >= end);
}

/** The only prose that the template puts beside a marker of the results. */
function isHint(words: string): boolean {
  return isTemplateHint(words) || withoutHints(words).trim() === '';
}
