import { err, ok, type Result } from '../../lib/result.ts';
import {
  readPlan,
  releasePlan,
  reportOn,
  tooMuchToRead,
  type ReleasePlan,
} from '../../plan/index.ts';
import { unreadableRules } from '../../release/decisions/index.ts';
import type { Written } from '../../release/index.ts';

/** What is asked of a plan document; as plain data, so that a worker can be asked. */
export type PlanTask =
  | { readonly kind: 'check' | 'read'; readonly document: string }
  | { readonly kind: 'report'; readonly document: string; readonly written: Written };

/** Does a task, for as long as it takes. */
export function doPlanTask(task: PlanTask): Result<ReleasePlan | string, string> {
  const tooMuch = tooMuchToRead(task.document);
  if (tooMuch !== null) return err(tooMuch);
  const plan = readPlan(task.document);
  if (task.kind === 'report') return ok(reportOn(plan, task.written));
  const released = releasePlan(plan);
  const problems = released.ok ? unreadableRules(released.value) : released.error;
  if (released.ok && problems.length === 0) return released;
  return err(problems.map(({ line, sentence }) => `Line ${line}: ${sentence}`).join(' '));
}
