import type { PlanText } from '../text/plan-text.ts';
import type { Span } from '../text/source.ts';

/** The span without white space, `&nbsp;` and `<br>` at its edges; empty where the words would stand. */
export function spokenSpan({ text }: PlanText, { start, end }: Span): Span {
  const words = text.slice(start, end);
  const lead = LEAD.exec(words)?.[0].length ?? 0;
  if (lead === words.length) return emptyPlace(words, { start, end });
  return { start: start + lead, end: start + withoutTail(words).length };
}

const LEAD = /^(?:\s|&nbsp;|<br\s*\/?>)+/i;

/** Right behind the label, unless the value is to stand on a line of its own. */
function emptyPlace(words: string, { start, end }: Span): Span {
  return /<br/i.test(words) ? { start: end, end } : { start, end: start };
}

function withoutTail(words: string): string {
  let end = words.length;
  for (;;) {
    const tail = TAIL.exec(words.slice(Math.max(end - LONGEST_TAIL, 0), end))?.[0] ?? '';
    if (tail === '') return words.slice(0, end);
    end -= tail.length;
  }
}

/** In characters: what is longer goes in several steps. */
const LONGEST_TAIL = 20;
const TAIL = /(?:\s|&nbsp;|<br\s*\/?>)+$/i;
