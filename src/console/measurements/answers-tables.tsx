import { timeInEasternTime } from '../../lib/eastern-time.ts';
import { inFigures, percent } from '../../lib/figures.ts';
import type { MeasuredAnswers, OverTime } from '../../release/index.ts';
import { FigureTable } from '../charts/figure-table.tsx';

type OfAnswers = { readonly overTime: Pick<OverTime, 'answers' | 'dependencyDownSince'> };

const WHO = [
  ['before', 'Before the release'],
  ['open', 'Since then, with the feature'],
  ['closed', 'Since then, without it'],
] as const;

/** How long answers took. Of few answers no percentile is told. */
export function Latency({ overTime: { answers } }: OfAnswers) {
  return (
    <section class="panel" aria-labelledby="latency">
      <h2 id="latency">How long answers took</h2>
      <FigureTable
        caption="Within this time came 50%, 95% and 99% of the answers"
        columns={['Who', 'Answers', '50%', '95%', '99%']}
        rows={WHO.map(([which, who]) => {
          const { answers: count, p50, p95, p99 } = answers[which];
          const cells = [within(count, 2, p50), within(count, 20, p95), within(count, 100, p99)];
          return [who, count === 0 ? 'No data' : inFigures(count), ...cells];
        })}
      />
    </section>
  );
}

function within(answers: number, least: number, ms: number | null): string {
  if (ms === null) return 'No data';
  return answers < least ? 'Not enough data yet' : `${inFigures(ms)} ms`;
}

/** What the release did to the service behind it, in figures, or that nobody can say. */
export function DependencyHealth({ overTime }: OfAnswers) {
  const { answers, dependencyDownSince } = overTime;
  return (
    <section class="panel" aria-labelledby="dependency">
      <h2 id="dependency">VA Profile before and since the release</h2>
      <p>
        <strong>Was any downstream service affected?</strong> {affectedInWords(answers)}
      </p>
      {dependencyDownSince !== null && (
        <p class="beware">
          VA Profile has been down since{' '}
          <time dateTime={dependencyDownSince}>{timeInEasternTime(dependencyDownSince)}</time>.
        </p>
      )}
      <FigureTable
        caption="Answers that failed because VA Profile did"
        columns={['Who', 'Failed', '95% of all answers came within']}
        rows={WHO.map(([which, who]) => {
          const { answers: count, p95 } = answers[which];
          return [who, failedInWords(answers[which]), within(count, 20, p95)];
        })}
      />
      <p class="quiet">
        Without the feature, people meet the pages around it alone, and not all of these ask VA
        Profile.
      </p>
    </section>
  );
}

/** Those that asked it: all but what we, or who asked, did wrong. */
const callsIn = ({ answers, errors }: MeasuredAnswers) => answers - errors.us - errors.client;

function failedInWords(answers: MeasuredAnswers): string {
  const [calls, failed] = [callsIn(answers), answers.errors.dependency];
  if (calls === 0) return 'No data';
  return `${inFigures(failed)} of ${inFigures(calls)} answers (${percent(failed / calls)})`;
}

function affectedInWords({ before, open }: OverTime['answers']): string {
  if (callsIn(open) === 0) {
    return 'This can’t be said: no request with the feature has been answered yet.';
  }
  const since = `With the feature, ${failedInWords(open)} failed because VA Profile did.`;
  if (callsIn(before) === 0) {
    return `${since} Whether that is more than before can’t be said: nothing was measured before the release.`;
  }
  return `${since} Before the release it was ${failedInWords(before)}, on the pages around it.`;
}
