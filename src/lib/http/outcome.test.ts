import { expect, test } from 'vitest';

import { noteOutcome, outcomeOf } from './outcome.ts';

const GOOD = { cause: null, hasContent: true } as const;

test('an answer of which nobody said anything is judged by its status', () => {
  expect(outcomeOf({}, 200)).toEqual({ cause: null, hasContent: null });
  expect(outcomeOf({}, 404)).toEqual({ cause: 'client', hasContent: null });
  expect(outcomeOf({}, 500)).toEqual({ cause: 'us', hasContent: null });
});

test('what was said of an answer counts, whatever its status', () => {
  const request = {};
  noteOutcome(request, { cause: 'dependency', hasContent: null });
  expect(outcomeOf(request, 503)).toEqual({ cause: 'dependency', hasContent: null });
  noteOutcome(request, GOOD);
  expect(outcomeOf(request, 404)).toEqual(GOOD);
});

test('a good answer that broke before it was sent is our fault', () => {
  const request = {};
  noteOutcome(request, GOOD);
  expect(outcomeOf(request, 500)).toEqual({ cause: 'us', hasContent: null });
});
