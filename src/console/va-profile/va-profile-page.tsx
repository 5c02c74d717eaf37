import { DescriptionList } from '../../design-system/index.ts';
import { timeInEasternTime } from '../../lib/eastern-time.ts';
import { HOUR_MS, MINUTE_MS, SECOND_MS } from '../../lib/duration.ts';
import { percent } from '../../lib/figures.ts';
import type { PlannedTime } from '../charts/event-markers.ts';
import { AsOf } from '../frame/as-of.tsx';
import { consoleDocument, type ConsoleFrame } from '../frame/console-document.tsx';
import { TableHead } from '../frame/table-head.tsx';

export const VA_PROFILE_PATH = '/console/va-profile';

/** How this instance’s requests to VA Profile fare; times in milliseconds. */
export type UpstreamHealth = {
  readonly breaker: 'closed' | 'open' | 'probing';
  /** Until an open breaker lets a question through. */
  readonly restMs: number;
  /** Questions that are with VA Profile, and those that wait for a free place. */
  readonly sent: number;
  readonly waiting: number;
  readonly most: { readonly atOnce: number; readonly waiting: number };
  readonly lastHour: {
    /** An hour, or less in an instance that is younger. */
    readonly countedMs: number;
    readonly outcomes: ReadonlyMap<QuestionOutcome, number>;
    readonly sent: number;
    readonly retried: number;
    /** Null: none was sent. */
    readonly latency: Readonly<Record<'p50' | 'p90' | 'p95' | 'p99' | 'longest', number>> | null;
  };
};

type QuestionOutcome = keyof typeof OUTCOMES;

export type VaProfileView = ConsoleFrame & {
  readonly asOf: string;
  readonly health: UpstreamHealth;
  readonly downtimes: readonly PlannedTime[];
};

/** The service behind the feature, as the instance that shows the page sees it. */
export function renderVaProfile(view: VaProfileView): string {
  const { asOf, health } = view;
  const { breaker, restMs, sent, waiting, most, lastHour } = health;
  const rest = breaker === 'open' ? ` The next try: ${restInWords(restMs)}.` : '';
  return consoleDocument({
    ...view,
    heading: 'VA Profile',
    current: VA_PROFILE_PATH,
    children: (
      <>
        <AsOf asOf={asOf} />
        <p>
          These are the figures of the instance that shows this page. Every other instance has its
          own; /metrics of each tells them side by side.
        </p>
        <section aria-labelledby="now">
          <h2 id="now">Now</h2>
          <DescriptionList
            items={[
              { term: 'Breaker', description: `${BREAKER_IN_WORDS[breaker]}${rest}` },
              {
                term: 'Bulkhead: being asked',
                description: `${sent} of at most ${most.atOnce} requests`,
              },
              {
                term: 'Bulkhead: waiting',
                description: `${waiting} of at most ${most.waiting} requests`,
              },
            ]}
          />
        </section>
        <LastHour {...lastHour} />
        <Downtimes {...view} />
      </>
    ),
  });
}

const BREAKER_IN_WORDS: Readonly<Record<UpstreamHealth['breaker'], string>> = {
  closed: 'Closed: VA Profile is asked.',
  open: 'Open: too many requests failed, so VA Profile is not asked for a while.',
  probing: 'Probing: VA Profile is tried again with one question.',
};

function restInWords(restMs: number): string {
  return restMs === 0 ? 'with the next question' : `in ${Math.ceil(restMs / SECOND_MS)} s`;
}

function LastHour({ countedMs, outcomes, sent, retried, latency }: UpstreamHealth['lastHour']) {
  const asked = [...outcomes.values()].reduce((sum, times) => sum + times, 0);
  const minutes = Math.floor(countedMs / MINUTE_MS);
  return (
    <section aria-labelledby="last-hour">
      <h2 id="last-hour">The last hour</h2>
      {countedMs < HOUR_MS && (
        <p>
          This instance has run for {minutes < 1 ? 'less than a minute' : `${minutes} min`}, so the
          figures cover only that time.
        </p>
      )}
      {asked === 0 ? (
        <p>No question was asked in that time, so there is nothing to say about VA Profile.</p>
      ) : (
        <Outcomes outcomes={outcomes} asked={asked} />
      )}
      {latency === null ? (
        asked > 0 && <p>None of them was sent, so there is no latency.</p>
      ) : (
        <LatencyTable latency={latency} sent={sent} retried={retried} />
      )}
    </section>
  );
}

type OutcomesParts = Pick<UpstreamHealth['lastHour'], 'outcomes'> & { readonly asked: number };

function Outcomes({ outcomes, asked }: OutcomesParts) {
  const known = Object.keys(OUTCOMES) as readonly QuestionOutcome[];
  return (
    <table class="table table--stacked" role="table">
      <caption>What became of the {asked} requests</caption>
      <TableHead columns={['Outcome', 'Questions', 'Share']} />
      <tbody role="rowgroup">
        {known.flatMap((outcome) => {
          const times = outcomes.get(outcome) ?? 0;
          if (times === 0) return [];
          return (
            <tr role="row">
              <th scope="row" role="rowheader">
                {OUTCOMES[outcome]}
              </th>
              <td role="cell" data-label="Questions">
                {times}
              </td>
              <td role="cell" data-label="Share">
                {percent(times / asked)}
              </td>
            </tr>
          );
        })}
      </tbody>
    </table>
  );
}

const OUTCOMES = {
  answered: 'Answered',
  'not-found': 'Answered: does not know the person',
  'refused-request': 'Error: refused the question',
  failed: 'Error: failed',
  timeout: 'Error: no answer in time',
  unreachable: 'Error: no connection, or a broken one',
  malformed: 'Error: an answer that can’t be read',
  'breaker-open': 'Not sent: the breaker was open',
  overloaded: 'Not sent: too many requests at once',
  cancelled: 'Given up: whoever asked had left',
} as const;

type LatencyParts = Pick<UpstreamHealth['lastHour'], 'sent' | 'retried'> & {
  readonly latency: NonNullable<UpstreamHealth['lastHour']['latency']>;
};

function LatencyTable({ latency, sent, retried }: LatencyParts) {
  const { p50, p90, p95, p99, longest } = latency;
  const rows = [
    ['Half of them', p50],
    ['90 of 100', p90],
    ['95 of 100', p95],
    ['99 of 100', p99],
    ['All', longest],
  ] as const;
  return (
    <>
      <table class="table table--stacked" role="table">
        <caption>How long the {sent} requests that were sent took</caption>
        <TableHead columns={['Of the requests', 'Took at most']} />
        <tbody role="rowgroup">
          {rows.map(([share, ms]) => (
            <tr role="row">
              <th scope="row" role="rowheader">
                {share}
              </th>
              <td role="cell" data-label="Took at most">
                {ms} ms
              </td>
            </tr>
          ))}
        </tbody>
      </table>
      <p class="quiet">
        A second attempt is included; {retried} of {sent} had one. Percentiles are exact to 5%.
      </p>
    </>
  );
}

function Downtimes({ downtimes, asOf }: VaProfileView) {
  const now = new Date(asOf);
  const ahead = downtimes
    .filter(({ until }) => until > now)
    .toSorted((one, other) => one.from.getTime() - other.from.getTime());
  return (
    <section aria-labelledby="downtimes">
      <h2 id="downtimes">Planned downtimes</h2>
      {ahead.length === 0 ? (
        <p>None is planned. The setting VA_PROFILE_DOWNTIME names them.</p>
      ) : (
        <ul>
          {ahead.map((downtime) => (
            <li>
              <Moment at={downtime.from} /> to <Moment at={downtime.until} />
              {downtime.from <= now && <strong> (now)</strong>}
            </li>
          ))}
        </ul>
      )}
    </section>
  );
}

function Moment({ at }: { readonly at: Date }) {
  const iso = at.toISOString();
  return <time dateTime={iso}>{timeInEasternTime(iso)}</time>;
}
