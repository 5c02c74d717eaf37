import { err, ok, type Result } from '../../lib/result.ts';
import { readCriterion, type Criterion, type CriterionProblem } from '../../criteria/index.ts';
import type { PlanDocument, Span, Statement } from '../../plan/index.ts';

/** A code span of the plan that is to be measured, as the criteria language reads it. */
export type WrittenRule = {
  readonly kind: 'criterion' | 'rollback';
  readonly code: string;
  /** Of the code's first character, in the plan's text. */
  readonly at: number;
  readonly read: Result<Criterion, PlacedProblem>;
};

/** `at` is in the plan's text. */
type PlacedProblem = { readonly at: number; readonly problem: CriterionProblem };

/** Every code span among the success criteria, and in the rollback plan each that is not just the name of a toggle. */
export function writtenRules(plan: PlanDocument): readonly WrittenRule[] {
  return [
    ...plan.criteria.flatMap((statement) => ruleIn(plan, statement, 'criterion')),
    ...plan.rollback.flatMap((statement) => ruleIn(plan, statement, 'rollback')),
  ];
}

function ruleIn(
  plan: PlanDocument,
  { code, span }: Statement,
  kind: WrittenRule['kind'],
): readonly WrittenRule[] {
  const isToggle = kind === 'rollback' && plan.toggles.some(({ words }) => words === code);
  if (code === null || isToggle) return [];
  const criterion = readCriterion(code);
  const at = placeInCode(plan, span, { code, index: 0 });
  if (criterion.ok) return [{ kind, code, at, read: ok(criterion.value) }];
  const problem = criterion.error;
  const index = problem.column - 1;
  return [{ kind, code, at, read: err({ at: placeInCode(plan, span, { code, index }), problem }) }];
}

type CodePlace = { readonly code: string; readonly index: number };

/**
 * Where in the plan's text a character of a code span stands, from 0. Markdown gives a code span on one line,
 * so white space in it may be longer in the plan: a line ending with the indentation of the next line.
 */
function placeInCode(plan: PlanDocument, within: Span, at: CodePlace): number {
  const written = plan.source.text.slice(within.start, within.end);
  const start = asWritten(at.code).exec(written)?.index ?? 0;
  const before = asWritten(at.code.slice(0, at.index)).exec(written.slice(start));
  return within.start + start + (before?.[0].length ?? 0);
}

function asWritten(code: string): RegExp {
  const words = code.split(/\s+/).map((word) => word.replace(/[\\^$.*+?()[\]{}|/-]/g, '\\$&'));
  return new RegExp(words.join('\\s+'));
}
