import type { ReleaseStatus } from '../release/index.ts';

/** The questions that people answer before the next stage, with the answers so far. */
export function Questions({ release }: { readonly release: ReleaseStatus }) {
  const { phase, questions, unasked, checkIns } = release;
  if (phase === 'fully-on') return <CheckIns id={release.id} checkIns={checkIns} />;
  if (phase === 'closed' || questions.length + unasked.length === 0) return null;
  const headingId = `questions-${release.id}`;
  return (
    <section aria-labelledby={headingId}>
      <h3 id={headingId}>Open questions</h3>
      <ol class="questions">
        {questions.map(({ number, text, answer, earlier }) => (
          <li key={number}>
            {text} <strong>{answerInWords(answer)}</strong>
            {answer === null && earlier !== null && ` Before: ${answerInWords(earlier)}`}
          </li>
        ))}
      </ol>
      {unasked.length > 0 && (
        <>
          <p>Asked before, in words that the plan has no more:</p>
          <ul>
            {unasked.map((answer) => (
              <li key={answer.question}>
                {answer.question} <strong>{answerInWords(answer)}</strong>
              </li>
            ))}
          </ul>
        </>
      )}
    </section>
  );
}

type AnswerControl = ReleaseStatus['questions'][number]['answer'];

function answerInWords(answer: AnswerControl): string {
  if (answer === null) return 'Not answered yet';
  const { yes, who, why, during } = answer;
  return `${yes ? 'Yes' : 'No'}, says ${who}, in ${during}${why === null ? '' : `: ${why}`}`;
}

const NAMES = {
  'one-week': 'One-week check-in',
  'one-month': 'One-month check-in',
  'post-launch': 'Post-launch questions',
} as const;

function CheckIns({ id, checkIns }: Pick<ReleaseStatus, 'id' | 'checkIns'>) {
  const headingId = `check-ins-${id}`;
  return (
    <section aria-labelledby={headingId}>
      <h3 id={headingId}>Check-ins after full release</h3>
      <ul>
        {checkIns.map(({ checkIn, dueOn, state }) => (
          <li key={checkIn}>
            {NAMES[checkIn]}:{' '}
            <strong>{state === 'open' && dueOn !== null ? `opens on ${dueOn}` : state}</strong>
          </li>
        ))}
      </ul>
    </section>
  );
}
