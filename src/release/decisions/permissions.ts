import type { Refusal, StepKind } from './decide.ts';
import type { Who } from '../journal/journal.ts';
import { mayMoveForward } from './signatures.ts';

const MAY_ONLY_ROLL_BACK: ReadonlySet<string> = new Set(['contact-center', 'reviewer']);

/** What every operator may do: roll it back, hold it, and answer questions. */
const OF_EVERY_OPERATOR: ReadonlySet<StepKind | 'load'> = new Set([
  'rollback',
  'hold',
  'answer',
  // Whose signature counts, the plan says: see signatures.ts.
  'go',
  'no-go',
]);

/** Of a token for which nobody signs. */
const AUTOMATION = 'automation';
const OF_AUTOMATION: ReadonlySet<StepKind | 'load'> = new Set(['rollback', 'hold']);

/** Whether this role may take this step. Closing needs only to be an operator. */
export function mayTake(who: Who, step: StepKind | 'load'): boolean {
  if (who.role === AUTOMATION) return OF_AUTOMATION.has(step);
  if (mayMoveForward(who)) return true;
  return OF_EVERY_OPERATOR.has(step) && MAY_ONLY_ROLL_BACK.has(who.role);
}

export function notAllowed(who: Who, step: StepKind | 'load'): Refusal {
  if (who.role === AUTOMATION) return { code: 'not-allowed', sentence: NAME_A_PERSON };
  const sentence = `The role ${who.role} may not take the step ${step}. Ask a product manager, product owner or engineer.`;
  return { code: 'not-allowed', sentence };
}

const NAME_A_PERSON =
  'A token by itself may only roll back and hold. Say who takes this step and in which role: x-acting-as and x-acting-role, in phcc --as and --role.';
