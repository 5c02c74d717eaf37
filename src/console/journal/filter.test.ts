import { expect, test } from 'vitest';

import { beforeIn, byDay, filtered, filterIn, partBefore, type JournalLine } from './filter.ts';

const line = (version: number, at: string, of: Partial<JournalLine>): JournalLine => ({
  ...{ kind: 'held', version, at, planVersion: 1, what: 'Held', why: null, evidence: null },
  who: 'Priya Manning, product manager',
  ...of,
});

const HISTORY = [
  line(1, '2024-04-08T14:00:00Z', { what: 'Stage A at 20%' }),
  line(2, '2024-04-09T03:30:00Z', { why: 'Callers are confused', who: 'Cora Callahan' }),
  line(3, '2024-04-09T14:00:00Z', { what: 'Resumed' }),
];

const versions = (query: Readonly<Record<string, unknown>>) =>
  filtered(HISTORY, filterIn(query)).map(({ version }) => version);

test('a journal is looked through by words, by person and by day, the newest entry first', () => {
  expect(versions({})).toEqual([3, 2, 1]);
  expect(versions({ words: 'CONFUSED' })).toEqual([2]);
  expect(versions({ who: 'priya', words: 'stage' })).toEqual([1]);
  expect(versions({ words: 'nothing like it' })).toEqual([]);
});

test('days are those of the zone in which the plan is written', () => {
  expect(versions({ through: '2024-04-08' })).toEqual([2, 1]);
  expect(versions({ from: '2024-04-09' })).toEqual([3]);
  expect(byDay(filtered(HISTORY, filterIn({}))).map(({ day }) => day)).toEqual([
    '2024-04-09',
    '2024-04-08',
  ]);
});

test('an address that says something twice, or too much, is read as far as it makes sense', () => {
  expect(filterIn({ who: ['a', 'b'], words: 'x'.repeat(1000) })).toMatchObject({ who: '' });
  expect(filterIn({ words: 'x'.repeat(1000) }).words).toHaveLength(100);
});

test('a long journal stands on several pages, each entry on one of them', () => {
  const lines = Array.from({ length: 250 }, (_, index) => line(250 - index, '2024-04-08', {}));
  const seen: number[] = [];
  for (let before: number | null = beforeIn({}); before !== null;) {
    const part = partBefore(lines, before);
    expect(part.shown.length).toBeLessThanOrEqual(50);
    seen.push(...part.shown.map(({ version }) => version));
    before = part.before;
  }
  expect(seen).toEqual(lines.map(({ version }) => version));
  expect(partBefore(lines, 1)).toEqual({ shown: [], before: null });
  for (const before of ['', '-1', 'x', ['1', '2']]) expect(beforeIn({ before })).toBe(Infinity);
});
