import { expect, test } from 'vitest';

import { MINUTE_MS } from '../../lib/duration.ts';
import { pageMeasures } from './page-measures.ts';

test('asks once for a run of each feature, however many windows a plan has', async () => {
  const asked: string[] = [];
  const nothing = { sums: [[], [], []], people: new Map() };
  const { seenSince } = pageMeasures({
    ofRun: ({ feature, fromMinutes }) => {
      asked.push(`${feature} from ${fromMinutes.join(', ')}`);
      return Promise.resolve(nothing);
    },
  });
  const since = [null, new Date(2 * MINUTE_MS), new Date(5 * MINUTE_MS)];
  const seen = await seenSince({ toggles: ['one', 'other'], stage: 'Stage A, run 1' }, since);
  expect(seen).toHaveLength(3);
  expect(asked).toEqual(['one from , 2, 5', 'other from , 2, 5']);
});
