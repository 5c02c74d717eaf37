import { malformedFigures } from '../../lib/written/index.ts';
import type { Field, PlanDocument, Stage } from '../document.ts';
import type { KnownName } from '../meaning/template.ts';
import type { Span } from '../text/source.ts';
import { saidWithHints } from '../typed/said.ts';

/** One figure of a stage's planning, read or refused; neither where the plan leaves it open. */
export type Figure = { readonly value: number | null; readonly problem: FigureProblem | null };

/** A figure that was filled in and can't be read, or not as one figure: it is never guessed. */
export type FigureProblem = { readonly span: Span; readonly sentence: string };

export const OPEN: Figure = { value: null, problem: null };

export function stageField(stage: Stage, name: KnownName): Field | null {
  return stage.fields.find((field) => field.known?.name === name) ?? null;
}

/** The figure of a field that is no figure as it is written: `2,5%`, `2/30/2026`. */
export function malformedIn(plan: PlanDocument, field: Field): FigureProblem | null {
  const { words, at, span } = saidWithHints(plan, field);
  const [first] = malformedFigures(words);
  if (!first || field.value === null) return null;
  const sentence = `“${first.written}” in “${field.label}” can’t be read as a figure. Expected ${first.expected}.`;
  const isInside = at + first.end <= span.end;
  return { span: isInside ? { start: at + first.start, end: at + first.end } : span, sentence };
}

/** The words with what stands in parentheses blanked out. */
export function withoutAsides(words: string): string {
  return words.replace(/\([^()]*\)/g, (aside) => ' '.repeat(aside.length));
}
