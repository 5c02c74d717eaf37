import { uncapitalized } from '../../lib/spelling.ts';
import { DescriptionList } from '../../design-system/index.ts';
import { timeInEasternTime } from '../../lib/eastern-time.ts';
import type { ReleaseStatus } from '../../release/index.ts';
import { releasePath } from '../frame/addresses.ts';
import { releaseDocument } from '../frame/release-document.tsx';
import { StepForm, type FormFrame } from '../forms/step-form.tsx';
import type { StepPageView } from '../forms/step-page.ts';
import { TryOutForms } from '../try-out/try-out-forms.tsx';
import type { TryOut } from '../try-out/try-out.ts';
import { AfterLaunch } from './after-launch.tsx';
import { Actions } from './actions.tsx';
import { CriteriaTiles } from './criteria-tiles.tsx';
import { Measurements } from './measurements.tsx';
import { Questions } from './questions.tsx';
import { RollbackSummary } from './rollback-summary.tsx';
import { StageTrack } from './stage-track.tsx';

/** Where a release stands, what it needs next, and every step that can be taken now. */
export function renderNow(view: StepPageView & { readonly tryOut: TryOut | null }): string {
  const { release, operator, formKey, typed } = view;
  const forms: FormFrame = { release, operator, formKey, ...(typed && { typed }) };
  return releaseDocument({
    ...view,
    page: 'now',
    children: (
      <>
        <section class="now" data-release={release.id} aria-labelledby="open-for">
          <h2 id="open-for" class="open-for">
            <span class="open-for__label">Open to</span>{' '}
            <strong>{uncapitalized(release.openFor)}</strong>
          </h2>
          {!isSummedUp(release) && <p>{sinceInWords(release)}</p>}
          {release.hold !== null && (
            <p>
              <strong>On hold</strong> since {timeInEasternTime(release.hold.at)}, by{' '}
              {release.hold.by}.
            </p>
          )}
          {release.next !== release.state.reason && (
            <p>
              <strong>What happens next:</strong> <Next release={release} /> <NextRaise {...view} />
            </p>
          )}
          {(release.phase === 'draft' || release.phase === 'testing') && (
            <p>
              <a href={releasePath(release.id, 'testing')}>Plan sessions and enroll testers</a>
            </p>
          )}
        </section>
        <RollbackSummary release={release} />
        <Unsafe release={release} />
        <RollBack forms={forms} release={release} />
        <Missing release={release} />
        <StageTrack release={release} />
        <Actions forms={forms} release={release} />
        <CriteriaTiles release={release} />
        <Measurements release={release} />
        <AfterLaunch forms={forms} release={release} />
        <Questions forms={forms} release={release} />
        <Facts release={release} />
        {release.phase !== 'closed' && <TryOutForms {...view} id={release.id} />}
        <Latest release={release} />
      </>
    ),
  });
}

/** Of a rollback, the summary says when it was, by whom and why. */
function isSummedUp({ phase, rolledBack }: ReleaseStatus): boolean {
  return phase === 'rolled-back' && rolledBack !== null;
}

function sinceInWords({ since, because }: ReleaseStatus): string {
  return since === null ? because : `Since ${timeInEasternTime(since)}: ${because}`;
}

/** Where it asks for a go, that leads to the go/no-go. */
function Next({ release: { id, next } }: Of) {
  return (
    <>
      {next
        .split(/(sign the go\/no-go)/i)
        .map((words, index) =>
          index % 2 === 0 ? words : <a href={releasePath(id, 'go-no-go')}>{words}</a>,
        )}
    </>
  );
}

type Of = { readonly release: ReleaseStatus };

/** Before which moment the next stage can’t be opened, where that is to come. */
function NextRaise({ release, asOf }: Of & Pick<StepPageView, 'asOf'>) {
  const raise = release.schedule.find(({ kind }) => kind === 'raise');
  if (raise === undefined || release.held || raise.at <= asOf) return null;
  return (
    <>
      Not before <time dateTime={raise.at}>{timeInEasternTime(raise.at)}</time>.
    </>
  );
}

/** People may roll back all the same, with the plan’s note in front of them. */
function Unsafe({ release }: Of) {
  const note = release.stage?.unsafeToSwitchOff ?? null;
  if (note === null || !isOpen(release)) return null;
  return (
    <p class="beware">
      The plan says that this feature is not safe to switch off in Stage {release.stage?.letter}:{' '}
      {note}
    </p>
  );
}

/** Rolling back is one step, without a confirmation; where nothing is open, there is nothing to press. */
function RollBack({ release, forms }: Of & { readonly forms: FormFrame }) {
  if (!isOpen(release)) return null;
  return (
    <div class="roll-back">
      <StepForm
        {...forms}
        step="rollback"
        label="Roll back now"
        reason="optional"
        look="danger"
        effect="Closes the feature for everyone at once, testers included."
      />
      <p class="quiet roll-back__after">Opening it again needs a new go/no-go.</p>
    </div>
  );
}

/** Whether the feature is open for anybody by this release. */
function isOpen({ phase }: ReleaseStatus): boolean {
  return phase === 'testing' || phase === 'rollout' || phase === 'fully-on';
}

/** What the next stage is still waiting for. */
function Missing({ release }: Of) {
  const unanswered = unansweredIn(release);
  if (release.missing.length === 0 && unanswered === 0) return null;
  return (
    <section aria-labelledby="missing">
      <h2 id="missing">Missing before the next step</h2>
      <ul>
        {release.missing.map((sentence) => (
          <li>{sentence}</li>
        ))}
        {unanswered > 0 && (
          <li>
            <a href="#questions">
              {unanswered === 1 ? '1 question' : `${unanswered} questions`} of the plan
            </a>{' '}
            without a yes.
          </li>
        )}
      </ul>
    </section>
  );
}

/** Of those that the next stage waits for. */
function unansweredIn({ phase, questions }: ReleaseStatus): number {
  return phase === 'rollout' ? questions.filter(({ answer }) => answer?.yes !== true).length : 0;
}

function Facts({ release }: Of) {
  const { enrolled, waiting } = release.testers;
  const { noGo, dependencyDownSince } = release;
  const items = [
    { term: 'Testers', description: `${enrolled} enrolled, ${waiting} invited` },
    { term: 'Feature', description: release.toggles.join(', ') },
    { term: 'Plan', description: `Version ${release.planVersion}` },
    ...(noGo === null
      ? []
      : [{ term: 'No-go', description: `${noGo.by}${noGo.why === null ? '' : `: ${noGo.why}`}` }]),
    ...(dependencyDownSince === null
      ? []
      : [
          {
            term: 'Service behind it is down',
            description: `Since ${timeInEasternTime(dependencyDownSince)}, and still`,
          },
        ]),
  ];
  return <DescriptionList items={items} />;
}

/** In entries. */
const LATEST = 5;

function Latest({ release }: Of) {
  return (
    <section aria-labelledby="latest">
      <h2 id="latest">What happened last</h2>
      <ol class="latest">
        {release.history
          .slice(-LATEST)
          .toReversed()
          .map(({ at, what, who, why }) => (
            <li>
              <time dateTime={at}>{timeInEasternTime(at)}</time>: {what}, by {who}
              {why !== null && <span class="quiet"> ({why})</span>}
            </li>
          ))}
      </ol>
      <p>
        <a href={releasePath(release.id, 'journal')}>All entries of the journal</a>
      </p>
    </section>
  );
}
