import { readFileSync } from 'node:fs';

import fc from 'fast-check';
import { describe, expect, test } from 'vitest';

import { bucketOf, isWithinPercentage } from './percentage-of-actors.ts';

type Vectors = {
  crc: [text: string, crc32: number, bucket: number][];
  percentage_of_actors: {
    feature: string;
    percentage: number;
    actors: string[];
    enabled: boolean;
  }[];
};

const vectors = JSON.parse(readFileSync('test/flipper/vectors.json', 'utf8')) as Vectors;

describe('the percentage of actors gate', () => {
  test('puts every text of Flipper’s vectors into the bucket that Flipper computed', () => {
    const wrong = vectors.crc.filter(([text, , bucket]) => bucketOf('', text) !== bucket);
    expect(vectors.crc.length).toBeGreaterThan(100);
    expect(wrong).toEqual([]);
  });

  test('opens for exactly the single actors for whom Flipper opened', () => {
    const rows = vectors.percentage_of_actors.filter(({ actors }) => actors.length === 1);
    const wrong = rows.filter(
      ({ feature, percentage, actors, enabled }) =>
        isWithinPercentage(bucketOf(feature, actors[0] ?? ''), percentage) !== enabled,
    );
    expect(rows.length).toBeGreaterThan(500);
    expect(wrong).toEqual([]);
  });

  test('joins key and id without a separator, in UTF-8', () => {
    expect(bucketOf('search', 'User;1')).toBe(97600);
    expect(bucketOf('search', '漢;2')).toBe(39204);
    expect(bucketOf('a', '')).toBe(55907);
  });

  test('compares the unrounded double, as Flipper does', () => {
    expect(isWithinPercentage(2007, 2.007)).toBe(true);
    expect(isWithinPercentage(12345, 12.3456)).toBe(true);
    expect(isWithinPercentage(12346, 12.3456)).toBe(false);
  });

  test('lets nobody in at 0 % and everybody at 100 %', () => {
    expect(isWithinPercentage(0, 0)).toBe(false);
    expect(isWithinPercentage(99_999, 100)).toBe(true);
  });

  test('never lets anybody fall out as the percentage rises', () => {
    const percentage = fc.double({ min: 0, max: 100, noNaN: true });
    fc.assert(
      fc.property(fc.string(), fc.uuid(), percentage, percentage, (feature, actor, one, other) => {
        const [lower, higher] = one < other ? [one, other] : [other, one];
        const bucket = bucketOf(feature, actor);
        return !isWithinPercentage(bucket, lower) || isWithinPercentage(bucket, higher);
      }),
    );
  });
});
