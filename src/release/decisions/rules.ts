import {
  isAwaited,
  looksLikeCriterion,
  readCriterion,
  whyUnmeasured,
  type Criterion,
} from '../../criteria/index.ts';
import type { PlannedStatement, ReleasePlan } from '../../plan/index.ts';
import type { Answered, Progress } from '../journal/progress.ts';
import { questionKey } from '../journal/question-key.ts';
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

/** Code spans that can’t be read are left out; linting names them, and such a plan is not loaded. */
export function rulesOf({ criteria, rollback }: Statements): PlannedRules {
  return { criteria: criteria.flatMap(ruleOf), rollback: rollback.flatMap(ruleOf) };
}

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

/** The criteria that people answer. */
export function askedOf({ criteria }: Pick<ReleasePlan, 'criteria'>): readonly string[] {
  return criteria.filter(({ code }) => code === null).map(({ text }) => text);
}

/** The questions of the plan that no one has answered in the present opening. */
export function openQuestions(
  plan: Pick<ReleasePlan, 'criteria'>,
  { answers }: Pick<Progress, 'answers'>,
): readonly string[] {
  return askedOf(plan).filter((question) => !answers.has(questionKey(question)));
}

/** Answers to what the plan does not ask any more, those of earlier openings among them. */
export function unaskedAnswers(
  plan: Pick<ReleasePlan, 'criteria'>,
  { answers, earlierAnswers }: Pick<Progress, 'answers' | 'earlierAnswers'>,
): readonly Answered[] {
  const asked = new Set(askedOf(plan).map(questionKey));
  const given = new Map([...earlierAnswers, ...answers]);
  return [...given].flatMap(([key, answered]) => (asked.has(key) ? [] : [answered]));
}

/**
 * The role that alone answers this question, such as `contact-center`, where the plan names one: before it with a colon, or
 * at its end in parentheses. Null: every operator may.
 */
export function ownerOf(question: string): string | null {
  const found = OWNER_BEFORE.exec(question) ?? OWNER_BEHIND.exec(question);
  return found?.[1]?.toLowerCase().replace(/\s+/, '-') ?? null;
}

const ROLES = String.raw`(product\s+manager|product\s+owner|engineer|contact\s+center|reviewer)`;
const OWNER_BEFORE = new RegExp(`^\\W*${ROLES}\\W{0,3}:`, 'i');
const OWNER_BEHIND = new RegExp(`\\(${ROLES}\\)\\W*$`, 'i');

function ruleOf({ text, code }: PlannedStatement): readonly PlannedRule[] {
  const read = code === null ? null : readCriterion(code);
  return read?.ok ? [{ text, criterion: read.value, severity: severityOf(text) }] : [];
}

/** `High: …` or `**Low** – …` before a rule; critical where the plan says nothing. */
function severityOf(text: string): Severity {
  const word = /^\W*(high|low)\b\W*[:–—-]/i.exec(text)?.[1]?.toLowerCase();
  return word === 'high' || word === 'low' ? word : 'critical';
}
