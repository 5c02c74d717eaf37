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
  let rest = words.trimEnd();
  for (let tail = TAIL.exec(rest); tail; tail = TAIL.exec(rest)) {
    rest = rest.slice(0, tail.index).trimEnd();
  }
  return rest;
}

const TAIL = /(?:&nbsp;|<br\s*\/?>)$/i;
