import { describe, expect, test } from 'vitest';

import { emptyEvidence, type Evidence } from '../index.ts';
import {
  afterFailedVisitInStage,
  type Arms,
  mayClaimSafety,
  rateRatioAtMost,
  shareAtRisk,
} from './safety.ts';

/** So many people came, a fifth of them with the feature; nobody’s visit has failed yet. */
const cameOf = (people: number) => ({
  on: { evaluated: people / 5, counted: 0 },
  off: { evaluated: (4 * people) / 5, counted: 0 },
});

/** Failed visits in this order, `T` with the feature, `C` without. */
function stageAfter(failures: string, people: number) {
  let [labels, arms]: [Evidence, ReturnType<typeof cameOf>] = [emptyEvidence(), cameOf(people)];
  for (const failure of failures) {
    const arm = failure === 'T' ? 'on' : 'off';
    labels = afterFailedVisitInStage(labels, arm, arms);
    arms = { ...arms, [arm]: { ...arms[arm], counted: arms[arm].counted + 1 } };
  }
  return { labels, arms };
}

const boundAfter = (failures: string, people: number) => {
  const { labels, arms } = stageAfter(failures, people);
  return rateRatioAtMost(labels, arms);
};

describe('how many times as frequent failed visits are at most', () => {
  test('is unknown before anything has failed', () => {
    expect(boundAfter('', 10_000)).toBeNull();
    expect(boundAfter('C', 10_000)).toBeNull();
  });

  test('comes closer to once with every failed visit of a harmless feature', () => {
    const some = boundAfter('TCCCC'.repeat(20), 10_000) ?? Infinity;
    const many = boundAfter('TCCCC'.repeat(100), 10_000) ?? Infinity;
    expect(some).toBeLessThan(3);
    expect(many).toBeLessThan(some);
    expect(many).toBeGreaterThan(1);
  });

  test('lies above the truth of a feature that doubles them', () => {
    expect(boundAfter('TCC'.repeat(100), 10_000)).toBeGreaterThan(2);
  });

  test('is not told once more than a tenth have had a visit fail', () => {
    expect(boundAfter('TCCCC'.repeat(20), 1_000)).not.toBeNull();
    expect(boundAfter(`${'TCCCC'.repeat(20)}C`, 1_000)).toBeNull();
  });

  test('is not told where everybody has the feature', () => {
    const everybody = { on: { evaluated: 1_000, counted: 0 }, off: { evaluated: 0, counted: 0 } };
    const labels = afterFailedVisitInStage(emptyEvidence(), 'on', everybody);
    expect(rateRatioAtMost(labels, everybody)).toBeNull();
  });

  test('counts labels of nearly the same share together, so that many take no time', () => {
    const { labels } = stageAfter('TCCCC'.repeat(200), 10_000);
    expect(labels.counts.length).toBeLessThan(20);
  });
});

const MANY: Arms = {
  on: { evaluated: 1_000, counted: 10 },
  off: { evaluated: 19_000, counted: 190 },
};

test('nothing is claimed once more than a tenth of people have been counted', () => {
  const worn: Arms = {
    on: { evaluated: 200, counted: 20 },
    off: { evaluated: 3_800, counted: 381 },
  };
  expect([mayClaimSafety(MANY), mayClaimSafety(worn)]).toEqual([true, false]);
});

test('the share at risk leaves out people who have been counted', () => {
  expect(shareAtRisk(MANY)).toBeCloseTo(990 / 19_800, 12);
  const brokenForAll: Arms = {
    on: { evaluated: 100, counted: 100 },
    off: { evaluated: 1_900, counted: 0 },
  };
  expect(shareAtRisk(brokenForAll)).toBe(0);
  const none = { evaluated: 0, counted: 0 };
  expect(shareAtRisk({ on: none, off: none })).toBe(0);
});
