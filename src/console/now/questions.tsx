import type { ReleaseStatus } from '../../release/index.ts';
import { Choice } from '../forms/choice.tsx';
import { DisclosedForm } from '../forms/disclosed-form.tsx';
import { isTheirs, ownerInWords } from '../frame/owned.ts';
import { typedValue, type FormFrame } from '../forms/step-form.tsx';

type QuestionsParts = { readonly release: ReleaseStatus; readonly forms: FormFrame };

/** The questions that people answer before the next stage, with the answers so far and a form for whose they are. */
export function Questions({ release, forms }: QuestionsParts) {
  const { phase, questions } = release;
  if (phase === 'fully-on' || phase === 'closed' || questions.length === 0) return null;
  return (
    <section aria-labelledby="questions">
      <h2 id="questions">Questions of the plan</h2>
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
            {phase !== 'draft' && isTheirs(question.owner, forms.operator) && (
              <AnswerForm question={question} forms={forms} />
            )}
          </li>
        ))}
      </ol>
    </section>
  );
}

type AskedQuestion = ReleaseStatus['questions'][number];

function AnswerForm({
  question,
  forms,
}: {
  readonly question: AskedQuestion;
  readonly forms: FormFrame;
}) {
  const { number, answer, owner } = question;
  return (
    <DisclosedForm
      {...forms}
      step="answer"
      nth={`-${number}`}
      role={owner}
      summary={answer === null ? 'Answer' : 'Answer again'}
      about={`question ${number}`}
      label="Save the answer"
      effect="A no needs a reason. The answer is printed in the report with your name."
      reason="optional"
    >
      <input type="hidden" name="question" value={number} />
      <Choice
        legend={`Your answer to question ${number}`}
        name="yes"
        options={YES_OR_NO}
        chosen={typedValue(forms, `answer-${number}`, 'yes')}
      />
    </DisclosedForm>
  );
}

const YES_OR_NO = [
  ['yes', 'Yes'],
  ['no', 'No'],
] as const;

type AnswerControl = NonNullable<AskedQuestion['answer']>;

function notAnswered(owner: string | null): string {
  const whose = owner === null ? '' : `, asked of the ${ownerInWords(owner)}`;
  return `Not answered yet${whose}`;
}

function answerInWords({ yes, who, why, during, asked }: AnswerControl): string {
  const words = asked === null ? '' : ` to “${asked}”`;
  return `${yes ? 'Yes' : 'No'}${words}, says ${who}, in ${during}${why === null ? '' : `: ${why}`}`;
}
