import type { Line } from './comparison.ts';
import type { Reference } from './reference.ts';

const WIDTHS = { name: 42, figures: 36 };

/** One line a figure: here, in the reference, and whether they agree. */
export function printLines(title: string, lines: readonly Line[], nameBy: 'cell' | 'rule'): void {
  console.log(`\n${row(title, 'here', 'reference')}`);
  for (const { reference, ours, differences } of lines) {
    const here = { ...reference, ...ours.minutes, fired: ours.fired * 100, harmed: ours.harmed };
    const figures = row(
      `  ${reference[nameBy]}`,
      inWords(here, reference),
      inWords(reference, reference),
    );
    console.log(figures + (differences.length === 0 ? '✓' : `✗ ${differences.join(', ')}`));
  }
}

function row(name: string, ours: string, theirs: string): string {
  return name.padEnd(WIDTHS.name) + ours.padEnd(WIDTHS.figures) + theirs.padEnd(WIDTHS.figures);
}

type Alarms = Pick<Reference, 'fired' | 'median' | 'p90' | 'harmed'>;

/** In the precision of the reference, and no figure that it doesn’t have. */
function inWords({ fired, median, p90, harmed }: Alarms, known: Reference): string {
  const words = [`${fired.toFixed(known.roundedTo < 1 ? 1 : 0)}%`];
  if (known.median !== null) {
    const late = known.p90 === null ? '' : ` [${clock(p90)}]`;
    words.push(`${clock(median)}${late} min`);
  }
  if (known.harmed !== null) words.push(`${harmed ?? '–'} harmed`);
  return words.join(', ');
}

export function clock(minutes: number | null): string {
  if (minutes === null) return '–';
  return Number.isFinite(minutes) ? String(minutes) : '>24 h';
}
