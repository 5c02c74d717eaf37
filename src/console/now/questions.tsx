import type { ReleaseStatus } from '../../release/index.ts';
import { StepForm, type FormFrame } from '../frame/step-form.tsx';

type QuestionsParts = { readonly release: ReleaseStatus; readonly forms: FormFrame };

/** The questions that people answer before the next stage, with the answers so far and a form for whose they are. */
export function Questions({ release, forms }: QuestionsParts) {
  const { phase, questions } = release;
  if (phase === 'fully-on') return <CheckIns release={release} forms={forms} />;
  if (phase === 'closed' || questions.length === 0) return null;
  return (
    <section aria-labelledby="questions">
      <h2 id="questions">Open questions</h2>
      <ol class="questions">
        {questions.map((question) => (
          <li key={question.number}>
            <p>
              {question.text}{' '}
              <strong>
                {question.answer === null
                  ? notAnswered(question.owner)
                  : answerInWords(question.answer)}
              </strong>
              {question.answer === null &&
                question.earlier !== null &&
                ` Before: ${answerInWords(question.earlier)}`}
            </p>
            {phase !== 'draft' && isTheirs(question, forms) && (
              <AnswerForm question={question} forms={forms} />
            )}
          </li>
        ))}
      </ol>
    </section>
  );
}

type AskedQuestion = ReleaseStatus['questions'][number];

function isTheirs({ owner }: AskedQuestion, { operator }: FormFrame): boolean {
  return owner === null || operator.roles.some((role) => role === owner);
}

function AnswerForm({
  question,
  forms,
}: {
  readonly question: AskedQuestion;
  readonly forms: FormFrame;
}) {
  const { number, answer, owner } = question;
  return (
    <details id={`answer-${number}`}>
      <summary>
        {answer === null ? 'Answer' : 'Answer again'}
        <span class="visually-hidden">: question {number}</span>
      </summary>
      <StepForm
        {...forms}
        step="answer"
        nth={`-${number}`}
        label="Save the answer"
        effect="A no needs a reason. The answer is printed in the report with your name."
        reason="optional"
      >
        <input type="hidden" name="question" value={number} />
        {owner !== null && <input type="hidden" name="role" value={owner} />}
        <fieldset class="choice">
          <legend class="visually-hidden">Your answer to question {number}</legend>
          <label>
            <input type="radio" name="yes" value="yes" required /> Yes
          </label>
          <label>
            <input type="radio" name="yes" value="no" required /> No
          </label>
        </fieldset>
      </StepForm>
    </details>
  );
}

type AnswerControl = NonNullable<AskedQuestion['answer']>;

function notAnswered(owner: string | null): string {
  const whose = owner === null ? '' : `, asked of the ${owner.replaceAll('-', ' ')}`;
  return `Not answered yet${whose}`;
}

function answerInWords({ yes, who, why, during, asked }: AnswerControl): string {
  const words = asked === null ? '' : ` to “${asked}”`;
  return `${yes ? 'Yes' : 'No'}${words}, says ${who}, in ${during}${why === null ? '' : `: ${why}`}`;
}

const NAMES = {
  'one-week': 'One-week check-in',
  'one-month': 'One-month check-in',
  'post-launch': 'Post-launch questions',
} as const;

function CheckIns({ release, forms }: QuestionsParts) {
  return (
    <section aria-labelledby="check-ins">
      <h2 id="check-ins">Check-ins after full release</h2>
      <ul>
        {release.checkIns.map(({ checkIn, dueOn, state }) => (
          <li key={checkIn}>
            <p>
              {NAMES[checkIn]}:{' '}
              <strong>{state === 'open' && dueOn !== null ? `opens on ${dueOn}` : state}</strong>
            </p>
            {state === 'open' && <CheckInForm checkIn={checkIn} forms={forms} />}
          </li>
        ))}
      </ul>
    </section>
  );
}

type CheckInFormParts = { readonly checkIn: keyof typeof NAMES; readonly forms: FormFrame };

function CheckInForm({ checkIn, forms }: CheckInFormParts) {
  return (
    <details id={`check-in-${checkIn}`}>
      <summary>
        Answer or waive<span class="visually-hidden"> the {NAMES[checkIn]}</span>
      </summary>
      <StepForm
        {...forms}
        step="check-in"
        nth={`-${checkIn}`}
        label="Save"
        effect="The answer, or why it is waived, is what you write as the reason."
        reason="required"
      >
        <input type="hidden" name="checkIn" value={checkIn} />
        <label class="choice">
          <input type="checkbox" name="waive" value="yes" /> Waive it instead of answering
        </label>
      </StepForm>
    </details>
  );
}
