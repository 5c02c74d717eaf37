import { createLabelBounds } from './label-bounds.ts';
import type { Meter, MeterStore, MetricFigure, MetricTable, SeriesLabels } from './meter.ts';

/** A meter for the metrics of this table, whose figures all of these stores get, with labels within their bounds. */
export function createMeter<T extends MetricTable>(
  table: T,
  stores: readonly MeterStore[],
): Meter<T> {
  const bounded = createLabelBounds(table);
  const meter = {
    count: (name: string, labels: SeriesLabels, by = 1) => {
      const within = bounded(name, labels);
      for (const store of stores) store.count(name, within, by);
    },
    observe: (name: string, labels: SeriesLabels, value: number) => {
      const within = bounded(name, labels);
      for (const store of stores) store.observe(name, within, value);
    },
    report: (name: string, figures: () => readonly MetricFigure<SeriesLabels>[]) => {
      const within = () =>
        figures().map(({ labels, value }) => ({ labels: bounded(name, labels), value }));
      for (const store of stores) store.report(name, within);
    },
  };
  return meter as Meter<T>;
}
