import { randomUUID } from 'node:crypto';

import { describe, expect, test } from 'vitest';

import { bucketOf } from '../gates/percentage-of-actors.ts';
import { isAsExpected, overlapOf } from './overlap.ts';

const UUIDS = Array.from({ length: 50_000 }, () => randomUUID());

/** The share of real UUIDs whom both features have, counted one by one. */
function counted(one: string, other: string, percentage: number): number {
  const has = (feature: string) => (id: string) => bucketOf(feature, id) < percentage * 1_000;
  return UUIDS.filter(has(one)).filter(has(other)).length / UUIDS.length;
}

describe('the overlap of two cohorts', () => {
  test.each([
    ['profile_contacts', 'search_v2'],
    ['claims_v2', 'appointments_beta'],
    ['search_v2', 'travel_2026'],
    ['profile_contacts', 'profile_hide_health_care_contacts'],
    ['a', 'flagga_åäö'],
  ])('of %s and %s is what counting UUIDs gives', (one, other) => {
    const overlap = overlapOf({ feature: one, percentage: 20 }, { feature: other, percentage: 20 });
    expect(overlap.expected).toBeCloseTo(0.04, 10);
    // Four standard deviations of a count among 50,000.
    expect(Math.abs(overlap.share - counted(one, other, 20))).toBeLessThan(0.0045);
  });

  test('of a feature with itself is the smaller share', () => {
    const wide = { feature: 'profile_contacts', percentage: 50 };
    expect(overlapOf(wide, { ...wide, percentage: 20 }).share).toBeCloseTo(0.2, 3);
  });

  test('is nothing where one of them is open for nobody, and that is as expected', () => {
    const closed = { feature: 'search_v2', percentage: 0 };
    const overlap = overlapOf(closed, { feature: 'profile_contacts', percentage: 20 });
    expect(overlap).toEqual({ share: 0, expected: 0 });
    expect(isAsExpected(overlap)).toBe(true);
  });

  test('is tolerated a quarter off, in either direction, and no further', () => {
    expect(isAsExpected({ share: 0.0499, expected: 0.04 })).toBe(true);
    expect(isAsExpected({ share: 0.0501, expected: 0.04 })).toBe(false);
    expect(isAsExpected({ share: 0.0299, expected: 0.04 })).toBe(false);
  });
});
