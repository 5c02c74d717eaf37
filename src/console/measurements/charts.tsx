import { inFigures, percent } from '../../lib/figures.ts';
import type { OverTime, PointOfCohort } from '../../release/index.ts';
import { roundValues, type Axis } from '../charts/chart.tsx';
import { FigureTable } from '../charts/figure-table.tsx';
import { LineChart, type Series } from '../charts/lines.tsx';
import { partInWords, type ShownPoint } from './shown-points.ts';

type ChartedTime = {
  readonly overTime: Pick<OverTime, 'everyMinutes' | 'threshold' | 'labels'>;
  readonly points: readonly ShownPoint[];
};

/** Rows of a table under a chart; the file has them all. */
const MOST_ROWS = 50;

/** A part of each point as a count, or as a share of its answers. */
type ComparedMeasure = {
  readonly heading: string;
  readonly caption: string;
  readonly countOf: (of: PointOfCohort) => number;
  /** Of which the count is a part; null: it stands for itself. */
  readonly whole: { readonly of: (of: PointOfCohort) => number; readonly word: string } | null;
};

const ANSWERS = { of: ({ answers }: PointOfCohort) => answers, word: 'answers' };
const SHARE =
  'Percent of all answers: with the feature on its own pages, without it on the pages around them.';

const MEASURES: readonly ComparedMeasure[] = [
  {
    heading: 'People',
    caption: 'People who were first seen in their stage, each counted once.',
    countOf: ({ came }) => came,
    whole: null,
  },
  {
    heading: 'Errors that are our fault',
    caption: SHARE,
    countOf: ({ errors }) => errors.us,
    whole: ANSWERS,
  },
  {
    heading: 'Errors of the service behind it (VA Profile)',
    caption: SHARE,
    countOf: ({ errors }) => errors.dependency,
    whole: ANSWERS,
  },
  {
    heading: 'Errors in the request',
    caption: `${SHARE} Such as a page that is not theirs to see.`,
    countOf: ({ errors }) => errors.client,
    whole: ANSWERS,
  },
  {
    heading: 'Slow answers',
    caption: `${SHARE} Slow is longer than 2 seconds.`,
    countOf: ({ slow }) => slow,
    whole: ANSWERS,
  },
];

const WITH = 'With the feature';
const WITHOUT = 'Without it';

/** People, errors by whose fault they are, and slow answers: with the feature and without it. */
export function ComparedCharts(time: ChartedTime) {
  return MEASURES.map((measure, index) => (
    <section class="panel" aria-labelledby={`compared-${index}`}>
      <h3 id={`compared-${index}`}>{measure.heading}</h3>
      <Compared {...time} measure={measure} />
    </section>
  ));
}

function Compared({
  points,
  overTime,
  measure,
}: ChartedTime & { readonly measure: ComparedMeasure }) {
  const series: readonly Series[] = [
    { name: WITH, look: 'solid', values: points.map(({ open }) => valueOf(measure, open)) },
    { name: WITHOUT, look: 'dashed', values: points.map(({ closed }) => valueOf(measure, closed)) },
  ];
  const known = series.flatMap(({ values }) => values.filter((value) => value !== null));
  const isSeen = points.some(
    ({ open, closed }) => seenIn(measure, open) || seenIn(measure, closed),
  );
  if (!isSeen) return <p>No data yet: no request has been answered.</p>;
  const isOnePoint = series.every(({ values }) => values.filter((one) => one !== null).length < 2);
  const unit = measure.whole === null ? '' : '%';
  const axis: Axis = {
    values: roundValues(Math.max(...known) || 1),
    word: (value) => `${inFigures(value, 3)}${unit}`,
  };
  return (
    <>
      {isOnePoint || known.every((value) => value === 0) ? (
        <InTotal points={points} measure={measure} />
      ) : (
        <LineChart caption={measure.caption} slots={points} axis={axis} series={series} />
      )}
      <PointsTable
        caption={measure.heading}
        columns={['From', WITH, WITHOUT]}
        rows={rowsOf(points, overTime, ({ open, closed }) => [
          inWords(measure, open),
          inWords(measure, closed),
        ])}
      />
    </>
  );
}

type InTotalParts = Pick<ChartedTime, 'points'> & { readonly measure: ComparedMeasure };

/** One point, or nothing but zeros, is no chart. */
function InTotal({ points, measure }: InTotalParts) {
  const { countOf, whole } = measure;
  const inTotal = (cohort: 'open' | 'closed') => {
    const sum = (of: (point: PointOfCohort) => number) =>
      points.reduce((total, point) => total + of(point[cohort]), 0);
    const count = inFigures(sum(countOf));
    return whole === null ? count : `${count} of ${inFigures(sum(whole.of))} ${whole.word}`;
  };
  return (
    <p>
      {inTotal('open')} with the feature, {inTotal('closed')} without it.
    </p>
  );
}

const seenIn = ({ countOf, whole }: ComparedMeasure, of: PointOfCohort) =>
  (whole?.of ?? countOf)(of) > 0;

/** Of errors nobody knows where nobody was answered. */
function valueOf({ countOf, whole }: ComparedMeasure, of: PointOfCohort): number | null {
  if (whole === null) return countOf(of);
  return whole.of(of) === 0 ? null : (100 * countOf(of)) / whole.of(of);
}

function inWords({ countOf, whole }: ComparedMeasure, of: PointOfCohort): string {
  if (whole === null) return inFigures(countOf(of));
  const all = whole.of(of);
  if (all === 0) return 'No data';
  return `${inFigures(countOf(of))} of ${inFigures(all)} ${whole.word} (${percent(countOf(of) / all)})`;
}

/** As a part of what rolls the feature back, each ten times the one below it. */
const DECADES: Axis = {
  values: [-3, -2, -1, 0],
  word: (exponent) => `${inFigures(100 * 10 ** exponent, 1)}%`,
};
const LOWEST = DECADES.values[0] ?? 0;

/** ln of evidence as the exponent of ten of its part of the threshold. */
const exponentOf = (logEvidence: number, threshold: number) =>
  Math.min(0, Math.max(LOWEST, (logEvidence - threshold) / Math.LN10));

export const shareOfLimit = (logEvidence: number, threshold: number) =>
  Math.min(1, Math.exp(logEvidence - threshold));

/** The evidence of harm against its limit; it stays as it is where nothing comes that could change it. */
export function EvidenceChart({ overTime, points }: ChartedTime) {
  const { threshold, labels } = overTime;
  const path = evidenceAlong(points);
  if (path.every((log) => log === null)) {
    return <p>No data yet: nobody has been seen, so there is no evidence of anything.</p>;
  }
  const values = path.map((log) => (log === null ? null : exponentOf(log, threshold)));
  return (
    <>
      <LineChart
        caption="Evidence of harm at the end of each part of the time, as a part of the evidence that rolls the feature back. The scale grows tenfold from line to line. A short line at the foot is a part in which a label was given."
        slots={points}
        axis={DECADES}
        series={[{ name: 'Evidence', look: 'solid', values }]}
        ticks={[...new Set(labels.map(({ at }) => points.findLastIndex((one) => one.at <= at)))]}
        limit={{ value: 0, word: 'Limit: rolls back' }}
      />
      <PointsTable
        caption="Evidence of harm"
        columns={['From', 'Part of the limit at its end', 'First failed visits']}
        rows={rowsOf(points, overTime, ({ open, closed }, index) => {
          const log = path[index] ?? null;
          const failed = `${inFigures(open.failed)} with the feature, ${inFigures(closed.failed)} without it`;
          return [log === null ? 'No data' : percent(shareOfLimit(log, threshold)), failed];
        })}
      />
    </>
  );
}

/** ln of it at the end of each part: as it was before where nothing came; null before the first. */
export function evidenceAlong(points: readonly ShownPoint[]): readonly (number | null)[] {
  let known: number | null = null;
  return points.map(({ logEvidence }) => (known = logEvidence ?? known));
}

function rowsOf(
  points: readonly ShownPoint[],
  { everyMinutes }: Pick<OverTime, 'everyMinutes'>,
  cells: (point: ShownPoint, index: number) => readonly string[],
): readonly (readonly string[])[] {
  const first = Math.max(0, points.length - MOST_ROWS);
  return points
    .slice(first)
    .map((point, index) => [partInWords(point.at, everyMinutes), ...cells(point, first + index)])
    .toReversed();
}

type PointsTableParts = {
  readonly caption: string;
  readonly columns: readonly string[];
  readonly rows: readonly (readonly string[])[];
};

function PointsTable({ caption, columns, rows }: PointsTableParts) {
  const newest = rows.length === MOST_ROWS ? `, the newest ${MOST_ROWS}` : '';
  return (
    <details class="fold">
      <summary>
        Show as table<span class="visually-hidden">: {caption}</span>
      </summary>
      <FigureTable caption={`${caption}${newest}`} columns={columns} rows={rows} />
    </details>
  );
}
