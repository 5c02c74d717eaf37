import type { Span } from '../text/source.ts';
import type { Carrier } from './carrier.ts';
import type { Edit } from './edits.ts';

/** Words for the value at a span. Where it is empty, they stand apart from the label and from what follows. */
export function wordsAt(
  text: string,
  span: Span,
  { carrier, words }: { readonly carrier: Carrier; readonly words: string },
): Edit {
  if (span.end > span.start) return { span, words };
  const at = carrier.kind === 'cell' ? span.start : behindSpace(text, span.start);
  const colon = carrier.kind === 'cell' || endsLabel(text.slice(0, at)) ? '' : ':';
  const before = colon !== '' || !/\s$/.test(text.slice(0, at)) ? ' ' : '';
  const after = /^(?:\s|$)/.test(text.slice(at)) ? '' : ' ';
  return { span: { start: at, end: at }, words: colon + before + words + after };
}

/** Behind the space that a label has at the end of its line. */
function behindSpace(text: string, offset: number): number {
  const space = /^[ \t\u00A0]+(?=[\r\n]|$)/.exec(text.slice(offset))?.[0] ?? '';
  return offset + space.length;
}

function endsLabel(before: string): boolean {
  return /[:?>][*_\s]*$/.test(before);
}
