import type { HeadingLine } from '../meaning/chapter-meaning.ts';
import { meaningOfHeading } from '../meaning/headings.ts';
import type { Entry } from '../text/entries.ts';
import type { PlanText } from '../text/plan-text.ts';

/** Deeper than any heading. */
const LEVEL_OF_BOLD = 7;

const BOLD_LINE =
  /^(\*{2,3}|_{2,3}|\*\*_|_\*\*)(?=\S)([^*_]{1,120})(?:\*{2,3}|_{2,3}|_\*\*|\*\*_):?$/;

/** The heading that an entry is: one of Markdown, or a line in bold that says what only headings say. */
export function headingOf(plan: PlanText, entry: Entry): HeadingLine | null {
  if (entry.kind === 'heading') return entry;
  if (entry.kind !== 'line' || entry.depth > 0) return null;
  const { start, end } = entry.span;
  const bold = BOLD_LINE.exec(plan.text.slice(start, end));
  const written = bold?.[2];
  if (bold === null || written === undefined) return null;
  const words = written.replace(/\s+/g, ' ').trim();
  const { kind } = meaningOfHeading(words);
  if (kind === 'other' || kind === 'division') return null;
  const from = start + (bold[1]?.length ?? 0);
  return { words, span: { start: from, end: from + written.length }, level: LEVEL_OF_BOLD };
}
