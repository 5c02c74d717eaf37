import { Counter, Gauge, Histogram, Registry } from 'prom-client';

import { errorFields, type Log } from '../../lib/log.ts';
import type {
  MeterStore,
  MetricDeclaration,
  MetricFigure,
  MetricTable,
  SeriesLabels,
} from '../../lib/meter/index.ts';

export type PrometheusStore = MeterStore & {
  /** All metrics in Prometheus’ text format. Who asks while it is written shares the answer. */
  text(): Promise<string>;
  readonly contentType: string;
};

/** Keeps the metrics of a table in a registry of its own. */
export function createPrometheusStore(table: MetricTable, log: Log): PrometheusStore {
  const registry = new Registry();
  const reports = createReports(log);
  const counters = new Map<string, Counter>();
  const histograms = new Map<string, Histogram>();
  for (const [name, declared] of Object.entries(table)) {
    const described = describedAs(name, declared, registry);
    if (declared.kind === 'gauge') openGauge(described, declared, reports);
    if (declared.kind === 'counter') counters.set(name, openCounter(described, declared, reports));
    if (declared.kind === 'histogram') {
      const { buckets = [] } = declared;
      histograms.set(name, new Histogram({ ...described, buckets: [...buckets] }));
    }
  }
  let asked: Promise<string> | null = null;
  return {
    count: (name, labels, by) => counters.get(name)?.inc(labels, by),
    observe: (name, labels, value) => histograms.get(name)?.observe(labels, value),
    report: reports.add,
    text: () => {
      asked ??= registry.metrics().finally(() => {
        asked = null;
      });
      return asked;
    },
    contentType: registry.contentType,
  };
}

function describedAs(name: string, { help, labels }: MetricDeclaration, registry: Registry) {
  return { name, help, labelNames: Object.keys(labels), registers: [registry] };
}

type Described = ReturnType<typeof describedAs>;

function openGauge(described: Described, declared: MetricDeclaration, reports: Reports): void {
  new Gauge({
    ...described,
    collect() {
      this.reset();
      // Without labels it would begin with a 0 that nobody has reported.
      if (Object.keys(declared.labels).length === 0) this.remove();
      for (const { labels, value } of reports.of(described.name)) this.set(labels, value);
    },
  });
}

function openCounter(described: Described, declared: MetricDeclaration, reports: Reports): Counter {
  const counter = new Counter({
    ...described,
    collect() {
      if (!reports.has(described.name)) return;
      this.reset();
      for (const { labels, value } of reports.of(described.name)) this.inc(labels, value);
    },
  });
  // The first time is seen as a rise only where a 0 came before it.
  for (const series of closedSeries(declared)) counter.inc(series, 0);
  return counter;
}

/** Every combination of labels that have only words of the table; none where one has names. */
function closedSeries({ labels }: MetricDeclaration): readonly SeriesLabels[] {
  let series: readonly SeriesLabels[] = [{}];
  for (const [label, bound] of Object.entries(labels)) {
    const values = typeof bound === 'number' ? [] : bound;
    series = series.flatMap((one) => values.map((value) => ({ ...one, [label]: value })));
  }
  return series;
}

type Reports = ReturnType<typeof createReports>;

/** One metric that can’t be read must not cost the others: it is left out, and that is said once. */
function createReports(log: Log) {
  const reports = new Map<string, () => readonly MetricFigure<SeriesLabels>[]>();
  const failing = new Set<string>();
  return {
    add: (name: string, figures: () => readonly MetricFigure<SeriesLabels>[]) => {
      reports.set(name, figures);
    },
    has: (name: string) => reports.has(name),
    of: (name: string): readonly MetricFigure<SeriesLabels>[] => {
      try {
        const figures = reports.get(name)?.() ?? [];
        failing.delete(name);
        return figures;
      } catch (error) {
        if (!failing.has(name)) log.warn('a metric could not be read', errorFields(error));
        failing.add(name);
        return [];
      }
    },
  };
}
