import { PROGRAM } from '../journal/journal.ts';
import { progressOf, type Progress } from '../journal/progress.ts';
import type { StepDeps } from './release-view.ts';
import { carryOut, type AskedStep } from './take-step.ts';

/** Enrols somebody who has just signed in wherever they have been invited. */
export async function welcomeTester(
  deps: StepDeps,
  { accountId, emailDigest }: { accountId: string; emailDigest: string },
): Promise<void> {
  const step = { kind: 'enrol-tester', accountId, emailDigest } as const;
  for (const { id, entries } of await deps.journal.releases()) {
    const { testers, phase } = progressOf(entries);
    if (testers.get(emailDigest) !== null || NOBODY_JOINS.has(phase)) continue;
    const why = 'First sign-in of an invited tester';
    await enrolUntilDone(deps, { id, step, who: PROGRAM, why });
  }
}

/** A sign-in is the only chance to enrol a waiting tester, so losing a race is a reason to try again. */
async function enrolUntilDone(deps: StepDeps, asked: AskedStep): Promise<void> {
  const outcome = await carryOut(deps, asked);
  if (!outcome.ok && outcome.error.code === 'moved-on') await enrolUntilDone(deps, asked);
}

const NOBODY_JOINS: ReadonlySet<Progress['phase']> = new Set(['rolled-back', 'closed']);
