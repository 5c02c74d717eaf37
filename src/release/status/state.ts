import { openCheckIns, dueAtOf } from '../decisions/check-ins.ts';
import { whyNoGo } from '../decisions/signing.ts';
import type { Situation } from '../decisions/situation.ts';
import { isSettled } from '../journal/release.ts';
import { holdStatus } from './standing.ts';

/** Where a release stands, in one word from a closed list. */
export type ReleaseState = {
  readonly kind: StateKind;
  /** `Open to 20% of Veterans`. */
  readonly words: string;
  /** Why, where somebody gave a reason or has to know one. */
  readonly reason: string | null;
};

export type StateKind =
  | 'draft'
  | 'in-testing'
  | 'waiting-for-go'
  | 'open'
  | 'on-hold'
  | 'stepping-back'
  | 'rolled-back'
  | 'fully-on'
  | 'check-ins-due'
  | 'closed';

/** A held release is on hold, whatever is open; one that was rolled back is nothing else. */
export function stateOf(situation: Omit<Situation, 'assessment'>): ReleaseState {
  const { progress } = situation;
  const { held, phase, since } = progress;
  if (phase === 'closed') return { kind: 'closed', words: 'Closed', reason: null };
  if (phase === 'rolled-back')
    return { kind: 'rolled-back', words: 'Rolled back', reason: since?.why ?? null };
  if (held === null) return openStateOf(situation);
  const reason = holdStatus(held)?.why ?? null;
  const isStepping = since?.kind === 'stage-opened' && since.steppedBackFrom !== undefined;
  return isStepping && !isSettled(progress)
    ? { kind: 'stepping-back', words: 'Stepping back', reason }
    : { kind: 'on-hold', words: 'On hold', reason };
}

function openStateOf(situation: Omit<Situation, 'assessment'>): ReleaseState {
  const { plan, progress, now } = situation;
  switch (progress.phase) {
    case 'draft':
      return plan.testing === null && progress.go === null
        ? waitingForGo(situation)
        : { kind: 'draft', words: 'Draft', reason: null };
    case 'testing':
      return { kind: 'in-testing', words: 'In testing', reason: null };
    case 'fully-on':
      return isCheckInDue(situation, now)
        ? { kind: 'check-ins-due', words: 'Check-ins due', reason: null }
        : { kind: 'fully-on', words: 'Fully on', reason: null };
    default:
      return whyNoGo(situation) === null ? openToShare(situation) : waitingForGo(situation);
  }
}

function openToShare({ progress: { stage } }: Pick<Situation, 'progress'>): ReleaseState {
  return { kind: 'open', words: `Open to ${stage?.percentage ?? 0}% of Veterans`, reason: null };
}

/** A go that ends before the next stage leaves open what is open; the words say both. */
function waitingForGo(situation: Pick<Situation, 'plan' | 'progress'>): ReleaseState {
  const { stage } = situation.progress;
  const open = stage === null ? '' : `, open to ${stage.percentage}% of Veterans`;
  return {
    kind: 'waiting-for-go',
    words: `Waiting for go${open}`,
    reason: whyNoGo(situation)?.sentence ?? null,
  };
}

function isCheckInDue({ progress }: Pick<Situation, 'progress'>, now: Date): boolean {
  return openCheckIns(progress).some((checkIn) => {
    const dueAt = dueAtOf(checkIn, progress.everyoneSince);
    return dueAt !== null && dueAt.getTime() <= now.getTime();
  });
}
