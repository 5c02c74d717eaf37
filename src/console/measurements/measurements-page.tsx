import type { ComponentChildren } from 'preact';

import { Alert, DescriptionList } from '../../design-system/index.ts';
import { durationInWords, MINUTES_PER_DAY } from '../../lib/duration.ts';
import { timeInEasternTime } from '../../lib/eastern-time.ts';
import { inFigures, percent } from '../../lib/figures.ts';
import type { GivenLabel, MeasuredRelease, OverTime } from '../../release/index.ts';
import type { PlannedTime } from '../charts/event-markers.ts';
import { EventTable } from '../charts/event-table.tsx';
import { FigureTable } from '../charts/figure-table.tsx';
import { releasePath } from '../frame/addresses.ts';
import { releaseDocument, type ReleaseFrame } from '../frame/release-document.tsx';
import { DependencyHealth, Latency } from './answers-tables.tsx';
import { ComparedCharts, EvidenceChart, shareOfLimit } from './charts.tsx';
import { riseInWords, sampleInWords } from './in-words.ts';
import { shownTime } from './shown-points.ts';

export type MeasurementsView = ReleaseFrame & {
  readonly measured: MeasuredRelease;
  readonly downtimes: readonly PlannedTime[];
};

/** What was measured of a release over time: with the feature and without it, against its limits. */
export function renderMeasurements(view: MeasurementsView): string {
  const { measured } = view;
  return releaseDocument({
    ...view,
    page: 'measurements',
    children:
      measured.kind === 'measured' ? <Measured {...view} {...measured} /> : NONE[measured.kind],
  });
}

const NONE: Readonly<Record<Exclude<MeasuredRelease['kind'], 'measured'>, ComponentChildren>> = {
  'not-open': (
    <section class="panel">
      <h2>Nothing to compare yet</h2>
      <p>
        No stage has been open, so nobody had the feature beside people without it. What is measured
        appears here with the first stage. Until then, <em>Testing</em> says what testers met.
      </p>
    </section>
  ),
  unread: (
    <Alert status="warning" heading="The measurements can’t be read right now" urgent>
      <p>
        They are kept, and are being read. Load this page again in a moment. Holding and rolling
        back on <em>Now</em> need none of them.
      </p>
    </Alert>
  ),
};

type MeasuredParts = MeasurementsView & Extract<MeasuredRelease, { kind: 'measured' }>;

function Measured({ release, asOf, downtimes, overTime, stage, endedBy }: MeasuredParts) {
  const around = { downtimes, now: new Date(asOf) };
  const { points, markers } = shownTime(overTime, release, around);
  const charted = { overTime, points };
  const isSeen = isAnybodySeen(overTime);
  return (
    <>
      <Span overTime={overTime} stage={stage} endedBy={endedBy} />
      {isSeen ? <Compared id={release.id} {...charted} /> : <NobodySeen />}
      {(isSeen || hasOtherAnswers(overTime)) && (
        <>
          <Latency overTime={overTime} />
          <DependencyHealth overTime={overTime} />
        </>
      )}
      <section class="panel" aria-labelledby="happened">
        <h2 id="happened">What happened meanwhile</h2>
        <EventTable markers={markers} isCharted={isSeen} />
        <p>
          <a href={releasePath(release.id, 'journal')}>All entries of the journal</a>
        </p>
      </section>
    </>
  );
}

/** One sentence, where charts and tables of nothing would stand. */
function NobodySeen() {
  return (
    <section class="panel" aria-labelledby="summary">
      <h2 id="summary">Nobody has been seen yet</h2>
      <p>
        No data: since the first stage nobody has come, with the feature or without it, so nothing
        can be said about harm. Figures appear here with the first visit.
      </p>
    </section>
  );
}

function isAnybodySeen({ points }: Pick<OverTime, 'points'>): boolean {
  return points.some(({ open, closed }) =>
    [open, closed].some(({ came, answers }) => came + answers > 0),
  );
}

/** What is known of the time before, and whether the service behind it is down. */
function hasOtherAnswers({ answers, dependencyDownSince }: OverTime): boolean {
  return dependencyDownSince !== null || Object.values(answers).some((of) => of.answers > 0);
}

type ComparedParts = Parameters<typeof EvidenceChart>[0] & {
  readonly id: string;
  readonly overTime: OverTime;
};

function Compared({ id, overTime, points }: ComparedParts) {
  const charted = { overTime, points };
  return (
    <>
      <section class="panel" aria-labelledby="summary">
        <h2 id="summary">In short</h2>
        <DescriptionList
          items={[
            { term: 'Evidence of harm', description: evidenceInWords(overTime) },
            { term: 'Sample ratio', description: sampleInWords(overTime.sample) },
            { term: 'Smallest rise that this stage can catch', description: riseInWords(overTime) },
          ]}
        />
        <p>
          <a href="/console/analytics">Page analytics</a>: what people did on the page.{' '}
          <a href={`${releasePath(id, 'measurements')}.csv`}>Download all points as CSV</a>
        </p>
      </section>
      <section class="panel" aria-labelledby="evidence">
        <h2 id="evidence">Evidence of harm against its limit</h2>
        <EvidenceChart {...charted} />
        <Labels labels={overTime.labels} threshold={overTime.threshold} />
      </section>
      <section aria-labelledby="compared">
        <h2 id="compared">With the feature and without it</h2>
        <div class="charts">
          <ComparedCharts {...charted} />
        </div>
      </section>
    </>
  );
}

type SpanParts = Pick<MeasuredParts, 'overTime' | 'stage' | 'endedBy'>;

function Span({ overTime: { from, to, everyMinutes, isWhole }, stage, endedBy }: SpanParts) {
  const until = endedBy === null ? 'now,' : `the ${endedBy} at`;
  const part = everyMinutes === MINUTES_PER_DAY ? '1 day' : durationInWords(everyMinutes);
  return (
    <p>
      {stage}. Measured from the first stage at <Moment at={from} /> until {until}{' '}
      <Moment at={to} />. Each point is {part}, in Eastern Time.
      {!isWhole && ' Earlier days are left out here.'}
    </p>
  );
}

function Moment({ at }: { readonly at: string }) {
  return <time dateTime={at}>{timeInEasternTime(at)}</time>;
}

function evidenceInWords({ points, logEvidence, threshold }: OverTime): string {
  const hasCome = points.some(({ open, closed }) => open.came + closed.came > 0);
  if (!hasCome) return 'No data: nobody has been seen.';
  return `${percent(shareOfLimit(logEvidence, threshold))} of the evidence that rolls the feature back`;
}

type LabelsParts = Pick<OverTime, 'labels' | 'threshold'>;

/** The newest hundred are kept. */
function Labels({ labels, threshold }: LabelsParts) {
  if (labels.length === 0) {
    return <p>No one has had a failed visit or a slow answer, so no label was given.</p>;
  }
  return (
    <details class="fold">
      <summary>When each label was given ({inFigures(labels.length)})</summary>
      <FigureTable
        caption="Labels: a person’s first failed visit or first slow answer, the newest first (at most 100)"
        columns={['When', 'What', 'Who', 'Evidence with it, of the limit']}
        rows={labels
          .toReversed()
          .map(({ at, kind, cohort, logEvidence }) => [
            timeInEasternTime(at, 'seconds'),
            LABEL_KINDS[kind],
            cohort === 'open' ? 'With the feature' : 'Without it',
            percent(shareOfLimit(logEvidence, threshold)),
          ])}
      />
    </details>
  );
}

const LABEL_KINDS: Readonly<Record<GivenLabel['kind'], string>> = {
  failed: 'First failed visit',
  slow: 'First slow answer',
};
