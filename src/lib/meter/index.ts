/** Counters, gauges and histograms with declared names and bounded labels; what keeps them is somebody else’s. */
export { createMeter } from './create-meter.ts';
export type {
  LabelsOf,
  Meter,
  MeterStore,
  MetricDeclaration,
  MetricFigure,
  MetricTable,
  SeriesLabels,
} from './meter.ts';
