import { placeAt, releasePlan, termsIn, type PlanDocument } from '../plan/index.ts';
import { RULES } from './catalogue.ts';
import { writtenRules } from './reading/rules-written.ts';
import { whereaboutsIn, type Whereabouts } from './reading/sections.ts';
import type { RuleHit, Input, LintContext, Rule, LintSeverity } from './rule.ts';

/** `line` and `column` count from 1; `section` is the part of the plan that a person would look in. */
export type Finding = {
  readonly rule: string;
  readonly severity: LintSeverity;
  readonly line: number;
  readonly column: number;
  readonly section: string;
  readonly message: string;
  readonly suggestion: string;
  /** A result whose time has not come: there is nothing to do about it yet. */
  readonly toCome: boolean;
};

export type LintReport = {
  /** Whether the plan can start: no finding is an error. */
  readonly ready: boolean;
  /** In the order of the document. */
  readonly findings: readonly Finding[];
  /** Ids of the rules that need an input which was not given. */
  readonly notChecked: readonly string[];
};

/** Everything that is missing, contradictory or unmeasurable in a plan, as far as the context lets one see it. */
export function lintPlan(context: LintContext): LintReport {
  const checked = RULES.filter((rule) => missingInputs(rule, context).length === 0);
  const { plan } = context;
  const { terms } = termsIn(plan.source.text);
  const released = releasePlan(plan);
  const problems = released.ok ? [] : released.error;
  const linted = { ...context, written: writtenRules(plan), terms, problems };
  const whereabouts = whereaboutsIn(plan);
  const findings = checked
    .flatMap(({ id, find }) =>
      find(linted).map((found) => ({ rule: id, ...placed(plan, found, whereabouts) })),
    )
    .toSorted((one, other) => one.line - other.line || one.column - other.column);
  return {
    ready: findings.every(({ severity }) => severity !== 'error'),
    findings,
    notChecked: RULES.filter((rule) => !checked.includes(rule)).map(({ id }) => id),
  };
}

/** What a rule needs and the context does not have. */
export function missingInputs({ needs = [] }: Rule, context: LintContext): readonly Input[] {
  return needs.filter((input) => !isGiven(input, context));
}

function isGiven(input: Input, context: LintContext): boolean {
  switch (input) {
    case 'users-per-day':
      return context.usersPerDay !== null;
    case 'baseline':
      return context.baseline !== null;
    case 'against':
      return context.against.length > 0;
    case 'server':
      return context.server !== null;
    case 'now':
      return context.now !== null;
  }
}

function placed(
  { source }: PlanDocument,
  { at, severity, message, suggestion, toCome = false }: RuleHit,
  { sectionAt }: Whereabouts,
): Omit<Finding, 'rule'> {
  const { line, column } = placeAt(source, at);
  return { severity, line, column, section: sectionAt(at), message, suggestion, toCome };
}
