import type { LabelBound, MetricTable } from './meter.ts';

/** The word for whatever is not within the bound of its label. */
const OTHER = 'other';

export type LabelBounds = (
  name: string,
  labels: Readonly<Record<string, string>>,
) => Record<string, string>;

/** Brings labels within the bounds of their metric, so that the number of series can’t grow with what comes in. */
export function createLabelBounds(table: MetricTable): LabelBounds {
  const seen = new Map<string, Set<string>>();
  const isWithin = (key: string, bound: LabelBound, value: string): boolean => {
    if (typeof bound !== 'number') return bound.includes(value);
    const values = seen.get(key) ?? new Set();
    seen.set(key, values);
    if (values.size < bound) values.add(value);
    return values.has(value);
  };
  return (name, labels) => {
    const bounds = Object.entries(table[name]?.labels ?? {});
    return Object.fromEntries(
      bounds.map(([label, bound]) => {
        const value = labels[label] ?? OTHER;
        return [label, isWithin(`${name} ${label}`, bound, value) ? value : OTHER];
      }),
    );
  };
}
