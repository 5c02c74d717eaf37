import { setMaxListeners } from 'node:events';
import { setTimeout } from 'node:timers/promises';

import { troubleOf } from '../../lib/database/index.ts';
import { withinDeadline } from '../../lib/deadline.ts';
import { newId } from '../../lib/ids.ts';
import { errorFields } from '../../lib/log.ts';
import { err, type Result } from '../../lib/result.ts';
import type { Refusal } from '../decisions/situation.ts';
import type { Release } from '../journal/release.ts';
import type { StepDeps } from './deps.ts';
import { carryOut, type StepRequest } from './take-step.ts';

/** How long a person who rolls a feature back waits for the store, in milliseconds. */
const STORE_MS = 2_000;
const AGAIN_AFTER_MS = 1_000;
/** How long it may take after that to tell the other instances. */
const TOLD_MS = 1_000;
/** How many rollbacks of one release wait, for their reasons: the first closes. */
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
  // Each release with rollbacks that wait hears of the end, and there may be many.
  setMaxListeners(0, stopping.signal);
  const pending = new Map<string, PendingRelease>();
  const begin = ({ id, plan }: Release, asked: StepRequest): PendingRelease => {
    const { told, end } = deps.flags.closeHere(plan.toggles);
    const waiting = [asked];
    const done = untilAnswered(deps, waiting, stopping.signal).then((isAnswered) => {
      pending.delete(id);
      if (isAnswered) end();
    });
    const begun = { waiting, told, done };
    pending.set(id, begun);
    return begun;
  };
  const closeAndTry = async (asked: StepRequest, error: unknown): Promise<Refusal> => {
    const release = deps.journal.known.get(asked.id);
    if (!release) throw error;
    deps.log.error('a rollback could not be written down; closed here, and tried again', {
      release: asked.id,
      ...errorFields(error),
    });
    const { waiting, told } = pending.get(asked.id) ?? begin(release, asked);
    if (!waiting.some((one) => isSame(one, asked))) {
      if (waiting.length >= MOST_TRIED) return REASON_NOT_KEPT;
      waiting.push(asked);
    }
    return notYetRecorded(error, await isSoon(told));
  };
  return {
    rollBack: async (request) => {
      // A try that came too late may have been written all the same; the next one then knows it by its key.
      const asked = { ...request, key: request.key ?? newId() };
      try {
        return await withinDeadline(STORE_MS, carryOut(deps, asked));
      } catch (error) {
        return err(await closeAndTry(asked, error));
      }
    },
    waiting: () => [...pending.values()].reduce((sum, one) => sum + one.waiting.length, 0),
    stop: async () => {
      stopping.abort();
      await Promise.all([...pending.values()].map(({ done }) => done));
    },
  };
}

/** Of one release. */
type PendingRelease = {
  /** Each with its reason, in the order in which they came: none of them is lost. */
  readonly waiting: StepRequest[];
  /** Whether every instance that reads the database closes, too. */
  readonly told: Promise<boolean>;
  readonly done: Promise<void>;
};

function isSame(one: StepRequest, other: StepRequest): boolean {
  return JSON.stringify([one.who, one.why]) === JSON.stringify([other.who, other.why]);
}

/** Whether the store has answered all of them; false when the trying was ended before. */
async function untilAnswered(
  deps: StepDeps,
  waiting: StepRequest[],
  signal: AbortSignal,
): Promise<boolean> {
  let [next] = waiting;
  while (next && !signal.aborted) {
    if (await isAnswered(deps, next)) waiting.shift();
    else await setTimeout(AGAIN_AFTER_MS, null, { signal }).catch(() => null);
    [next] = waiting;
  }
  return next === undefined;
}

/** Also refused for good, because the release is closed say: then there is nothing left to take back. */
async function isAnswered(deps: StepDeps, asked: StepRequest): Promise<boolean> {
  try {
    const outcome = await withinDeadline(STORE_MS, carryOut(deps, asked));
    return outcome.ok || outcome.error.code !== 'moved-on';
  } catch (error) {
    const fields = { release: asked.id, ...errorFields(error) };
    deps.log.warn('a rollback still can’t be written down', fields);
    return false;
  }
}

/** The others are told at once, or not before the database is back. */
function isSoon(told: Promise<boolean>): Promise<boolean> {
  return withinDeadline(TOLD_MS, told).catch(() => false);
}

/** What a person is told whose rollback is one too many to be kept for its reason. */
const REASON_NOT_KEPT: Refusal = {
  code: 'not-yet-recorded',
  sentence: `Closed here already, not yet recorded: ${MOST_TRIED} rollbacks wait for the database. Your reason is not kept with them; send it again once the database is back.`,
};

/** An instance that can read the database goes on by what it reads, and by what it is told there. */
function notYetRecorded(error: unknown, isTold: boolean): Refusal {
  const trouble = troubleOf(error);
  const takesNothing = trouble === 'read-only' || trouble === 'full';
  const others = isTold ? OTHERS_TOLD : takesNothing ? OTHERS_OPEN : OTHERS_CLOSE_BY_THEMSELVES;
  const why = takesNothing ? 'the database takes no changes' : 'the database does not answer';
  const here = 'This instance shows the feature to no one and keeps trying';
  const sentence = `Closed here, not yet recorded: ${why}. ${here}; ${others}`;
  return { code: 'not-yet-recorded', sentence };
}

const OTHERS_TOLD =
  'every other instance closes as well, within the limit of its snapshot, for as long as this one runs. Don’t stop this one before the rollback is recorded.';

const OTHERS_CLOSE_BY_THEMSELVES =
  'every other instance that can’t reach the database closes by itself within the limit of its snapshot. One that reaches it still shows the feature: roll back there, too.';

const OTHERS_OPEN =
  'every other instance still shows it. Roll back on each of them, and make the database writable.';
