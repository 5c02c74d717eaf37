import type { PlanDocument, Span } from '../../plan/index.ts';

/**
 * Where in the plan's text a character of a code span stands, from 0. Markdown gives a code span on one line,
 * so white space in it may be longer in the plan: a line ending with the indentation of the next line.
 */
export function placeInCode(plan: PlanDocument, within: Span, at: CodePlace): number {
  const written = plan.source.text.slice(within.start, within.end);
  const start = asWritten(at.code).exec(written)?.index ?? 0;
  const before = asWritten(at.code.slice(0, at.index)).exec(written.slice(start));
  return within.start + start + (before?.[0].length ?? 0);
}

type CodePlace = { readonly code: string; readonly index: number };

function asWritten(code: string): RegExp {
  const words = code.split(/\s+/).map((word) => word.replace(/[\\^$.*+?()[\]{}|/-]/g, '\\$&'));
  return new RegExp(words.join('\\s+'));
}
