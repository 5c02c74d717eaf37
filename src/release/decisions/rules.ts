import {
  isAwaited,
  looksLikeCriterion,
  readCriterion,
  whyUnmeasured,
  type Criterion,
} from '../../criteria/index.ts';
import type { PlannedStatement, ReleasePlan } from '../../plan/index.ts';
import type { Severity } from '../../guard/index.ts';

type Statements = Pick<ReleasePlan, 'criteria' | 'rollback'>;

/** What a plan has measured: its success criteria and its rollback rules, each with the sentence around it. */
export type PlannedRules = {
  readonly criteria: readonly PlannedRule[];
  readonly rollback: readonly PlannedRule[];
};

export type PlannedRule = {
  readonly text: string;
  readonly criterion: Criterion;
  readonly severity: Severity;
};

/**
 * Code spans that can’t be read are left out; linting names them, and such a plan is not loaded. Rules are judged several
 * times a second, and are read once.
 */
export function rulesOf(plan: Statements): PlannedRules {
  const known = rulesRead.get(plan);
  if (known) return known;
  const { criteria, rollback } = plan;
  const rules = { criteria: criteria.flatMap(ruleOf), rollback: rollback.flatMap(ruleOf) };
  rulesRead.set(plan, rules);
  return rules;
}

const rulesRead = new WeakMap<Statements, PlannedRules>();

/**
 * Why code spans that are meant to be measured can’t be, a sentence each. Such a plan can’t be carried out. Of the
 * rollback plan's prose other code, the name of a toggle say, is left alone; a success criterion is nothing else.
 */
export function unreadableRules({ criteria, rollback }: Statements): readonly UnreadableRule[] {
  const meant = rollback.filter(({ code }) => code !== null && looksLikeCriterion(code));
  return [...criteria.filter(isNotAwaited), ...meant].flatMap(unreadable);
}

/** What is awaited can be answered for by people. */
function isNotAwaited({ code }: PlannedStatement): boolean {
  const read = code === null ? null : readCriterion(code);
  return read?.ok !== true || !isAwaited(read.value);
}

function unreadable({ code, line }: PlannedStatement): readonly UnreadableRule[] {
  if (code === null) return [];
  const read = readCriterion(code);
  const why = read.ok ? whyUnmeasured(read.value) : read.error.sentence;
  return why === null ? [] : [{ line, sentence: `“${code}” can’t be measured. ${why}` }];
}

export type UnreadableRule = { readonly line: number; readonly sentence: string };

function ruleOf({ text, code }: PlannedStatement): readonly PlannedRule[] {
  const read = code === null ? null : readCriterion(code);
  return read?.ok ? [{ text, criterion: read.value, severity: severityOf(text) }] : [];
}

/** `High: …` or `**Low** – …` before a rule; critical where the plan says nothing. */
function severityOf(text: string): Severity {
  const word = /^\W*(high|low)\b\W*[:–—-]/i.exec(text)?.[1]?.toLowerCase();
  return word === 'high' || word === 'low' ? word : 'critical';
}
