import { timeInEasternTime } from '../../lib/eastern-time.ts';
import type { ReleaseStatus, StageStatus } from '../../release/index.ts';

const STATE_IN_WORDS = {
  passed: 'passed',
  overridden: 'over, its conditions overridden',
  open: 'open now',
  held: 'open now, on hold',
  planned: 'planned',
  'taken-back': 'rolled back',
  'not-used': 'over, no tester was seen',
  unused: 'started, no tester yet',
} as const satisfies Record<StopState, string>;

type StopState = StageStatus['state'] | 'not-used' | 'unused' | 'held';

/** The stages from the first testers to everyone, and which one is open. */
export function StageTrack({ release }: { readonly release: ReleaseStatus }) {
  return (
    <ol class="track" aria-label="Stages">
      {release.phaseOne !== 'none' && (
        <Stop
          name="Phase I"
          share="Testers"
          state={heldIf(release, phaseOneState(release))}
          openedAt={phaseOneOpenedAt(release)}
        />
      )}
      {release.stages.map(({ letter, percentage, state, openedAt }) => (
        <Stop
          name={`Stage ${letter}`}
          share={`${percentage}%`}
          state={heldIf(release, state)}
          openedAt={openedAt}
        />
      ))}
      <Stop
        name="Fully on"
        share="Everyone"
        state={heldIf(release, fullyOnState(release))}
        openedAt={fullyOnState(release) === 'planned' ? null : lastOf(release, 'fully-on')}
      />
    </ol>
  );
}

/** Where no tester is enrolled, nothing is open yet. */
function phaseOneState({ phaseOne, testers }: ReleaseStatus): StopState {
  if (phaseOne === 'none') return 'planned';
  return phaseOne === 'open' && testers.enrolled === 0 ? 'unused' : phaseOne;
}

function phaseOneOpenedAt(release: ReleaseStatus): string | null {
  const state = phaseOneState(release);
  return state === 'planned' || state === 'unused' ? null : lastOf(release, 'testing-started');
}

/** When this happened last, in ISO 8601. */
function lastOf({ history }: ReleaseStatus, kind: 'testing-started' | 'fully-on'): string | null {
  return history.findLast((line) => line.kind === kind)?.at ?? null;
}

/** What is open while the release is held looks like nothing that goes on. */
function heldIf({ held }: ReleaseStatus, state: StopState): StopState {
  return held && state === 'open' ? 'held' : state;
}

function fullyOnState({ phase, stages }: ReleaseStatus): StageStatus['state'] {
  if (phase === 'fully-on') return 'open';
  const wasReached = stages.every(({ state }) => state === 'passed' || state === 'overridden');
  return phase === 'closed' && wasReached ? 'passed' : 'planned';
}

type StopParts = {
  readonly name: string;
  readonly share: string;
  readonly state: StopState;
  /** When it was opened, in ISO 8601; null: it was not. */
  readonly openedAt: string | null;
};

function Stop({ name, share, state, openedAt }: StopParts) {
  return (
    <li
      class={`track__stop track__stop--${state}`}
      aria-current={state === 'open' || state === 'held' ? 'step' : undefined}
    >
      <span class="track__name">{name}</span>
      <span class="track__share">{share}</span>
      <span class="track__state">{STATE_IN_WORDS[state]}</span>
      {openedAt !== null && (
        <span class="track__since">
          opened <time dateTime={openedAt}>{timeInEasternTime(openedAt)}</time>
        </span>
      )}
    </li>
  );
}
