import {
  isUnderWay,
  type RehearsalAsked,
  type RehearsalStanding,
  type Rehearsals,
  type RehearsalState,
} from '../../console/index.ts';
import type { Clock } from '../../lib/clock.ts';
import { secondsInWords } from '../../lib/duration.ts';
import { newId } from '../../lib/ids.ts';
import { err, ok } from '../../lib/result.ts';
import { createThread, type Ask, type Thread } from '../../lib/thread/index.ts';
import type { RehearsalAnswer, RehearsalTask } from './rehearsing.ts';

/** The built program has its worker beside it. */
const REHEARSAL_WORKER = new URL('./rehearsals-worker.mjs', import.meta.url);
/** The worker's heap, in megabytes. */
const MOST_MEMORY_MB = 256;

/** No run begins after so long, and no single one may take longer, in milliseconds. */
const LONGEST_MS = 60_000;
const LONGEST_PIECE_MS = 20_000;
/** Of rehearsals that run or wait. */
const MOST_UNDER_WAY = 4;
/** Of results in memory. */
const MOST_KEPT = 20;

type RehearsalThread = Thread<RehearsalTask, RehearsalAnswer>;
type AskRehearsal = Ask<RehearsalTask, RehearsalAnswer>;
type RehearsalsDeps = { readonly clock: Clock; readonly longestMs?: number };

/** Rehearsals in a thread of their own, one after the other. What they came to lies in memory, and nowhere else. */
export function createRehearsals(
  { clock, longestMs = LONGEST_MS }: RehearsalsDeps,
  thread: RehearsalThread = createThread(REHEARSAL_WORKER, MOST_MEMORY_MB),
): Rehearsals & { close(): Promise<void> } {
  let kept: readonly RehearsalStanding[] = [];
  const find = (key: string) => kept.find((one) => one.key === key);
  // Who stopped it has the last word.
  const set = (key: string, state: RehearsalState) => {
    kept = kept.map((one) => (one.key === key && isUnderWay(one) ? { ...one, state } : one));
  };
  const isWanted = (key: string) => {
    const standing = find(key);
    return standing !== undefined && isUnderWay(standing);
  };
  const carryOut = async (key: string, asked: RehearsalAsked, ask: AskRehearsal) => {
    if (!isWanted(key)) return;
    set(key, { name: 'runs', finished: 0 });
    const turn = { ask, at: clock.now(), until: performance.now() + longestMs };
    const onRun = (finished: number) => {
      set(key, { name: 'runs', finished });
      return isWanted(key);
    };
    const outcome = await outcomeOf(asked, turn, onRun);
    if (outcome) set(key, outcome);
  };
  const stop = (key: string, by: string) => {
    const wasWanted = isWanted(key);
    set(key, { name: 'stopped', by });
    return wasWanted;
  };
  return {
    start: (asked) => {
      const underWay = kept.filter(isUnderWay);
      if (underWay.some(({ release }) => release === asked.release)) return err(ALREADY);
      if (thread.waiting() >= MOST_UNDER_WAY) return err(BUSY);
      const { release, planVersion, wish, by } = asked;
      const [key, at] = [newId(), clock.now().toISOString()];
      const state = { name: 'waits', before: underWay.length } as const;
      const standing = { release, planVersion, wish, by, key, at, state };
      kept = [standing, ...kept].slice(0, MOST_KEPT);
      void thread
        .inTurn((ask) => carryOut(key, asked, ask))
        .catch(() => set(key, { name: 'refused', sentences: [TOO_HARD] }));
      return ok(key);
    },
    stop,
    of: (release) => withTurns(kept).filter((one) => one.release === release),
    underWay: () => kept.filter(isUnderWay).map(({ release }) => release),
    close: async () => {
      for (const { key } of kept) stop(key, 'the program');
      await thread.close();
    },
  };
}

/** Those that wait, with how many are before them now; the newest comes first. */
function withTurns(kept: readonly RehearsalStanding[]): readonly RehearsalStanding[] {
  return kept.map((one, index) => {
    if (one.state.name !== 'waits') return one;
    const before = kept.slice(index + 1).filter(isUnderWay).length;
    return { ...one, state: { name: 'waits', before } };
  });
}

type Turn = { readonly ask: AskRehearsal; readonly at: Date; readonly until: number };

/** `onRun`: whether it is still wanted. Null once it is not. */
async function outcomeOf(
  { document, wish }: RehearsalAsked,
  { ask, at, until }: Turn,
  onRun: (finished: number) => boolean,
): Promise<RehearsalState | null> {
  const inPieces = (task: RehearsalTask) => ask(task, LONGEST_PIECE_MS);
  const begun = await inPieces({ kind: 'begin', document, wish, at });
  if (begun?.kind === 'refused') return { name: 'refused', sentences: begun.sentences };
  if (begun === null) return { name: 'refused', sentences: [TOO_HARD] };
  let finished = 0;
  while (finished < wish.runs && (finished === 0 || performance.now() < until)) {
    if ((await inPieces({ kind: 'run' })) === null) {
      return { name: 'refused', sentences: [TOO_HARD] };
    }
    finished += 1;
    if (!onRun(finished)) return null;
  }
  const told = await inPieces({ kind: 'tell', cutShort: finished < wish.runs ? CUT_SHORT : null });
  if (told?.kind !== 'told') return { name: 'refused', sentences: [TOO_HARD] };
  return { name: 'done', result: told.result };
}

const CUT_SHORT = `No run began after ${secondsInWords(LONGEST_MS)}, so there are no more.`;
const TOO_HARD =
  `One run took longer than ${secondsInWords(LONGEST_PIECE_MS)}, or too much memory, and was given up. ` +
  'Rehearse with fewer people a day, or on a machine of your own.';
const ALREADY =
  'A rehearsal of this plan runs or waits already. Look at it, or stop it, before another one.';
const BUSY =
  'Other rehearsals run and wait on this instance already. Try again in a minute, or rehearse on a machine of your own.';
