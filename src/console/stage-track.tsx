import type { ReleaseStatus, StageStatus } from '../release/index.ts';

const STATE_IN_WORDS = {
  passed: 'passed',
  open: 'open now',
  planned: 'planned',
} as const satisfies Record<StageStatus['state'], string>;

/** The stages from the first testers to everyone, and which one is open. */
export function StageTrack({ release }: { readonly release: ReleaseStatus }) {
  const testing = { passed: 'passed', current: 'open', ahead: 'planned' } as const;
  return (
    <ol class="track" aria-label="Stages">
      <Stop name="Phase I" share="Testers" state={testing[testingPosition(release)]} />
      {release.stages.map(({ letter, percentage, state }) => (
        <Stop name={`Stage ${letter}`} share={`${percentage} %`} state={state} />
      ))}
      <Stop name="Fully on" share="Everyone" state={fullyOnState(release)} />
    </ol>
  );
}

function fullyOnState({ phase }: ReleaseStatus): StageStatus['state'] {
  if (phase === 'fully-on') return 'open';
  return phase === 'closed' ? 'passed' : 'planned';
}

type StopParts = {
  readonly name: string;
  readonly share: string;
  readonly state: StageStatus['state'];
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

const WAS_TESTED: ReadonlySet<ReleaseStatus['phase']> = new Set(['rollout', 'fully-on', 'closed']);

function testingPosition({ phase }: ReleaseStatus): 'passed' | 'current' | 'ahead' {
  if (phase === 'testing') return 'current';
  return WAS_TESTED.has(phase) ? 'passed' : 'ahead';
}
