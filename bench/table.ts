/** What a bench prints: one row a measurement, with its ratio to the first row, which is the limit or the peer. */
export type Row = { readonly name: string; readonly value: number; readonly unit: string };

export function printTable(title: string, rows: readonly Row[]): void {
  console.log(`\n${title}`);
  const base = rows[0]?.value ?? NaN;
  const width = Math.max(...rows.map(({ name }) => name.length));
  for (const { name, value, unit } of rows) {
    const ratio = (value / base).toFixed(2);
    console.log(`  ${name.padEnd(width)}  ${inFigures(value).padStart(12)} ${unit}  (× ${ratio})`);
  }
}

/** The value below which this share of the measurements lies; they need not be sorted. */
export function percentile(measurements: readonly number[], share: number): number {
  const sorted = measurements.toSorted((a, b) => a - b);
  return sorted[Math.min(sorted.length - 1, Math.floor(sorted.length * share))] ?? NaN;
}

function inFigures(value: number): string {
  return value.toLocaleString('en-US', { maximumFractionDigits: value < 100 ? 2 : 0 });
}
