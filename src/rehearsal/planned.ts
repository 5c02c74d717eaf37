import { err, type Result } from '../lib/result.ts';
import { noPhaseIn, readPlan, releasePlan, type ReleasePlan } from '../plan/index.ts';
import { unreadableRules } from '../release/decisions/index.ts';

/** Why a document can’t be rehearsed: it has no phase, or can’t be carried out for what stands at these lines. */
export type NotPlanned =
  | { readonly kind: 'no-phase'; readonly sentence: string }
  | { readonly kind: 'not-ready'; readonly problems: readonly PlanObstacle[] };

type PlanObstacle = { readonly line: number; readonly sentence: string };

/** The plan of a document. It may be rehearsed before its toggle has a name. */
export function planToRehearse(document: string): Result<ReleasePlan, NotPlanned> {
  const written = readPlan(document);
  const sentence = noPhaseIn(written);
  if (sentence !== null) return err({ kind: 'no-phase', sentence });
  const plan = releasePlan(written.toggles.length > 0 ? written : { ...written, toggles: UNNAMED });
  const problems = plan.ok ? unreadableRules(plan.value) : plan.error;
  return plan.ok && problems.length === 0 ? plan : err({ kind: 'not-ready', problems });
}

const UNNAMED = [{ words: 'unnamed', span: { start: 0, end: 0 } }];
