import { Alert, RadioButtons, TextArea, useWords } from '../../design-system/index.ts';
import type { PersonalKind } from '../screening/screen-remark.ts';
import { LONGEST_REMARK, SURVEY_ANSWERS, type SentForm } from '../survey-form.ts';
import type { SurveyNotice, SurveyView } from './survey-view.ts';
import { WORDS } from './words.ts';

/** The id of the heading at which a reader begins after having sent the form. */
export const SURVEY_ID = 'survey';

type SurveySectionParts = {
  readonly view: SurveyView;
  /** The path to which the form is sent. */
  readonly action: string;
};

/** One question about the page that it stands on, or what became of its answer. Not printed. */
export function SurveySection({ view, action }: SurveySectionParts) {
  return (
    <section class="survey stack screen-only" data-testid="survey" aria-labelledby={SURVEY_ID}>
      <SurveyInState {...{ view, action }} />
    </section>
  );
}

function SurveyInState({ view, action }: SurveySectionParts) {
  switch (view.kind) {
    case 'asked':
      return <Asked action={action} />;
    case 'answered':
      return <Answered />;
    case 'refused':
      return <Refused {...view} action={action} />;
    case 'kept':
    case 'without-remark':
    case 'answered-before':
    case 'not-asked':
      return <Notice notice={view.kind} />;
  }
}

function Asked({ action }: Pick<SurveySectionParts, 'action'>) {
  return (
    <>
      <h2 id={SURVEY_ID} tabindex={-1}>
        {useWords(WORDS).heading}
      </h2>
      <SurveyForm action={action} form={{ answer: null, remark: '' }} wrong={null} />
    </>
  );
}

/** Whoever comes back need not be thanked as loudly. */
function Answered() {
  const { heading, body } = useWords(WORDS).notices.kept;
  return (
    <>
      <h2 id={SURVEY_ID} tabindex={-1}>
        {heading}
      </h2>
      <p>{body}</p>
    </>
  );
}

function Notice({ notice }: { readonly notice: SurveyNotice }) {
  const { heading, body } = useWords(WORDS).notices[notice];
  const status = notice === 'kept' ? 'success' : 'info';
  return (
    <Alert status={status} heading={heading} headingId={SURVEY_ID} testId={`survey-${notice}`}>
      <p>{body}</p>
    </Alert>
  );
}

type RefusedParts = Extract<SurveyView, { kind: 'refused' }> & { readonly action: string };

function Refused({ form, problem, action }: RefusedParts) {
  const { problems } = useWords(WORDS);
  const { heading, body } = problems[problem.kind];
  const wrong = WRONG_FIELD[problem.kind];
  return (
    <>
      <Alert status="error" heading={heading} headingId={SURVEY_ID} testId="survey-refused">
        <div id={PROBLEM_ID}>
          <p>{body}</p>
          {problem.kind === 'personal' && <TakeOut found={problem.found} />}
        </div>
      </Alert>
      <SurveyForm {...{ action, form, wrong }} />
    </>
  );
}

const PROBLEM_ID = 'survey-problem';

const WRONG_FIELD = {
  'no-answer': 'answer',
  'too-long': 'remark',
  personal: 'remark',
  'not-saved': null,
} as const;

function TakeOut({ found }: { readonly found: readonly PersonalKind[] }) {
  const { personal } = useWords(WORDS);
  return (
    <ul>
      {found.map((kind) => (
        <li>{personal[kind]}</li>
      ))}
    </ul>
  );
}

type SurveyFormParts = {
  readonly action: string;
  readonly form: SentForm;
  /** The field in which something is wrong. */
  readonly wrong: keyof SentForm | null;
};

function SurveyForm({ action, form, wrong }: SurveyFormParts) {
  const words = useWords(WORDS);
  const problemOf = (field: keyof SentForm) => (wrong === field ? PROBLEM_ID : null);
  return (
    <form class="stack" method="post" action={`${action}#${SURVEY_ID}`}>
      <RadioButtons
        name="answer"
        legend={words.question}
        options={SURVEY_ANSWERS.map((value) => ({ value, label: words.answers[value] }))}
        chosen={form.answer}
        problemId={problemOf('answer')}
      />
      <TextArea
        name="remark"
        label={words.remark}
        hint={words.hint}
        value={form.remark}
        longest={LONGEST_REMARK}
        problemId={problemOf('remark')}
      />
      <p>
        <button class="button" type="submit">
          {words.send}
        </button>
      </p>
    </form>
  );
}
