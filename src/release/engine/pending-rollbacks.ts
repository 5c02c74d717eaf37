import { setMaxListeners } from 'node:events';
import { setTimeout } from 'node:timers/promises';

import { troubleOf } from '../../lib/database/index.ts';
import { withinDeadline } from '../../lib/deadline.ts';
import { newId } from '../../lib/ids.ts';
import { errorFields } from '../../lib/log.ts';
import { err, type Result } from '../../lib/result.ts';
import type { Refusal } from '../decisions/situation.ts';
import type { StepDeps } from './deps.ts';
import { carryOut, type StepRequest } from './take-step.ts';

/** How long a person who rolls a feature back waits for the store, in milliseconds. */
const STORE_MS = 2_000;
const AGAIN_AFTER_MS = 1_000;
/** How many rollbacks of one release are tried at once, for their reasons: the first closes. */
const MOST_TRIED = 20;

/** Rollbacks that this instance has carried out for itself and could not write down yet. */
export type PendingRollbacks = {
  /** Rolls back. Without the store this instance closes at once, and goes on trying to write it down. */
  rollBack(asked: StepRequest): Promise<Result<null, Refusal>>;
  /** How many are still to be written down. */
  waiting(): number;
  /** Ends the trying. */
  stop(): Promise<void>;
};

export function createPendingRollbacks(deps: StepDeps): PendingRollbacks {
  const stopping = new AbortController();
  // Each rollback that is tried hears of the end, and there may be many.
  setMaxListeners(0, stopping.signal);
  // Each with its reason: none of them is lost.
  const trying = new Map<string, { readonly id: string; readonly done: Promise<void> }>();
  const closeAndTry = (asked: StepRequest, error: unknown): Result<never, Refusal> => {
    const release = deps.journal.known.get(asked.id);
    if (!release) throw error;
    deps.log.error('a rollback could not be written down; closed here, and tried again', {
      release: asked.id,
      ...errorFields(error),
    });
    const which = JSON.stringify([asked.id, asked.who, asked.why]);
    if (!trying.has(which)) {
      const tried = [...trying.values()].filter(({ id }) => id === asked.id);
      if (tried.length >= MOST_TRIED) return err(REASON_NOT_KEPT);
      const reopen = deps.flags.closeHere(release.plan.toggles);
      const done = untilAnswered(deps, asked, stopping.signal).then((isAnswered) => {
        if (isAnswered) reopen();
        trying.delete(which);
      });
      trying.set(which, { id: asked.id, done });
    }
    return err(notYetRecorded(error));
  };
  return {
    rollBack: async (request) => {
      // A try that came too late may have been written all the same; the next one then knows it by its key.
      const asked = { ...request, key: request.key ?? newId() };
      try {
        return await withinDeadline(STORE_MS, carryOut(deps, asked));
      } catch (error) {
        return closeAndTry(asked, error);
      }
    },
    waiting: () => trying.size,
    stop: async () => {
      stopping.abort();
      await Promise.all([...trying.values()].map(({ done }) => done));
    },
  };
}

/** Whether the store has answered; false when the trying was ended before. */
async function untilAnswered(
  deps: StepDeps,
  asked: StepRequest,
  signal: AbortSignal,
): Promise<boolean> {
  while (!signal.aborted) {
    await setTimeout(AGAIN_AFTER_MS, null, { signal }).catch(() => null);
    try {
      const outcome = await withinDeadline(STORE_MS, carryOut(deps, asked));
      // Refused for good, because the release is closed say: then there is nothing left to take back.
      if (outcome.ok || outcome.error.code !== 'moved-on') return true;
    } catch (error) {
      deps.log.warn('a rollback still can’t be written down', {
        release: asked.id,
        ...errorFields(error),
      });
    }
  }
  return false;
}

/** What a person is told whose rollback is one too many to be kept for its reason. */
const REASON_NOT_KEPT: Refusal = {
  code: 'not-yet-recorded',
  sentence: `Closed here already, not yet recorded: ${MOST_TRIED} rollbacks wait for the database. Your reason is not kept with them; send it again once the database is back.`,
};

/** An instance that can read the database goes on by what it reads; only one that can’t closes by itself. */
function notYetRecorded(error: unknown): Refusal {
  const trouble = troubleOf(error);
  return trouble === 'read-only' || trouble === 'full' ? NOT_TAKEN : NOT_REACHED;
}

const NOT_REACHED: Refusal = {
  code: 'not-yet-recorded',
  sentence:
    'Closed here, not yet recorded: the database can’t be reached. This instance shows the feature to no one and keeps trying; every other instance closes by itself within the limit of its snapshot, unless it reaches the database.',
};

const NOT_TAKEN: Refusal = {
  code: 'not-yet-recorded',
  sentence:
    'Closed here, not yet recorded: the database takes no changes. This instance shows the feature to no one and keeps trying; every other instance still shows it. Roll back on each of them, and make the database writable.',
};
