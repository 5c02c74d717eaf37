import fc from 'fast-check';
import { describe, expect, test } from 'vitest';

import { AnswerBook, anywhere } from './answer-book.ts';
import type { AnswerCount } from './kept/answer-count.ts';

const DAY = 1_440;
/** The stage opens in this minute; ten days before, the draft began. */
const OPENS = 20_000;
const NOW = OPENS + 3 * DAY;

const COUNT: AnswerCount = {
  minute: OPENS,
  opening: 1,
  cohort: 'closed',
  ofFeature: false,
  endpoint: '/hub',
  status: 200,
  cause: null,
  hasContent: null,
  timeClass: 1,
  count: 1,
};

/** Counts of one person's pages, as they grow minute by minute. */
const grown = fc
  .array(
    fc.record({
      minute: fc.integer({ min: OPENS - 10 * DAY, max: NOW }),
      status: fc.constantFrom(200, 503),
      count: fc.integer({ min: 1, max: 9 }),
    }),
    { maxLength: 60 },
  )
  .map((all) =>
    all
      .map((one) => ({ ...COUNT, ...one, opening: one.minute < OPENS ? 0 : 1 }))
      .toSorted((a, b) => a.minute - b.minute)
      .filter(
        ({ minute, status }, index, sorted) =>
          !sorted.slice(index + 1).some((one) => one.minute === minute && one.status === status),
      ),
  );

const countIn = ({ answers }: ReturnType<AnswerBook['between']>) =>
  answers.reduce((sum, { count }) => sum + count, 0);
const total = (counts: readonly AnswerCount[], isMeant: (one: AnswerCount) => boolean) =>
  counts.reduce((sum, one) => (isMeant(one) ? sum + one.count : sum), 0);

function bookOf(counts: readonly AnswerCount[], opensBy: 'known' | 'told-later'): AnswerBook {
  const book = new AnswerBook();
  if (opensBy === 'known') book.endBaseline(OPENS);
  for (const one of counts) book.note(one);
  book.endBaseline(OPENS);
  return book;
}

describe('the answers of a release', () => {
  test('are summed for an opening and for the baseline as if each minute were counted again', () => {
    fc.assert(
      fc.property(grown, (counts) => {
        const book = bookOf(counts, 'known');
        for (const opening of [0, 1]) {
          const seen = book.inOpenings(opening, opening, anywhere('closed'));
          expect(countIn(seen)).toBe(total(counts, (one) => one.opening === opening));
        }
      }),
    );
  });

  test('are summed exactly over the last day, and older ones by the hour in which they came', () => {
    fc.assert(
      fc.property(grown, fc.integer({ min: 1, max: 3 * DAY }), (counts, back) => {
        const book = bookOf([...counts, { ...COUNT, minute: NOW, timeClass: 2 }], 'known');
        const since = NOW + 1 - back;
        const from = back > DAY + 60 ? Math.floor(since / 60) * 60 : since;
        const seen = book.between(since, NOW + 1, ({ opening }) => opening === 1);
        expect(countIn(seen)).toBe(
          1 + total(counts, (one) => one.opening === 1 && one.minute >= from),
        );
      }),
    );
  });

  test('are no baseline from the minute on in which a stage opens, whenever that is told', () => {
    const late = { ...COUNT, opening: 0, minute: OPENS, count: 5 };
    const before = { ...COUNT, opening: 0, minute: OPENS - 1, count: 3 };
    for (const opensBy of ['known', 'told-later'] as const) {
      const book = bookOf([before, late], opensBy);
      expect(countIn(book.inOpenings(0, 0, anywhere('closed')))).toBe(3);
    }
  });

  test('are counted once when a count grows, and told by how much', () => {
    const book = new AnswerBook();
    expect([3, 7, 7].map((count) => book.note({ ...COUNT, count }))).toEqual([3, 4, 0]);
    expect(countIn(book.inOpenings(1, 1, anywhere('closed')))).toBe(7);
  });
});
