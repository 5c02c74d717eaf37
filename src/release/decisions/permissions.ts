import { mayDo, whoMay } from '../../roles/index.ts';
import type { Who } from '../journal/journal.ts';
import type { Refusal, StepKind } from './decide.ts';

/** What somebody may want to do to a release; who may, the table of `src/roles` says. */
type ReleaseAction = StepKind | 'load';

/** Of a token for which nobody signs. */
const AUTOMATION = 'automation';
const OF_AUTOMATION: ReadonlySet<ReleaseAction> = new Set(['rollback', 'hold']);

/** Whether this role may take this step. */
export function mayTake({ role }: Who, action: ReleaseAction): boolean {
  return role === AUTOMATION ? OF_AUTOMATION.has(action) : mayDo(role, action);
}

export function notAllowed({ role }: Who, action: ReleaseAction): Refusal {
  if (role === AUTOMATION) return { code: 'not-allowed', sentence: NAME_A_PERSON };
  const sentence = `The role ${role} may not take the step ${action}. Ask ${whoMay(action)}.`;
  return { code: 'not-allowed', sentence };
}

const NAME_A_PERSON =
  'A token by itself may only roll back and hold. Say who takes this step and in which role: x-acting-as and x-acting-role.';
