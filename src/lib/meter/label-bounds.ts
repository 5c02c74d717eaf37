import type { LabelBound, MetricTable } from './meter.ts';

/** The word for whatever is not within the bound of its label. */
const OTHER = 'other';

export type LabelBounds = (
  name: string,
  labels: Readonly<Record<string, string>>,
) => Record<string, string>;

/** Brings labels within the bounds of their metric, so that the number of series can’t grow with what comes in. */
export function createLabelBounds(table: MetricTable): LabelBounds {
  const metrics = new Map(
    Object.entries(table).map(([name, { labels }]) => [
      name,
      Object.entries(labels).map(([label, bound]) => [label, allowedBy(bound)] as const),
    ]),
  );
  return (name, labels) => {
    const within: Record<string, string> = {};
    for (const [label, isAllowed] of metrics.get(name) ?? []) {
      const value = labels[label];
      within[label] = value !== undefined && isAllowed(value) ? value : OTHER;
    }
    return within;
  };
}

/** Whether a value is within the bound; of a number, the first values are. */
function allowedBy(bound: LabelBound): (value: string) => boolean {
  if (typeof bound !== 'number') return (value) => bound.includes(value);
  const values = new Set<string>();
  return (value) => {
    if (values.size < bound) values.add(value);
    return values.has(value);
  };
}
