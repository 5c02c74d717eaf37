import { describe, expect, test } from 'vitest';

import { logSampleRatio, sampleProblem, sampleRatio } from './index.ts';
import type { SampleCounts, SampleRatio } from './index.ts';

test('nobody evaluated is no evidence', () => {
  expect(logSampleRatio({ counts: [0, 0], shares: [0.05, 0.95] })).toBeCloseTo(0, 9);
});

test('half of the telemetry of one arm in twenty lost is seen after some 1,200 people', () => {
  expect(verdictOn({ counts: [15, 585], shares: [0.05, 0.95] })).toBe('as-planned');
  expect(verdictOn({ counts: [33, 1_267], shares: [0.05, 0.95] })).toBe('too-few-open');
});

test('too many with the feature is told from too few', () => {
  expect(verdictOn({ counts: [300, 700], shares: [0.2, 0.8] })).toBe('too-many-open');
  expect(verdictOn({ counts: [100, 900], shares: [0.2, 0.8] })).toBe('too-few-open');
});

test('a stage that is open for everybody is as planned while nobody is without', () => {
  expect(verdictOn({ counts: [500, 0], shares: [1, 0] })).toBe('as-planned');
  expect(verdictOn({ counts: [500, 1], shares: [1, 0] })).toBe('too-few-open');
});

describe('counts that can’t be', () => {
  test.each<[SampleCounts, string]>([
    [{ counts: [1, 2, 3], shares: [0.5, 0.5] }, '3 counts and 2 shares'],
    [{ counts: [1], shares: [1] }, '1 counts and 1 shares'],
    [{ counts: [1.5, 2], shares: [0.5, 0.5] }, 'The counts are 1.5, 2'],
    [{ counts: [-1, 2], shares: [0.5, 0.5] }, 'The counts are -1, 2'],
    [{ counts: [1, 2], shares: [0.5, 0.6] }, 'The shares are 0.5, 0.6'],
    [{ counts: [1, 2], shares: [1.5, -0.5] }, 'The shares are 1.5, -0.5'],
    [{ counts: [1, 2], shares: [NaN, 0.5] }, 'The shares are NaN, 0.5'],
  ])('%j', (sample, sentence) => {
    expect(sampleProblem(sample)).toContain(sentence);
  });
});

function verdictOn(sample: SampleCounts): SampleRatio {
  return sampleRatio(sample, logSampleRatio(sample));
}
