import type { PlanDocument, PlanProblem, Terms } from '../plan/index.ts';
import type { WrittenRule } from './reading/rules-written.ts';
import type { ServerView } from './server-view.ts';

/** Error: the plan, or a stage of it, can't start. Warning: it can, and shouldn't. Info: good to know. */
export type LintSeverity = 'error' | 'warning' | 'info';

/** What a rule has found. */
export type RuleHit = {
  /** Offset into the plan's text. */
  readonly at: number;
  readonly severity: LintSeverity;
  /** What was understood, and what was expected. */
  readonly message: string;
  /** The line to write, or what to do. */
  readonly suggestion: string;
  /** A result whose time has not come: there is nothing to do about it yet. */
  readonly toCome?: boolean;
};

/** What a rule looks at besides the plan. Where it is not given, the rule is not checked. */
export type Input = 'users-per-day' | 'baseline' | 'against' | 'server' | 'now';

export type Rule = {
  /** Stable: people quote it, and docs/lint.md explains it. */
  readonly id: string;
  readonly needs?: readonly Input[];
  readonly find: (context: Linted) => readonly RuleHit[];
};

export type LintContext = {
  readonly plan: PlanDocument;
  /** Distinct people who would come to the feature in a day, if it were open to everyone. */
  readonly usersPerDay: number | null;
  /** Share of people who run into an error today, 0 to 1. */
  readonly baseline: number | null;
  /** Other plans, by the names of their files. */
  readonly against: readonly OtherPlan[];
  readonly server: ServerView | null;
  readonly now: Date | null;
  /** The features whose pages report what happens on them; left out, each may be one. */
  readonly pageFeatures?: readonly string[];
};

/** The context with what several rules look at, worked out once. */
export type Linted = LintContext & {
  readonly written: readonly WrittenRule[];
  readonly terms: Terms;
  /** Why the plan can’t be carried out. */
  readonly problems: readonly PlanProblem[];
};

export type OtherPlan = { readonly name: string; readonly plan: PlanDocument };

export function warning(at: number, message: string, suggestion: string): RuleHit {
  return { at, severity: 'warning', message, suggestion };
}

export function note(at: number, message: string, suggestion: string): RuleHit {
  return { at, severity: 'info', message, suggestion };
}
