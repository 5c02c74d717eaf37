import { dayInEasternTime, timeInEasternTime } from '../../lib/eastern-time.ts';
import type { EnteredStatus, ResultsAtPlace } from '../../release/index.ts';
import { releaseDocument } from '../frame/release-document.tsx';
import { Choice } from '../forms/choice.tsx';
import { DisclosedForm } from '../forms/disclosed-form.tsx';
import { typedValue, type FormFrame } from '../forms/step-form.tsx';
import type { StepPageView } from '../forms/step-page.ts';
import { reportPath } from '../report/report-page.tsx';
import { Calls } from './calls.tsx';

/** What only people know of a release: a form for each place of the plan, and the calls to the contact center. */
export function renderResults(view: StepPageView): string {
  const { release, operator, formKey, typed, asOf } = view;
  const today = dayInEasternTime(new Date(asOf));
  const forms: FormFrame = { release, operator, formKey, ...(typed && { typed }) };
  return releaseDocument({
    ...view,
    page: 'results',
    children: (
      <>
        <p>
          <a href={reportPath(release.id)}>Look at the report</a> before you hand it on: what the
          program has filled in, and what people have said.
        </p>
        <Calls forms={forms} calls={release.calls} phase={release.phase} today={today} />
        <section aria-labelledby="known">
          <h2 id="known">What only people know</h2>
          <p>Each answer is printed in the report with the name of who gave it.</p>
        </section>
        {release.results.filter(isShown).map((place) => (
          <Place place={place} forms={release.phase === 'closed' ? null : forms} />
        ))}
        <NotReached results={release.results} isClosed={release.phase === 'closed'} />
      </>
    ),
  });
}

type PlaceParts = {
  readonly place: ResultsAtPlace;
  /** Null where nothing is entered any more. */
  readonly forms: FormFrame | null;
};

function Place({ place, forms }: PlaceParts) {
  const headingId = `results-${place.place}`;
  return (
    <section aria-labelledby={headingId}>
      <h3 id={headingId}>{place.label}</h3>
      <Answers place={place} forms={forms} />
    </section>
  );
}

function Answers({ place: { waived, entered, place }, forms }: PlaceParts) {
  if (waived !== null) {
    return (
      <>
        <p>
          Waived by {waived.by}: {waived.why}
        </p>
        {entered
          .filter(({ said }) => said !== null)
          .map((one) => (
            <Entered entered={one} place={place} forms={null} />
          ))}
      </>
    );
  }
  return entered.map((one) => <Entered entered={one} place={place} forms={forms} />);
}

/** What can be answered, or was waived. */
function isShown({ notYet, waived }: ResultsAtPlace): boolean {
  return notYet === null || waived !== null;
}

type NotReachedParts = { readonly results: readonly ResultsAtPlace[]; readonly isClosed: boolean };

/** What nobody can answer yet takes one line. */
function NotReached({ results, isClosed }: NotReachedParts) {
  const labels = results.filter((place) => !isShown(place)).map(({ label }) => label);
  if (labels.length === 0) return null;
  const words = isClosed ? 'The release ended before these' : 'Still to come';
  return (
    <p class="quiet">
      {words}: {labels.join(', ')}.
    </p>
  );
}

const QUESTIONS: Readonly<Record<EnteredStatus['field'], string>> = {
  success: 'How do the results compare with your definition of success?',
  assumptions: 'Which assumptions of your product outline held, and which did not?',
  evolution: 'How might the product change, now or later?',
  'clean-up': 'What has to be cleaned up, such as the toggle?',
  changes: 'Are changes necessary, based on the logs, the feedback, or what VA has to do?',
  handling: 'Is there any trouble with how VA handles it?',
  feedback: 'How good is the feedback: what do people say?',
};

type EnteredParts = {
  readonly entered: EnteredStatus;
  readonly place: string;
  readonly forms: PlaceParts['forms'];
};

function Entered({ entered, place, forms }: EnteredParts) {
  const { field, said } = entered;
  const unanswered = forms === null ? 'Not answered' : 'Not answered yet';
  return (
    <div class="entered">
      <p>
        {QUESTIONS[field]} <strong>{said === null ? unanswered : saidInWords(said)}</strong>
      </p>
      {forms !== null && <Answering entered={entered} place={place} forms={forms} />}
    </div>
  );
}

type AnsweringParts = EnteredParts & { readonly forms: FormFrame };

function Answering({ entered: { field, said, draft }, place, forms }: AnsweringParts) {
  const nth = `-${place}-${field}`;
  const hasChoice = field === 'changes' || field === 'handling';
  return (
    <DisclosedForm
      {...forms}
      step="enter-result"
      nth={nth}
      summary={said === null ? 'Answer' : 'Answer again'}
      about={QUESTIONS[field]}
      label="Save the answer"
      effect={draft === null || said !== null ? LATER_COUNTS : `${DRAFTED} ${LATER_COUNTS}`}
      reason={hasChoice ? 'optional' : 'required'}
      {...(place === 'post-launch' && {
        reasonLabel: 'Answer',
        draft: said?.words ?? draft ?? '',
      })}
    >
      <input type="hidden" name="place" value={place} />
      <input type="hidden" name="field" value={field} />
      {hasChoice && (
        <Choice
          legend={QUESTIONS[field]}
          name="choice"
          options={YES_OR_NO}
          chosen={typedValue(forms, `enter-result${nth}`, 'choice')}
        />
      )}
    </DisclosedForm>
  );
}

const LATER_COUNTS = 'A later answer takes the place of this one; the journal keeps both.';
const DRAFTED =
  'The program drafted this from what was measured and counted. Edit it: it is printed in the report as your answer.';

const YES_OR_NO = [
  ['yes', 'Yes (say which as the reason)'],
  ['no', 'No'],
] as const;

function saidInWords({ choice, words, by, at }: NonNullable<EnteredStatus['said']>): string {
  const said = [choice === null ? null : choice === 'yes' ? 'Yes' : 'No', words];
  return `${said.filter((part) => part !== null).join(': ')} (${by}, ${timeInEasternTime(at)})`;
}
