import type { Release } from '../journal/release.ts';
import { refuse, type StepSituation } from '../decisions/situation.ts';
import { plannedCodes } from './testing.ts';

type TestedRelease = Pick<Release, 'plan' | 'progress'>;

/** How many testers the plan wants to have seen, else its sessions; null: neither says. */
export function plannedTesters({ plan, progress }: TestedRelease): number | null {
  const inSessions = plannedCodes(progress.testing).size;
  return plan.testing?.users ?? (inSessions > 0 ? inSessions : null);
}

/** How many testers were answered a page of the feature. */
export function seenTesters({ progress }: Pick<Release, 'progress'>): number {
  return [...progress.testing.testers.values()].filter(({ wasSeen }) => wasSeen).length;
}

/** Rollout is not signed for before the planned testers were seen, unless the signer says why; null: nothing is missing. */
export function whyTestersNotSeen(situation: StepSituation) {
  const { plan, progress, why } = situation;
  const isOut = progress.phase === 'rollout';
  if (plan.testing === null || isOut || why !== null) return null;
  const planned = plannedTesters(situation);
  const seen = seenTesters(situation);
  if (planned === null || seen >= planned) return null;
  return refuse('testers-not-seen', `${notSeenInWords({ planned, seen })} ${SAY_WHY}`);
}

type SeenOfPlanned = { readonly planned: number; readonly seen: number };

/** `No tester was seen using it; Phase I is planned with 5 users.` */
export function notSeenInWords({ planned, seen }: SeenOfPlanned): string {
  const users = `${planned} ${planned === 1 ? 'user' : 'users'}`;
  const used = seen === 0 ? 'No tester was seen using it' : `${seen} of them were seen using it`;
  return seen === 0
    ? `${used}; Phase I is planned with ${users}.`
    : `Phase I is planned with ${users}; ${used}.`;
}

const SAY_WHY =
  'Wait until they have opened the page, or sign with the reason why the rollout may begin without; it is printed in the report.';
