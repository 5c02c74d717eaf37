import { expect, test } from 'vitest';

import { differences } from '../../../bench/guard/reference/agreement.ts';
import { calibrated } from '../../../bench/guard/studies/calibration.ts';
import { upperBound } from '../../../bench/guard/studies/binomial.ts';
import { falseAlarms, keepsBudget, pooled } from '../../../bench/guard/studies/false-alarms.ts';
import { figuresOf } from '../../../bench/guard/runs/figures.ts';
import { optionsFrom } from '../../../bench/guard/options.ts';
import { OTHER_CELLS, USUAL_CELLS } from '../../../bench/guard/days/cells.ts';
import { OTHER_REFERENCE } from '../../../bench/guard/reference/other-volumes.ts';
import { USUAL_REFERENCE } from '../../../bench/guard/reference/usual-day.ts';
import { ruleNamed } from '../../../bench/guard/rules/index.ts';
import { run, type Outcome } from '../../../bench/guard/runs/run.ts';
import type { SimulatedCell } from '../../../bench/guard/runs/simulated-cells.ts';
import { breaking, USUAL } from '../../../bench/guard/days/traffic.ts';

const RULE = 'Label mixture';

function cellOf(outcomes: readonly Partial<Outcome>[], name = 'a cell'): SimulatedCell {
  const whole = outcomes.map((outcome) => ({ minutes: Infinity, harmed: 0, peak: 0, ...outcome }));
  return { name, runs: outcomes.length, outcomes: new Map([[RULE, whole]]) };
}

test('a run is the same for the same seed, and harm counts until the change is gone', () => {
  const judges = [
    { rule: RULE, threshold: ruleNamed(RULE).threshold },
    { rule: RULE, threshold: Infinity },
  ];
  const job = { traffic: { ...USUAL, effect: breaking(0.3) }, seed: 'one run', judges };
  const [caught, missed] = run(job);
  expect(run(job)).toEqual([caught, missed]);
  expect(missed?.minutes).toBe(Infinity);
  expect(caught?.minutes).toBeLessThan(1_440);
  expect(caught?.harmed).toBeLessThan(missed?.harmed ?? 0);
});

test('a rule that is set by several kinds of days keeps to the strictest of them', () => {
  const quiet = cellOf([{ peak: 1 }, { peak: 2 }]);
  const loud = cellOf([{ peak: 5 }, { peak: 7 }]);
  expect(calibrated([quiet, loud])).toEqual([{ rule: RULE, threshold: 7 }]);
});

test('the guard decides at an error, other rules at the end of a minute', () => {
  const judges = ['Guard as it ships', '>1% in 5 min'].map((rule) => ({
    rule,
    threshold: ruleNamed(rule).threshold,
  }));
  const effect = breaking(0.3);
  const [guard, monitor] = run({ traffic: { ...USUAL, effect }, seed: 'one run', judges });
  expect(Number.isInteger(monitor?.minutes)).toBe(true);
  expect(Number.isInteger(guard?.minutes)).toBe(false);
});

test('runs without an alarm count as later than every other', () => {
  const never = { minutes: Infinity, harmed: 9, peak: 0 };
  const figures = figuresOf([{ minutes: 10, harmed: 1, peak: 0 }, never, never, never]);
  expect(figures).toEqual({ fired: 0.25, minutes: { median: Infinity, p90: Infinity }, harmed: 9 });
});

test('every reference figure belongs to a rule and a cell that there are', () => {
  const cells = [...USUAL_CELLS, ...OTHER_CELLS].map(({ name }) => name);
  const references = [...USUAL_REFERENCE, ...OTHER_REFERENCE];
  expect(references).toHaveLength(14 * 6 + 2 * 2 + 4 * (2 + 5 + 4));
  for (const { rule, cell } of references) {
    expect(cells).toContain(cell);
    expect(ruleNamed(rule).name).toBe(rule);
  }
});

test('a median agrees within 15% or one look, a share within what chance does', () => {
  const percent = { fired: 30, roundedTo: 1 };
  const known = {
    cell: '',
    rule: RULE,
    runs: 2_000,
    median: 100,
    p90: null,
    harmed: 10,
    ...percent,
  };
  const differ = (fired: number, median: number, harmed: number) =>
    differences(
      { ours: { fired, minutes: { median, p90: 0 }, harmed }, runs: 2_000, minutesBetweenLooks: 1 },
      known,
    );
  expect(differ(0.3, 115, 11)).toEqual([]);
  expect(differ(0.3, 117, 11)).toEqual(['minutes']);
  expect(differ(0.4, 85, 12)).toEqual(['share', 'harmed']);
  expect(differ(0.3, Infinity, 10)).toEqual(['minutes']);
});

test('the upper bound is that of Clopper and Pearson', () => {
  expect(upperBound({ events: 0, trials: 100, level: 0.95 })).toBeCloseTo(1 - 0.05 ** 0.01, 7);
  expect(upperBound({ events: 3, trials: 3, level: 0.95 })).toBe(1);
  // Twelve alarms in 2,000 runs keep a budget of 1%; thirteen need more runs.
  expect(upperBound({ events: 12, trials: 2_000, level: 0.95 })).toBeLessThan(0.01);
  expect(upperBound({ events: 13, trials: 2_000, level: 0.95 })).toBeGreaterThan(0.01);
});

test('false alarms are counted by cell and all together; one cell far over the budget is a defect', () => {
  const quiet = cellOf(
    Array.from({ length: 2_000 }, () => ({})),
    'quiet',
  );
  const alarms = (count: number) =>
    cellOf(
      Array.from({ length: 2_000 }, (_, n) => ({ minutes: n < count ? 5 : Infinity })),
      'noisy',
    );
  const good = falseAlarms([quiet, alarms(20)], RULE);
  expect(good.map(({ cell, alarms: found }) => [cell, found])).toEqual([
    ['quiet', 0],
    ['noisy', 20],
  ]);
  expect(pooled(good)).toMatchObject({ runs: 4_000, alarms: 20 });
  expect(keepsBudget(good)).toBe(true);
  expect(keepsBudget(falseAlarms([quiet, quiet, alarms(36)], RULE))).toBe(false);
});

test('a calibrated rule fires on one in a hundred of the days it was set by', () => {
  const days = Array.from({ length: 200 }, (_, n) => ({ peak: n }));
  const [judge] = calibrated([cellOf(days)]);
  expect(days.filter(({ peak }) => peak > (judge?.threshold ?? 0))).toHaveLength(2);
  expect(calibrated([cellOf(days.map(() => ({ peak: Infinity })))])).toEqual([]);
});

test('options are read, or refused with a sentence', () => {
  expect(optionsFrom([])).toEqual({ runs: 2_000, seed: '1', cells: 'all' });
  expect(optionsFrom(['--quick', '--cells', 'null'])).toMatchObject({ runs: 40, cells: 'null' });
  expect(optionsFrom(['--runs', '7', '--seed', 'x'])).toMatchObject({ runs: 7, seed: 'x' });
  expect(optionsFrom(['--help'])).toBe('help');
  expect(() => optionsFrom(['--runs', 'many'])).toThrow('Give a whole number of runs');
  expect(() => optionsFrom(['--cells', 'some'])).toThrow('tables, null, everybody');
});
