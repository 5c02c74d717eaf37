import { readFileSync } from 'node:fs';

import { describe, expect, test } from 'vitest';

import { FAULTS_DOCUMENT, readFaultRows, withSeen } from './fault-table.ts';

const document = readFileSync(FAULTS_DOCUMENT, 'utf8');
const rows = readFaultRows();

test('every row of the table can be read, and has a name of its own', () => {
  const written = document.split('\n').filter((line) => line.startsWith('| `'));
  expect(rows.length).toBeGreaterThan(30);
  expect(rows).toHaveLength(written.length);
  expect(new Set(rows.map(({ name }) => name)).size).toBe(rows.length);
});

describe.each(rows)('$name', ({ name, file, title, seenMs, limitMs }) => {
  test('has its test, which takes its time', () => {
    const source = readFileSync(file, 'utf8');
    expect(source).toContain(title);
    expect(source).toMatch(new RegExp(`(?:recovery|heldAfter)\\(\\s*'${name}'`));
  });

  test('was last seen within its limit', () => {
    expect(seenMs).toBeGreaterThan(0);
    expect(seenMs).toBeLessThanOrEqual(limitMs);
  });
});

test('what was seen is put into its row, rounded up, and the rest is left as it is', () => {
  const [first] = rows;
  const seen = new Map([[first?.name ?? '', 1_001]]);
  const written = withSeen(document, seen, 'on a Sunday');
  const changed = written.split('\n').filter((line, index) => line !== document.split('\n')[index]);
  expect(changed).toEqual([
    'Last measured on a Sunday.',
    expect.stringMatching(/^\| `.*\| 1\.01 s \|[^|]+\|$/) as string,
  ]);
});
