import type { ReleaseStatus } from '../../release/index.ts';
import { releasePath } from '../frame/addresses.ts';
import { DisclosedForm } from '../forms/disclosed-form.tsx';
import { StepForm, type FormFrame } from '../forms/step-form.tsx';

type ActionsParts = { readonly forms: FormFrame; readonly release: ReleaseStatus };

/** The steps besides a rollback that can be taken now, each with what it does; and why the next stage can’t be opened. */
export function Actions({ forms, release }: ActionsParts) {
  if (release.phase === 'closed') return null;
  return (
    <section class="actions screen-only" aria-labelledby="actions">
      <h2 id="actions">Steps</h2>
      {!release.goSigned && release.phase !== 'fully-on' && (
        <p>
          The next stage opens after a go. It is signed in the{' '}
          <a href={releasePath(release.id, 'go-no-go')}>Go/no-go room</a>.
        </p>
      )}
      {stepsFor(release).map((step) => (
        <DisclosedForm
          key={step}
          {...forms}
          {...STEP_WORDS[step]}
          {...(step === 'hold' && release.phase === 'fully-on' && { effect: HOLD_FULLY_ON })}
          step={step}
          summary={STEP_WORDS[step].label}
        />
      ))}
      {mayGoOn(release) && <Advance forms={forms} release={release} />}
    </section>
  );
}

/** Whether a stage can come next: with a go, before the first one or after the open one. */
function mayGoOn({ state, held, goSigned, phase }: ReleaseStatus): boolean {
  const isBefore = phase === 'testing' || phase === 'draft' || phase === 'rolled-back';
  return state.kind === 'open' || (isBefore && goSigned && !held);
}

type PlainStep = keyof typeof STEP_WORDS;

const HOLD_FULLY_ON =
  'Keeps the feature open as it is, and says on every page that something is being looked into.';

const STEP_WORDS = {
  start: {
    label: 'Start Phase I',
    effect: 'Testers can be enrolled from then on. The feature opens for them alone.',
    reason: 'optional',
  },
  resume: {
    label: 'Resume',
    effect: 'Ends the hold. The release goes on where it stands; nothing is opened by it.',
    reason: 'optional',
  },
  hold: {
    label: 'Hold',
    effect: 'Keeps the feature open as it is, and opens no further stage until somebody resumes.',
    reason: 'optional',
    look: 'secondary',
  },
  'step-back': {
    label: 'Step back a stage',
    effect: 'Closes the feature for the people that the open stage added, and holds there.',
    reason: 'required',
    look: 'secondary',
  },
  close: {
    label: 'Give up the release',
    effect: 'Closes the release without carrying it out. Nothing can be added afterward.',
    reason: 'required',
  },
} as const;

function stepsFor({ phase, phaseOne, held, stages }: ReleaseStatus): readonly PlainStep[] {
  const isRollout = phase === 'rollout';
  const canStepBack = isRollout && stages.findIndex((stage) => stage.state === 'open') > 0;
  const steps: readonly (readonly [PlainStep, boolean])[] = [
    ['start', phase === 'draft' && phaseOne !== 'none'],
    ['resume', held],
    ['hold', !held && (isRollout || phase === 'testing' || phase === 'fully-on')],
    ['step-back', canStepBack],
    ['close', phase === 'draft' || phase === 'rolled-back'],
  ];
  return steps.flatMap(([step, isPossible]) => (isPossible ? [step] : []));
}

/** The next stage, or why not now; past what is missing only in the open, with a reason. */
function Advance({ forms, release }: ActionsParts) {
  const next = release.stages.find(({ state }) => state === 'planned' || state === 'taken-back');
  const label = next ? `Open Stage ${next.letter} (${next.percentage}%)` : 'Go fully on';
  const effect = next
    ? `Opens the feature for ${next.percentage}% of Veterans.`
    : 'Opens the feature for everyone, without a share.';
  const to = next?.letter ?? 'fully-on';
  const isReady = release.missing.length === 0 && release.questions.every(isYes);
  const form = { ...forms, step: 'advance', label, effect } as const;
  if (isReady) {
    return (
      <StepForm {...form} reason="optional">
        <input type="hidden" name="to" value={to} />
      </StepForm>
    );
  }
  return (
    <DisclosedForm
      {...form}
      nth="-override"
      summary={`${label} although something is missing`}
      reason="required"
    >
      <input type="hidden" name="to" value={to} />
      <input type="hidden" name="override" value="yes" />
    </DisclosedForm>
  );
}

const isYes = ({ answer }: ReleaseStatus['questions'][number]) => answer?.yes === true;
