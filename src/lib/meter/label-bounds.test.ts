import fc from 'fast-check';
import { expect, test } from 'vitest';

import { createLabelBounds } from './label-bounds.ts';

const TABLE = {
  visits_total: {
    kind: 'counter',
    help: 'Visits.',
    labels: { method: ['GET', 'POST'], route: 3 },
  },
} as const;

test('whatever the labels are said to be, a metric has a bounded number of series', () => {
  fc.assert(
    fc.property(fc.array(fc.tuple(fc.string(), fc.string()), { maxLength: 200 }), (said) => {
      const bounded = createLabelBounds(TABLE);
      const series = said.map(([method, route]) => bounded('visits_total', { method, route }));
      const distinct = new Set(series.map((labels) => JSON.stringify(labels)));
      // GET, POST and other, with three routes and other.
      expect(distinct.size).toBeLessThanOrEqual(3 * 4);
    }),
  );
});

test('what is within the bounds stays, what is not declared is left out, what is missing is “other”', () => {
  const bounded = createLabelBounds(TABLE);
  const named = { method: 'GET', route: '/profile' };
  expect(bounded('visits_total', { ...named, person: 'somebody' })).toEqual(named);
  expect(bounded('visits_total', { method: '__proto__' })).toEqual({
    method: 'other',
    route: 'other',
  });
});
