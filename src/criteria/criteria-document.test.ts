import { readFileSync } from 'node:fs';

import { describe, expect, it, test } from 'vitest';

import { criterionInWords, MEASURE_LIST, readCriterion, type NamedMeasure } from './index.ts';

const root = (path: string) => readFileSync(new URL(`../../${path}`, import.meta.url), 'utf8');

const documented = root('docs/criteria.md');

/** The rows of the table with this heading, cell by cell. */
function rowsBelow(heading: string): readonly (readonly string[])[] {
  const lines = documented.split('\n');
  const start = lines.findIndex((line) => line.replaceAll(/\s+/g, ' ').startsWith(heading));
  if (start === -1) throw new Error(`docs/criteria.md has no table “${heading}”`);
  const rest = lines.slice(start + 2);
  const end = rest.findIndex((line) => !line.startsWith('|'));
  return rest.slice(0, end).map((line) => line.slice(1, -1).split('|').map(plain));
}

const plain = (cell: string) => cell.trim().replace(/^`(.*)`$/, '$1');

const pairs = rowsBelow('| Written | Read as |').map(
  ([written = '', canonical = '']) => [written, canonical] as const,
);
const problems = rowsBelow('| Code | Written | Column |').map(
  ([code = '', written = '', column = '']) => [code, written, column] as const,
);

describe('docs/criteria.md', () => {
  it.each(pairs)('“%s” is read as “%s”', (written, canonical) => {
    const read = readCriterion(written);
    expect(read.ok ? criterionInWords(read.value) : read.error.sentence).toBe(canonical);
  });

  it.each(problems.filter(([, written]) => written !== ''))(
    'gives %s for “%s” at column %s',
    (code, written, column) => {
      const read = readCriterion(written);
      expect(read.ok ? criterionInWords(read.value) : read.error).toMatchObject({
        code,
        column: Number(column),
      });
    },
  );

  test('has every code that a problem can have', () => {
    const source = root('src/criteria/reading/problem.ts');
    const codes = [...source.matchAll(/^ {2}\| '([a-z-]+)'/gm)].map(([, code]) => code);
    expect(codes.length).toBeGreaterThan(15);
    expect(problems.map(([code]) => code).toSorted()).toEqual(codes.toSorted());
  });

  test('quotes the sentence of a problem as it is', () => {
    const read = readCriterion('contacts eror rate < 1%');
    expect(read.ok).toBe(false);
    if (!read.ok) expect(documented).toContain(`\n> ${read.error.sentence}\n`);
  });

  test('has every measure as the catalogue has it', () => {
    expect(rowsBelow('| Measure | Meaning |')).toEqual(MEASURE_LIST.map(rowOf));
  });
});

function rowOf({ name, kind, meaning, ...rest }: NamedMeasure): readonly string[] {
  const of = {
    share: rest.denominators.join(', '),
    count: 'a count',
    duration: 'a length of time',
    score: 'a score',
    ratio: 'a ratio',
  };
  const compared = rest.closedCohort ? 'yes' : 'no';
  return [
    name,
    meaning,
    of[kind],
    compared,
    rest.measured ? rest.from : `${rest.from}, not yet`,
    rest.synonyms.join(', '),
  ];
}
