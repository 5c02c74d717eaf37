import { expect, test } from 'vitest';

import { chanceOfPassing, planningFigures, type Forecast } from './index.ts';

const DAY = 24 * 60;

/** 10,000 people a day, six in a thousand with an error anyway; one day at 5%. */
const CANARY: Forecast = {
  usersPerDay: 10_000,
  baselineShare: 0.0059,
  stage: { percentage: 5, minutes: DAY, minimumUsers: 100 },
  rules: { alpha: 0.01, tolerance: 1 },
};

test('a day at 5% of 10,000 visits shows the feature to nearly 500 people', () => {
  const figures = planningFigures(CANARY);
  expect(figures.expectedUsers).toBeCloseTo(500 * 30 * (1 - Math.exp(-1 / 30)), 9);
  expect(figures.percentageForUsualSample).toBeCloseTo(5.08, 2);
});

test('a hundred people have come after a fifth of that day', () => {
  expect(planningFigures(CANARY).hoursToMinimum).toBeCloseTo(4.816, 3);
});

test('people come back, so a long stage meets fewer of them than its visits', () => {
  const people = 500 * 30 * (1 - Math.exp(-1));
  const stage = { percentage: 5, minutes: 30 * DAY, minimumUsers: people };
  const figures = planningFigures({ ...CANARY, stage });
  expect(figures.expectedUsers).toBeCloseTo(people, 6);
  expect(figures.hoursToMinimum).toBeCloseTo(30 * 24, 6);
});

test('a minimum above everybody who ever comes is never reached', () => {
  const stage = { percentage: 5, minutes: DAY, minimumUsers: 15_000 };
  expect(planningFigures({ ...CANARY, stage }).hoursToMinimum).toBeNull();
});

test('nobody comes, so the minimum is never reached and nothing can be seen', () => {
  expect(planningFigures({ ...CANARY, usersPerDay: 0 })).toEqual({
    expectedUsers: 0,
    hoursToMinimum: null,
    percentageForUsualSample: null,
    detectableRateRatio: null,
  });
});

test('a stage of 0% reaches no minimum', () => {
  const stage = { ...CANARY.stage, percentage: 0 };
  expect(planningFigures({ ...CANARY, stage }).hoursToMinimum).toBeNull();
});

test('a plan without a minimum has nothing to wait for', () => {
  const stage = { ...CANARY.stage, minimumUsers: null };
  expect(planningFigures({ ...CANARY, stage }).hoursToMinimum).toBeNull();
});

test('so few people come that no percentage is enough', () => {
  expect(planningFigures({ ...CANARY, usersPerDay: 499 }).percentageForUsualSample).toBeNull();
});

test('the detectable rise is that of the shipped guard, above the plain 4.6', () => {
  const detectable = planningFigures(CANARY).detectableRateRatio ?? 0;
  expect(detectable).toBeGreaterThan(4.6);
  expect(detectable).toBeLessThan(6);
  expect(chanceOfPassing(CANARY, detectable)).toBeCloseTo(0.2, 3);
});

test('a smaller budget, and a tolerated rise, leave less to be seen', () => {
  const usual = planningFigures(CANARY).detectableRateRatio ?? Infinity;
  const strict = planningFigures({ ...CANARY, rules: { alpha: 0.001, tolerance: 1 } });
  expect(strict.detectableRateRatio).toBeGreaterThan(usual);
  const tolerant = planningFigures({ ...CANARY, rules: { alpha: 0.01, tolerance: 1.5 } });
  expect(tolerant.detectableRateRatio).toBeGreaterThan(usual);
});

test('a harmless feature passes nearly always, a broken one hardly ever', () => {
  expect(chanceOfPassing(CANARY, 1)).toBeGreaterThan(0.997);
  expect(chanceOfPassing(CANARY, 50)).toBeLessThan(0.001);
});

test('at 100% nobody is without the feature, so labels let everything pass', () => {
  const stage = { ...CANARY.stage, percentage: 100 };
  expect(planningFigures({ ...CANARY, stage }).detectableRateRatio).toBeNull();
  expect(chanceOfPassing({ ...CANARY, stage }, 50)).toBe(1);
});
