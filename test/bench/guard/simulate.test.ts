import fc from 'fast-check';
import { expect, test } from 'vitest';

import type { Counts, Day } from '../../../bench/guard/days/day.ts';
import { NULL_CELLS } from '../../../bench/guard/days/null-cells.ts';
import { HARM_VOLUMES } from '../../../bench/guard/days/harm-cells.ts';
import { randomFrom } from '../../../bench/guard/days/random.ts';
import { simulateDay } from '../../../bench/guard/days/simulate.ts';
import { breaking, HEAVY_OUTAGE, USUAL, type Traffic } from '../../../bench/guard/days/traffic.ts';
import { erringShare } from '../../../bench/guard/days/visitor.ts';

const sum = (counts: Counts): number => counts.reduce((all, here) => all + here, 0);
const dayOf = (traffic: Partial<Traffic>, seed = 'a day'): Day =>
  simulateDay({ ...USUAL, ...traffic }, randomFrom(seed));

test('the same seed gives the same day, another seed another', () => {
  expect(dayOf({})).toEqual(dayOf({}));
  expect(dayOf({})).not.toEqual(dayOf({}, 'another day'));
});

test('on a usual day 500 of 10,000 are treated, each sends some six requests, and 59 meet an error', () => {
  const days = Array.from({ length: 8 }, (_, n) => dayOf({}, `day ${n}`));
  const mean = (of: (day: Day) => number): number =>
    days.reduce((all, day) => all + of(day), 0) / days.length;
  expect(mean(({ on }) => sum(on.visitors)) / 500).toBeCloseTo(1, 1);
  expect(mean(({ off }) => sum(off.visitors)) / 9_500).toBeCloseTo(1, 1);
  expect(mean(({ off }) => sum(off.requests)) / 9_500 / 6).toBeCloseTo(1, 1);
  const labels = mean(({ firstErrors }) => firstErrors.length);
  expect(Math.abs(labels / 59 - 1)).toBeLessThan(0.1);
  expect(erringShare(USUAL)).toBeCloseTo(0.0059, 4);
});

test('a heavy outage gives errors to both arms, and harm to nobody', () => {
  const day = dayOf({ outage: HEAVY_OUTAGE, errorShare: 0 });
  expect(sum(day.on.errors)).toBeGreaterThan(10);
  expect(sum(day.off.errors)).toBeGreaterThan(10 * sum(day.on.errors));
  expect(day.harmedAt).toEqual([]);
});

test('what the change breaks is broken for treated people alone, from its minute on', () => {
  const day = dayOf({ errorShare: 0, effect: breaking(0.3, { fromMinute: 720 }) });
  expect(sum(day.off.errors)).toBe(0);
  expect(sum(day.on.errors.subarray(0, 720))).toBe(0);
  expect(day.harmedAt).toHaveLength(day.firstErrors.length);
  expect(day.harmedAt.length).toBeGreaterThan(100);
});

test('only first requests break, or only one browser, where the change is like that', () => {
  const harmed = (effect: Traffic['effect']): number =>
    dayOf({ errorShare: 0, effect }).harmedAt.length;
  const all = harmed(breaking(0.1));
  expect(harmed(breaking(0.1, { requests: 'first' }))).toBeLessThan(all / 2);
  expect(harmed(breaking(0.1, { concerns: 0.1 }))).toBeLessThan(all / 4);
});

test('of people who are not heard any more nothing is counted, but their harm is', () => {
  const day = dayOf({ effect: breaking(0.1, { silenced: 1 }) });
  expect([sum(day.on.visitors), sum(day.on.requests), sum(day.on.newlyErring)]).toEqual([0, 0, 0]);
  expect(day.harmedAt.length).toBeGreaterThan(100);
});

test('labels carry the share that was in force when the person came', () => {
  const share = [
    { fromMinute: 0, share: 0.05 },
    { fromMinute: 720, share: 0.5 },
  ];
  const { firstErrors } = dayOf({ share, errorShare: 0.02 });
  const before = firstErrors.filter(({ at }) => at < 720);
  expect(new Set(before.map((label) => label.share))).toEqual(new Set([0.05]));
  expect(firstErrors.at(-1)?.share).toBe(0.5);
});

test('whatever happens, first errors come in order, each of another person who was seen', () => {
  const harmful = HARM_VOLUMES.flatMap(({ bound, told }) => [...bound, ...told]);
  const kinds = [...NULL_CELLS, ...harmful].map(({ traffic }) => traffic);
  fc.assert(
    fc.property(fc.constantFrom(...kinds), fc.string(), (traffic, seed) => {
      const day = simulateDay({ ...traffic, visitorsADay: 300 }, randomFrom(seed));
      const times = day.firstErrors.map(({ at }) => at);
      expect(times).toEqual(times.toSorted((a, b) => a - b));
      for (const name of ['on', 'off'] as const) {
        const arm = day[name];
        const labels = day.firstErrors.filter((label) => label.arm === name).length;
        expect(sum(arm.newlyErring)).toBe(labels);
        expect(labels).toBeLessThanOrEqual(sum(arm.visitors));
        expect(arm.errors.every((errors, minute) => errors <= (arm.requests[minute] ?? 0))).toBe(
          true,
        );
      }
    }),
    { numRuns: 40 },
  );
});

test('during a telemetry gap nothing is counted', () => {
  const day = dayOf({ errorShare: 0.02, telemetryGap: { fromMinute: 600, minutes: 120 } });
  for (const counts of Object.values({ ...day.on, ...day.off })) {
    expect(sum(counts.subarray(600, 720))).toBe(0);
  }
  expect(sum(day.off.errors)).toBeGreaterThan(100);
});
