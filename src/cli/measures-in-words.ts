import type { NamedMeasure } from '../criteria/index.ts';

const HEADINGS = { name: 'MEASURE', of: 'OF', from: 'FROM' };

type MeasureRow = typeof HEADINGS;

/** A table for people: a line of facts a measure, then what it means and an example. */
export function measuresInWords(measures: readonly NamedMeasure[]): string {
  const rows = measures.map(rowOf);
  const width = (column: keyof MeasureRow) =>
    Math.max(...[HEADINGS, ...rows].map((row) => row[column].length));
  const line = ({ name, of, from }: MeasureRow) =>
    `${name.padEnd(width('name'))}  ${of.padEnd(width('of'))}  ${from}`.trimEnd();
  return [
    line(HEADINGS),
    ...measures.flatMap((measure) => [
      line(rowOf(measure)),
      `    ${measure.meaning}`,
      `    \`${measure.example}\``,
    ]),
  ].join('\n');
}

function rowOf(measure: NamedMeasure): MeasureRow {
  const { name, kind, denominators, closedCohort, from, measured } = measure;
  const of =
    kind === 'share' ? denominators.join(', ') : kind === 'count' ? 'a count' : 'a length of time';
  const source = measured ? from : `${from}, not yet: nothing measures it today`;
  const compared = closedCohort ? 'also without the feature' : '';
  return { name, of, from: [source, compared].filter((words) => words !== '').join('; ') };
}
