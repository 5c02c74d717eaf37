import { describe, expect, test } from 'vitest';

import { CLOSED_GATES, type Feature } from '../../flags/index.ts';
import { confoundersOf } from './confounders.ts';

const open = (key: string, percentage: number): Feature => ({
  key,
  gates: { ...CLOSED_GATES, percentageOfActors: String(percentage) },
});
const besides = (...features: readonly Feature[]) => ({ features: () => features });

/** CRC makes cohorts of some names meet more often, or less often, than independent ones would. */
const CANDIDATES = Array.from({ length: 60 }, (_, index) => open(`other_page_${index}`, 20));

describe('another feature that is partly open', () => {
  test('is named with its figures where its people are not independent of ours', () => {
    const found = CANDIDATES.flatMap((feature) => confoundersOf(besides(feature), ['canary'], 20));
    expect(found.length).toBeGreaterThan(0);
    expect(found[0]).toMatch(
      /^other_page_\d+ is open for 20%; both have [\d.]+% of people in common, where chance would give 4%$/,
    );
  });

  test('is nothing to worry about when it is open for nobody, for everybody, or is ours', () => {
    for (const percentage of [0, 100]) {
      const others = CANDIDATES.map(({ key }) => open(key, percentage));
      expect(confoundersOf(besides(...others), ['canary'], 20)).toEqual([]);
    }
    expect(confoundersOf(besides(open('canary', 20)), ['canary'], 20)).toEqual([]);
    expect(confoundersOf(besides(...CANDIDATES), ['canary'], 100)).toEqual([]);
  });
});
