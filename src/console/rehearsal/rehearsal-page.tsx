import { timeInEasternTime } from '../../lib/eastern-time.ts';
import { inFigures, percent } from '../../lib/figures.ts';
import { durationInWords } from '../../lib/duration.ts';
import { FigureTable } from '../charts/figure-table.tsx';
import { releasePath } from '../frame/addresses.ts';
import { releaseDocument, type ReleaseFrame } from '../frame/release-document.tsx';
import { RehearsalForm, rehearsalPath } from './rehearsal-form.tsx';
import type { RehearsalTyped } from './rehearsal-wish.ts';
import {
  isUnderWay,
  type RehearsalResult,
  type RehearsalStanding,
  type RehearsalState,
} from './rehearsals.ts';

type RehearsalView = ReleaseFrame & {
  /** Of the release on this instance, the newest first. */
  readonly rehearsals: readonly RehearsalStanding[];
  /** The key in the address; null: the newest is meant. */
  readonly run: string | null;
  readonly typed?: RehearsalTyped | undefined;
  /** What the rehearsal in the address was asked with; undefined: the address does not say. */
  readonly asked?: RehearsalTyped | undefined;
};

/** The address of a rehearsal: with what it was asked with, by which any instance can run it anew. */
export function runPath(id: string, run: string, asked: RehearsalTyped | null): string {
  return `${rehearsalPath(id)}?${new URLSearchParams({ run, ...asked })}`;
}

/** A rehearsal of the loaded plan: how far it is, then what it came to. */
export function renderRehearsal(view: RehearsalView): string {
  const { release, rehearsals, run, operator, asked } = view;
  const shown = run === null ? rehearsals[0] : rehearsals.find(({ key }) => key === run);
  const others = rehearsals.filter((one) => one !== shown);
  const typed = view.typed ?? (shown ? typedOf(shown) : asked);
  const isClosed = release.phase === 'closed';
  const rehearsing = keyUnderWay(rehearsals);
  return releaseDocument({
    ...view,
    page: 'plan',
    heading: 'Rehearsal',
    path: rehearsalPath(release.id),
    rehearsing,
    children: (
      <>
        <p class="screen-only">
          The plan is carried out in virtual time, many times over, against simulated people.{' '}
          <a href={releasePath(release.id, 'plan')}>Back to the plan</a>.
        </p>
        {shown ? (
          <Shown standing={shown} />
        ) : (
          <p>{run === null ? NONE : asked ? SAME_AGAIN : NOT_HERE}</p>
        )}
        {isClosed && <p>The release is closed, so its plan is not rehearsed anymore.</p>}
        {rehearsing === null && !isClosed && (
          <section class="screen-only" aria-labelledby="rehearse">
            <h2 id="rehearse">{shown ? 'Rehearse again' : 'Rehearse'}</h2>
            <RehearsalForm id={release.id} operator={operator} typed={typed} />
          </section>
        )}
        {others.length > 0 && <Others id={release.id} others={others} />}
      </>
    ),
  });
}

function keyUnderWay(rehearsals: readonly RehearsalStanding[]): string | null {
  return rehearsals.find(isUnderWay)?.key ?? null;
}

const NONE = 'No rehearsal of this plan has been run on this instance since it started.';
const NOT_HERE =
  'This instance of the program does not know this rehearsal. If several instances serve the console, another one may: refresh the page. If its instance has been started again, the result is lost: rehearse again.';

const SAME_AGAIN =
  'This instance of the program does not know this rehearsal: another one runs it, or it was started again since. What it was asked with stands below. Rehearse here: the same figures and seed give the same runs, as long as the plan is the same.';

/** What it was asked with, so that one thing can be changed and the rest stays. */
function typedOf(standing: RehearsalStanding): RehearsalTyped {
  const { usersPerDay, errorRate, regression, outageMinutes, runs, seed } = standing.wish;
  return {
    people: inFigures(usersPerDay, 6),
    errors: asPercent(errorRate),
    failing: regression === null ? '' : asPercent(regression),
    outage: outageMinutes === null ? '' : `${outageMinutes}m`,
    runs: String(runs),
    seed: String(seed),
  };
}

function asPercent(share: number): string {
  return `${Number((100 * share).toFixed(8))}%`;
}

function Shown({ standing }: { readonly standing: RehearsalStanding }) {
  const { by, at, planVersion, state } = standing;
  return (
    <section class="rehearsal" aria-labelledby="rehearsal">
      <h2 id="rehearsal">{HEADINGS[state.name]}</h2>
      <p class="quiet">
        Asked for by {by}, <time dateTime={at}>{timeInEasternTime(at)}</time>, of version{' '}
        {planVersion} of the plan.
      </p>
      <State standing={standing} />
    </section>
  );
}

const HEADINGS: Readonly<Record<RehearsalState['name'], string>> = {
  waits: 'The rehearsal waits its turn',
  runs: 'The rehearsal runs',
  stopped: 'The rehearsal was stopped',
  refused: 'The plan could not be rehearsed',
  done: 'What the rehearsal came to',
};

function State({ standing }: { readonly standing: RehearsalStanding }) {
  const { state, wish } = standing;
  switch (state.name) {
    case 'waits':
      return (
        <>
          <p>
            {state.before} {state.before === 1 ? 'rehearsal is' : 'rehearsals are'} before it.
          </p>
          <Stop standing={standing} />
        </>
      );
    case 'runs':
      return (
        <>
          <p class="rehearsal__progress">
            <label for="progress">
              {state.finished} of {wish.runs} runs
            </label>
            <progress id="progress" max={wish.runs} value={state.finished} />
          </p>
          <Stop standing={standing} />
        </>
      );
    case 'stopped':
      return <p>{state.by} stopped the rehearsal, so there is no result.</p>;
    case 'refused':
      return (
        <ul>
          {state.sentences.map((sentence) => (
            <li>{sentence}</li>
          ))}
        </ul>
      );
    case 'done':
      return <Result result={state.result} />;
  }
}

/** Whoever may start one may stop one. */
function Stop({ standing: { release, key } }: { readonly standing: RehearsalStanding }) {
  return (
    <form class="form" method="post" action={`${rehearsalPath(release)}/stop`}>
      <input type="hidden" name="run" value={key} />
      <button class="button button--secondary" type="submit">
        Stop the rehearsal
      </button>
    </form>
  );
}

function Result({ result }: { readonly result: RehearsalResult }) {
  const { introduction, verdicts, pictures, columns, rows, notes, notRehearsed } = result;
  return (
    <>
      <p>{introduction}</p>
      <ul>
        {verdicts.map((sentence) => (
          <li>{sentence}</li>
        ))}
      </ul>
      <div class="rehearsal__pictures" dangerouslySetInnerHTML={{ __html: pictures }} />
      <FigureTable caption="Stage by stage" columns={columns} rows={rows} />
      {notes.map((note) => (
        <p class="quiet">{note}</p>
      ))}
      {notRehearsed.length > 0 && (
        <>
          <h3>Not rehearsed, and assumed to be met</h3>
          <ul>
            {notRehearsed.map((words) => (
              <li>{words}</li>
            ))}
          </ul>
        </>
      )}
    </>
  );
}

type OthersParts = { readonly id: string; readonly others: readonly RehearsalStanding[] };

function Others({ id, others }: OthersParts) {
  return (
    <section class="screen-only" aria-labelledby="others">
      <h2 id="others">Other rehearsals of this release</h2>
      <ul>
        {others.map((one) => (
          <li>
            <a href={runPath(id, one.key, typedOf(one))}>{timeInEasternTime(one.at)}</a>
            {`: ${wishInWords(one.wish)} (${STATES[one.state.name]})`}
          </li>
        ))}
      </ul>
      <p class="quiet">
        The last few of this instance, in its memory: they are lost when it is started again.
      </p>
    </section>
  );
}

const STATES: Readonly<Record<RehearsalState['name'], string>> = {
  waits: 'waits',
  runs: 'runs',
  stopped: 'stopped',
  refused: 'could not be rehearsed',
  done: 'done',
};

function wishInWords(wish: RehearsalStanding['wish']): string {
  const { usersPerDay, regression, outageMinutes, runs } = wish;
  const parts = [
    `${runs} runs`,
    `${inFigures(usersPerDay)} people a day`,
    regression && `${percent(regression)} of answers failing`,
    outageMinutes && `down for ${durationInWords(outageMinutes)}`,
  ];
  return parts.filter((part) => typeof part === 'string').join(', ');
}
