import type { ReleaseStatus } from '../release/index.ts';

/** The questions that people answer before the next stage, with the answers so far. */
export function Questions({ release }: { readonly release: ReleaseStatus }) {
  const { phase, questions, checkIns } = release;
  if (phase === 'fully-on') return <CheckIns id={release.id} checkIns={checkIns} />;
  if ((phase !== 'testing' && phase !== 'rollout') || questions.length === 0) return null;
  const headingId = `questions-${release.id}`;
  return (
    <section aria-labelledby={headingId}>
      <h3 id={headingId}>Open questions</h3>
      <ol class="questions">
        {questions.map(({ number, text, answer }) => (
          <li key={number}>
            {text} <strong>{answerInWords(answer)}</strong>
          </li>
        ))}
      </ol>
    </section>
  );
}

type AnswerControl = ReleaseStatus['questions'][number]['answer'];

function answerInWords(answer: AnswerControl): string {
  if (answer === null) return 'Not answered yet';
  const { yes, who, why } = answer;
  return `${yes ? 'Yes' : 'No'}, says ${who}${why === null ? '' : `: ${why}`}`;
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
        {checkIns.map(({ checkIn, dueAt, state }) => (
          <li key={checkIn}>
            {NAMES[checkIn]}:{' '}
            <strong>
              {state === 'open' && dueAt !== null ? `opens on ${dueAt.slice(0, 10)}` : state}
            </strong>
          </li>
        ))}
      </ul>
    </section>
  );
}
