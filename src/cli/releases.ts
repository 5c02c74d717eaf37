import { err, ok, type Result } from '../lib/result.ts';
import type { ReleaseStatus } from '../release/index.ts';
import { failed, refused, type Outcome } from './outcome.ts';
import type { Server } from './server.ts';

const PLANS = '/api/release/plans';

/** The address of a release; without an id, the only one that is loaded. */
export async function releasePath(
  server: Server,
  id: string | undefined,
): Promise<Result<string, Outcome>> {
  if (id !== undefined) return ok(`${PLANS}/${encodeURIComponent(id)}`);
  const answer = await server.get(PLANS);
  if (!answer.ok) return answer;
  const { plans } = answer.value as { plans: ReleaseStatus[] };
  const [only] = plans;
  if (!only)
    return err(refused('No plan is loaded. Load one: phcc plan load FILE', 'no-plan-loaded'));
  if (plans.length > 1) {
    const names = plans.map((plan) => plan.id).join(', ');
    return err(failed(`Several plans are loaded; name one of them: ${names}`, 'which-plan'));
  }
  return ok(`${PLANS}/${encodeURIComponent(only.id)}`);
}
