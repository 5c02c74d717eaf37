/**
 * What may stand in a label: one of these words, or at most so many different ones. Each combination is kept for as long
 * as the process lives, so nothing that comes from outside may ever be one.
 */
export type LabelBound = readonly string[] | number;

export type MetricDeclaration = {
  readonly kind: 'counter' | 'gauge' | 'histogram';
  /** What it says, in one sentence. */
  readonly help: string;
  readonly labels: Readonly<Record<string, LabelBound>>;
  /** Of a histogram: the upper bounds of its buckets, in the unit of its name. */
  readonly buckets?: readonly number[];
};

/** Metrics by their names. */
export type MetricTable = Readonly<Record<string, MetricDeclaration>>;

export type MetricName<T extends MetricTable, Kind = MetricDeclaration['kind']> = {
  [Name in keyof T & string]: T[Name]['kind'] extends Kind ? Name : never;
}[keyof T & string];

export type LabelsOf<T extends MetricTable, Name extends keyof T> = {
  readonly [
    Label in keyof T[Name]['labels']
  ]: T[Name]['labels'][Label] extends readonly (infer V extends string)[] ? V : string;
};

export type MetricFigure<Labels> = { readonly labels: Labels; readonly value: number };

/** Counts and measures by declared names, and knows nothing of what they mean. Never throws, never waits. */
export type Meter<T extends MetricTable> = {
  count<N extends MetricName<T, 'counter'>>(name: N, labels: LabelsOf<T, N>, by?: number): void;
  observe<N extends MetricName<T, 'histogram'>>(
    name: N,
    labels: LabelsOf<T, N>,
    value: number,
  ): void;
  /**
   * Asks for all figures of a metric whenever somebody looks, in place of those of the last look; of a counter, for how
   * often in all. A metric is reported from one place, or counted.
   */
  report<N extends MetricName<T, 'counter' | 'gauge'>>(
    name: N,
    figures: () => readonly MetricFigure<LabelsOf<T, N>>[],
  ): void;
};

/** Labels of any metric, within its bounds. */
export type SeriesLabels = Readonly<Record<string, string>>;

/** Where counted and measured figures go: Prometheus’ registry, say. */
export type MeterStore = {
  count(name: string, labels: SeriesLabels, by: number): void;
  observe(name: string, labels: SeriesLabels, value: number): void;
  report(name: string, figures: () => readonly MetricFigure<SeriesLabels>[]): void;
};
