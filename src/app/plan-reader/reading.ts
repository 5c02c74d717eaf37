import { err, ok, type Result } from '../../lib/result.ts';
import {
  readPlan,
  releasePlan,
  reportOn,
  tooMuchToRead,
  type PlanDocument,
  type ReleasePlan,
} from '../../plan/index.ts';
import { lintPlan } from '../../lint/index.ts';
import { unreadableRules } from '../../release/decisions/index.ts';
import type { PlanFindings, PlanShown, ShowingAsked, WrittenResults } from '../../release/index.ts';
import { shownPlan } from './shown-plan.ts';

/** What is asked of a plan document; as plain data, so that a worker can be asked. */
export type PlanTask =
  | { readonly kind: 'check' | 'read' | 'findings'; readonly document: string }
  | { readonly kind: 'report'; readonly document: string; readonly written: WrittenResults }
  | { readonly kind: 'show'; readonly document: string; readonly asked: ShowingAsked };

type PlanAnswer = ReleasePlan | PlanFindings | PlanShown | string;

/** Does a task, for as long as it takes. */
export function doPlanTask(task: PlanTask): Result<PlanAnswer, string> {
  const tooMuch = tooMuchToRead(task.document);
  if (tooMuch !== null) return err(tooMuch);
  const plan = readPlan(task.document);
  if (task.kind === 'report') return ok(reportOn(plan, task.written));
  if (task.kind === 'findings') return ok(countedFindings(plan));
  if (task.kind === 'show') return ok(shownPlan(plan, task.asked));
  const released = releasePlan(plan);
  const found = released.ok ? unreadableRules(released.value) : released.error;
  const problems = task.kind === 'check' ? withLintErrors(plan, found) : found;
  if (released.ok && problems.length === 0) return released;
  return err(inLines(problems));
}

/** No rule is asked that looks at more than the plan. */
const BY_ITSELF = { usersPerDay: null, baseline: null, against: [], server: null, now: null };

function countedFindings(plan: PlanDocument): PlanFindings {
  const { findings } = lintPlan({ plan, ...BY_ITSELF });
  const count = (wanted: string) => findings.filter(({ severity }) => severity === wanted).length;
  return { errors: count('error'), warnings: count('warning') };
}

type ReadingProblem = { readonly line: number; readonly sentence: string };

/** What the linter calls an error keeps a plan from being carried out, too. A line is told of once. */
function withLintErrors(
  plan: PlanDocument,
  found: readonly ReadingProblem[],
): readonly ReadingProblem[] {
  const lines = new Set(found.map(({ line }) => line));
  const others = lintPlan({ plan, ...BY_ITSELF }).findings.flatMap(({ severity, line, message }) =>
    severity === 'error' && !lines.has(line) ? [{ line, sentence: message }] : [],
  );
  return [...found, ...others].toSorted((one, other) => one.line - other.line);
}

function inLines(problems: readonly ReadingProblem[]): string {
  const told = problems
    .slice(0, MOST_TOLD)
    .map(({ line, sentence }) => `Line ${line}: ${sentence}`);
  const more = problems.length - told.length;
  return [...told, ...(more > 0 ? [`And ${more} more.`] : [])].join(' ');
}

/** Of the problems of one document. */
const MOST_TOLD = 30;
