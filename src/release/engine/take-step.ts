import { err, type Result } from '../../lib/result.ts';
import { decide, noSuchRelease, type Refusal, type Step } from '../decide.ts';
import type { Who } from '../journal.ts';
import { CLOSED, openingOf, sameOpening } from '../opening.ts';
import { mayTake, notAllowed } from '../permissions.ts';
import { progressOf } from '../progress.ts';
import type { ReleaseStatus } from '../status.ts';
import type { EngineDeps } from './deps.ts';
import { planOf } from './release-view.ts';
import { write } from './write-step.ts';

export type AskedStep = {
  readonly id: string;
  readonly step: Step;
  readonly who: Who;
  readonly why: string | null;
};

const SOMEBODY_OUTSIDE: Who = { name: 'Somebody outside', role: 'unknown' };

/** Takes the step that somebody asks for, if their role may and the release is where it can be taken. */
export async function takeStep(
  deps: EngineDeps,
  asked: AskedStep,
): Promise<Result<ReleaseStatus, Refusal>> {
  const { who, step } = asked;
  return mayTake(who, step.kind) ? carryOut(deps, asked) : err(notAllowed(who, step.kind));
}

/** The same without asking for a role: also for steps that the program takes by itself. */
export async function carryOut(
  deps: EngineDeps,
  asked: AskedStep,
): Promise<Result<ReleaseStatus, Refusal>> {
  const { id, step, who, why } = asked;
  await noticeClosedOutside(deps, id);
  const record = await deps.journal.release(id);
  if (!record) return err(noSuchRelease(id));
  const progress = progressOf(record.entries);
  const decision = decide(
    { plan: planOf(record), progress, watched: null, why, now: deps.clock.now() },
    step,
  );
  if (!decision.ok) return decision;
  const written = await write(deps, {
    id,
    after: progress.version,
    facts: decision.value,
    who,
    why,
  });
  if (written.ok || written.error.code !== 'moved-on' || step.kind !== 'rollback') return written;
  // Taking a feature back wins over whatever else was happening at the same moment.
  return carryOut(deps, asked);
}

/**
 * Closing a toggle is a rollback through whatever door it was closed, SQL included: it goes into the journal
 * before anything else happens, so that no later step opens the feature again by accident.
 */
export async function noticeClosedOutside(deps: EngineDeps, id: string): Promise<void> {
  const record = await deps.journal.release(id);
  if (!record) return;
  const progress = progressOf(record.entries);
  const settled = progress.appliedVersion === progress.version;
  if (!settled || sameOpening(openingOf(progress), CLOSED)) return;
  await deps.flags.refresh();
  if (!planOf(record).toggles.some(deps.flags.isClosed)) return;
  const facts = [{ kind: 'rolled-back' }] as const;
  const why = 'A toggle was closed outside the release';
  await write(deps, { id, after: progress.version, facts, who: SOMEBODY_OUTSIDE, why });
}
