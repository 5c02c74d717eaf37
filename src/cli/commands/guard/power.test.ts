import { expect, test } from 'vitest';

import { budget, rateRatio, wholeNumber } from '../../numbers.ts';
import { powerOutcome } from './power.ts';

const CANARY = { share: 0.05, erringUsers: 50, alpha: 0.01, tolerance: 1 };

test('the figures are those of the table for the label evidence alone', () => {
  const outcome = powerOutcome({ ...CANARY, ratio: 5 });
  expect(outcome).toMatchObject({ exitCode: 0 });
  const { detectableRateRatio, power, falseRollback } = figuresOf(outcome.data);
  expect(detectableRateRatio).toBeCloseTo(5.0, 1);
  expect(power).toBeCloseTo(0.794491, 6);
  expect(falseRollback).toBeLessThan(0.01);
});

test('the sentence for a plan says what the guard catches as it ships', () => {
  const { text } = powerOutcome({ ...CANARY, shipped: true });
  expect(text).toMatch(
    /^This stage, at this traffic, can catch a rise to 5\.\d+ times the usual error share \(with a chance of 80%\)\.$/m,
  );
  expect(text).not.toContain('--shipped');
});

test('the sentence for the label evidence alone says that it is that', () => {
  expect(powerOutcome(CANARY).text).toContain('add --shipped');
});

test('where a rise is tolerated, only a larger one is caught', () => {
  const detectable = (tolerance: number) =>
    figuresOf(powerOutcome({ ...CANARY, tolerance }).data).detectableRateRatio;
  expect(detectable(1.5)).toBeGreaterThan(detectable(1));
});

test('power is null when no rise is asked about', () => {
  expect(figuresOf(powerOutcome(CANARY).data).power).toBeNull();
});

test.each([
  ['a stage that is open for everybody', { ...CANARY, share: 1 }],
  ['a stage in which nobody has an error', { ...CANARY, erringUsers: 0 }],
])('%s can catch nothing, and says what it would need', (_, question) => {
  const outcome = powerOutcome(question);
  expect(outcome).toMatchObject({ exitCode: 0, data: { detectableRateRatio: null } });
  expect(outcome.text).toContain('can catch no rise of errors: it needs enough people');
});

test('that not all people are computed is told', () => {
  const { text } = powerOutcome({ ...CANARY, erringUsers: 20_000 });
  expect(text).toContain('Only the first 10000 people with an error are computed');
});

test.each([
  [rateRatio, '0', 'a number above 0 and'],
  [rateRatio, 'five', 'a number above 0 and'],
  [rateRatio, 'Infinity', 'a number above 0 and'],
  [wholeNumber, '1.5', 'a whole number'],
  [wholeNumber, ' ', 'a whole number'],
  [rateRatio, '1e308', 'at most 1000000'],
  [budget, '1', 'and below 1'],
  [budget, '1e-300', 'a number from 1e-12'],
])('%o refuses “%s”', (parse, text, expected) => {
  expect(() => parse(text)).toThrow(expected);
});

function figuresOf(data: unknown) {
  return data as { detectableRateRatio: number; power: number | null; falseRollback: number };
}
