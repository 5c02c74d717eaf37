/** With at most so many digits behind the point as their position says. Making a format takes long, using it does not. */
const FORMATS = [0, 1, 2, 3, 4, 5, 6].map(
  (maximumFractionDigits) => new Intl.NumberFormat('en-US', { maximumFractionDigits }),
);

export const MOST_DIGITS = FORMATS.length - 1;

/** `1,650`, `4.2`: with at most so many digits behind the point, from 0 to 6. */
export function inFigures(value: number, mostDigits = 0): string {
  return FORMATS[mostDigits]?.format(value) ?? String(value);
}

/** A share from 0 to 1 as `13.91%`; below one percent with two digits that say something, `0.093%`. */
export function percent(share: number): string {
  const hundredfold = 100 * share;
  const format = Math.abs(hundredfold) < 1 ? TWO_DIGITS : FORMATS[2];
  return `${format?.format(hundredfold) ?? ''}%`;
}

const TWO_DIGITS = new Intl.NumberFormat('en-US', { maximumSignificantDigits: 2 });

/**
 * The amount below which this share (0 to 1) of the counted ones lies, taken evenly within its class. The ends are the
 * upper ends of the classes; the last class has none, and is taken to end at twice its start. Null without any.
 */
export function percentileIn(
  counts: readonly number[],
  ends: readonly number[],
  share: number,
): number | null {
  const total = counts.reduce((sum, count) => sum + count, 0);
  if (total === 0) return null;
  const rank = share * total;
  let below = 0;
  for (const [index, count] of counts.entries()) {
    if (below + count >= rank && count > 0) {
      const start = ends[index - 1] ?? 0;
      const end = ends[index] ?? start * 2;
      return start + ((end - start) * (rank - below)) / count;
    }
    below += count;
  }
  return ends.at(-1) ?? null;
}
