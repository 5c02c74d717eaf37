import { PROGRAM } from '../journal/journal.ts';
import type { Progress } from '../journal/progress.ts';
import type { StepDeps } from './deps.ts';
import { carryOut, type StepRequest } from './take-step.ts';

/** Enrolls a person who has just signed in, wherever they have been invited. */
export async function welcomeTester(
  deps: StepDeps,
  { accountId, emailDigest }: { accountId: string; emailDigest: string },
): Promise<void> {
  const step = { kind: 'enroll-tester', accountId, emailDigest } as const;
  for (const { id, progress } of await deps.journal.releases()) {
    const { testers, phase } = progress;
    if (testers.get(emailDigest) !== null || NO_ONE_JOINS.has(phase)) continue;
    const why = 'First sign-in of an invited tester';
    await enrollUntilDone(deps, { id, step, who: PROGRAM, why });
  }
}

/** A sign-in is the only chance to enroll a waiting tester, so losing a race is a reason to try again. */
async function enrollUntilDone(deps: StepDeps, asked: StepRequest): Promise<void> {
  const outcome = await carryOut(deps, asked);
  if (!outcome.ok && outcome.error.code === 'moved-on') await enrollUntilDone(deps, asked);
}

const NO_ONE_JOINS: ReadonlySet<Progress['phase']> = new Set(['rolled-back', 'closed']);
