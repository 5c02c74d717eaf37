import { describe, expect, it, test } from 'vitest';

import { criterionInWords } from '../in-words.ts';
import { MEASURES } from '../measures/catalogue.ts';
import { readCriterion } from '../reading/read.ts';
import { bulletOf, LIBRARY, libraryEntry, nearestEntry } from './library.ts';

describe('each entry of the library', () => {
  it.each(LIBRARY)('$name is written as the language writes it', ({ code }) => {
    const read = readCriterion(code);
    expect(read.ok ? criterionInWords(read.value) : read.error.sentence).toBe(code);
  });

  it.each(LIBRARY)(
    '$name says how much must have been seen, unless it counts just that',
    (entry) => {
      const read = readCriterion(entry.code);
      if (!read.ok) throw new Error(read.error.sentence);
      const { measure, sample } = read.value;
      const isFloor = MEASURES[measure].kind === 'count' && MEASURES[measure].better === 'higher';
      expect(sample !== null || isFloor).toBe(true);
    },
  );

  it.each(LIBRARY)(
    '$name asks for what is good, or rolls back for what is bad',
    ({ kind, code }) => {
      const read = readCriterion(code);
      if (!read.ok) throw new Error(read.error.sentence);
      const { condition, measure } = read.value;
      const { better } = MEASURES[measure];
      if (condition.kind === 'near' || better === null) return;
      const wantsLess = condition.comparison === '=' || condition.comparison.startsWith('<');
      const wanted = wantsLess ? 'lower' : 'higher';
      expect(wanted === better).toBe(kind === 'criterion');
    },
  );
});

test('no two entries have one name', () => {
  expect(new Set(LIBRARY.map(({ name }) => name)).size).toBe(LIBRARY.length);
  expect(LIBRARY.length).toBeGreaterThan(30);
});

test('an entry is found by its name, and one nearly so is suggested', () => {
  const entry = libraryEntry('few-errors');
  expect(entry && bulletOf(entry)).toBe(
    '- Fewer than one request in twenty fails: `error rate < 5% of requests over 1 day, at least 200 requests`',
  );
  expect(libraryEntry('few-eror')).toBeNull();
  expect(nearestEntry('few-eror')).toBe('few-errors');
  expect(nearestEntry('something else entirely')).toBeNull();
});
