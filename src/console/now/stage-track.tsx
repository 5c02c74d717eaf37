import type { ReleaseStatus, StageStatus } from '../../release/index.ts';

const STATE_IN_WORDS = {
  passed: 'passed',
  overridden: 'opened past its conditions (overridden)',
  open: 'open now',
  planned: 'planned',
  'not-used': 'over, no tester was seen',
} as const satisfies Record<StopState, string>;

type StopState = StageStatus['state'] | 'not-used';

/** The stages from the first testers to everyone, and which one is open. */
export function StageTrack({ release }: { readonly release: ReleaseStatus }) {
  return (
    <ol class="track" aria-label="Stages">
      {release.phaseOne !== 'none' && (
        <Stop name="Phase I" share="Testers" state={release.phaseOne} />
      )}
      {release.stages.map(({ letter, percentage, state }) => (
        <Stop name={`Stage ${letter}`} share={`${percentage} %`} state={state} />
      ))}
      <Stop name="Fully on" share="Everyone" state={fullyOnState(release)} />
    </ol>
  );
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
};

function Stop({ name, share, state }: StopParts) {
  return (
    <li
      class={`track__stop track__stop--${state}`}
      aria-current={state === 'open' ? 'step' : undefined}
    >
      <span class="track__name">{name}</span>
      <span class="track__share">{share}</span>
      <span class="track__state">{STATE_IN_WORDS[state]}</span>
    </li>
  );
}
