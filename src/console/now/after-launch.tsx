import { timeInEasternTime } from '../../lib/eastern-time.ts';
import { LONGEST_LINK, type CheckInStatus, type ReleaseStatus } from '../../release/index.ts';
import { releasePath } from '../frame/addresses.ts';
import { DisclosedForm } from '../forms/disclosed-form.tsx';
import { flagPath } from '../flags/flags-page.tsx';
import { typedValue, type FormFrame } from '../forms/step-form.tsx';

type AfterLaunchParts = { readonly release: ReleaseStatus; readonly forms: FormFrame };

/** What is asked once everyone has the feature, with a draft of each answer, and how the release ends. */
export function AfterLaunch({ release, forms }: AfterLaunchParts) {
  const { checkIns, phase } = release;
  const isAsked = phase === 'fully-on' || checkIns.some(({ state }) => state === 'due');
  if (!isAsked) return null;
  return (
    <>
      <section aria-labelledby="check-ins">
        <h2 id="check-ins">Check-ins after full release</h2>
        <ul class="check-ins">
          {checkIns.map((one) => (
            <CheckIn key={one.checkIn} one={one} forms={forms} release={release} />
          ))}
        </ul>
      </section>
      {phase === 'fully-on' && <End release={release} forms={forms} />}
    </>
  );
}

const NAMES = {
  'one-week': 'One-week check-in',
  'one-month': 'One-month check-in',
  'post-launch': 'Post-launch questions',
} as const;

const ASKS = {
  'one-week': 'How did the first week go? Are changes necessary?',
  'one-month': 'How did the first month go? Are changes necessary?',
} as const;

type CheckInParts = Pick<AfterLaunchParts, 'forms'> & { readonly one: CheckInStatus };

function CheckIn({ one, forms, release }: CheckInParts & Pick<AfterLaunchParts, 'release'>) {
  const { checkIn, state, dueAt } = one;
  return (
    <li>
      <p>
        {NAMES[checkIn]}: <strong>{STATES[state]}</strong>
        {(state === 'open' || state === 'due') && dueAt !== null && (
          <>
            {' '}
            {state === 'open' ? 'on' : 'since'}{' '}
            <time dateTime={dueAt}>{timeInEasternTime(dueAt)}</time>
          </>
        )}
      </p>
      {state === 'due' &&
        (checkIn === 'post-launch' ? (
          <EachQuestion release={release} />
        ) : (
          <AnswerCheckIn checkIn={checkIn} draft={one.draft} forms={forms} />
        ))}
      {(state === 'due' || state === 'open') && <WaiveCheckIn one={one} forms={forms} />}
    </li>
  );
}

const STATES: Readonly<Record<CheckInStatus['state'], string>> = {
  open: 'opens',
  due: 'due',
  answered: 'answered',
  waived: 'waived',
};

/** Each has a form of its own, where all stand that only people know. */
function EachQuestion({ release }: Pick<AfterLaunchParts, 'release'>) {
  const asked = release.results.find(({ place }) => place === 'post-launch')?.entered ?? [];
  const open = asked.filter(({ said }) => said === null).length;
  return (
    <p>
      <a href={`${releasePath(release.id, 'results')}#results-post-launch`}>Answer each question</a>
      {`: ${open} of ${asked.length} still open.`}
    </p>
  );
}

type CheckInToAnswer = Pick<CheckInStatus, 'draft'> &
  Pick<AfterLaunchParts, 'forms'> & { readonly checkIn: keyof typeof ASKS };

function AnswerCheckIn({ checkIn, draft, forms }: CheckInToAnswer) {
  return (
    <DisclosedForm
      {...forms}
      step="check-in"
      nth={`-${checkIn}`}
      summary="Answer"
      about={NAMES[checkIn]}
      label="Save the answer"
      effect="The program drafted this from the journal and what was measured. Edit it: it is printed in the report as your answer."
      reason="required"
      reasonLabel="Answer"
      draft={draft ?? ''}
    >
      <input type="hidden" name="checkIn" value={checkIn} />
      <p class="form__wide">{ASKS[checkIn]}</p>
    </DisclosedForm>
  );
}

function WaiveCheckIn({ one: { checkIn }, forms }: CheckInParts) {
  return (
    <DisclosedForm
      {...forms}
      step="check-in"
      nth={`-${checkIn}-waive`}
      summary="Waive"
      about={NAMES[checkIn]}
      label="Waive it"
      effect="Nobody answers it then. The reason is printed in the report."
      reason="required"
      look="secondary"
    >
      <input type="hidden" name="checkIn" value={checkIn} />
      <input type="hidden" name="waive" value="yes" />
    </DisclosedForm>
  );
}

/** In the order in which it is done; what is done already says so. */
function End({ release, forms }: AfterLaunchParts) {
  const { removal, checkIns } = release;
  const open = checkIns.filter(({ state }) => state === 'open' || state === 'due');
  return (
    <section aria-labelledby="end">
      <h2 id="end">End of the release</h2>
      <ol class="end">
        <li>
          Check-ins: <strong>{open.length === 0 ? 'done' : `${open.length} still open`}</strong>
        </li>
        <li>
          Take the flag out of the code so that everybody keeps the feature, and deploy that.{' '}
          {removal && <Asked removal={removal} />}
        </li>
        <li>
          Remove the flag from the flag engine: <Left removal={removal} toggles={release.toggles} />
        </li>
        <li>Close the release, and say which commit or pull request took the flag out.</li>
      </ol>
      {open.length === 0 && <CloseForm forms={forms} />}
    </section>
  );
}

type Removal = Pick<ReleaseStatus, 'removal'>;

function Asked({ removal }: { readonly removal: NonNullable<ReleaseStatus['removal']> }) {
  const { lastAskedAt, unaskedFrom } = removal;
  if (lastAskedAt === null) return <strong>No program has ever asked for it.</strong>;
  return (
    <strong>
      {`A program last asked for it on ${timeInEasternTime(lastAskedAt)}. `}
      {unaskedFrom === null
        ? 'It counts as gone from the code.'
        : `It counts as gone on ${timeInEasternTime(unaskedFrom)}, if nothing asks again.`}
    </strong>
  );
}

function Left({ removal, toggles }: Removal & Pick<ReleaseStatus, 'toggles'>) {
  const left = removal?.left ?? toggles;
  if (left.length === 0) return <strong>done</strong>;
  return (
    <>
      {left.map((toggle) => (
        <>
          <a href={flagPath(toggle)}>{toggle}</a>{' '}
        </>
      ))}
      {removal !== null && <strong>still there</strong>}
    </>
  );
}

function CloseForm({ forms }: Pick<AfterLaunchParts, 'forms'>) {
  return (
    <DisclosedForm
      {...forms}
      step="close"
      summary="Close the release"
      label="Close the release"
      effect="Nothing can be added afterward. The program checks first that the check-ins are done and the flag is gone."
      reason="optional"
    >
      <div class="field form__wide">
        <label for="removed-in">
          Commit or pull request that took the flag out of the code (required, printed in the
          report)
        </label>
        <input
          id="removed-in"
          name="removedIn"
          type="text"
          maxLength={LONGEST_LINK}
          autocomplete="off"
          required
          value={typedValue(forms, 'close', 'removedIn')}
        />
        <p class="quiet">A link, a commit’s hash, or a number such as vets-api#17316.</p>
      </div>
    </DisclosedForm>
  );
}
