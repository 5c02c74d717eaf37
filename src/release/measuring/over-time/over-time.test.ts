import fc from 'fast-check';
import { describe, expect, test } from 'vitest';

import {
  CANARY_PLAN,
  GO,
  journalOf,
  LOADED,
  MONDAY_TEN,
  release,
  STAGE_A,
} from '../../../../test/world/releases.ts';
import { DAY_MS, HOUR_MS, MINUTE_MS } from '../../../lib/duration.ts';
import { rulesOf } from '../../decisions/rules.ts';
import { minuteOf, type AnswerCount } from '../kept/answer-count.ts';
import type { PersonEvent } from '../kept/person-event.ts';
import { classOf } from '../kept/time-classes.ts';
import { RunWatch } from '../run-watch.ts';
import { bucketsOf, MOST_POINTS, placeOf } from '../../../calendar/index.ts';
import { overTime } from './over-time.ts';

const IN_A = release({ entries: journalOf(LOADED, GO, STAGE_A) });
const OPENED = IN_A.runs[0]?.at ?? MONDAY_TEN;
const after = (ms: number) => new Date(OPENED.getTime() + ms);

function measuring() {
  const watch = RunWatch.begin(CANARY_PLAN, 1);
  watch.follow(IN_A);
  let number = 0;
  return {
    watch,
    seen: (ms: number, kind: PersonEvent['kind'], cohort: PersonEvent['cohort'], times = 1) => {
      for (let time = 0; time < times; time += 1) {
        const of = { run: 1, opening: 1, share: 0.2, hourBefore: null };
        watch.note({ ...of, kind, cohort, at: after(ms), number: (number += 1) });
      }
    },
    answered: (ms: number, count: number, of: Partial<AnswerCount> = {}) => {
      const good = { status: 200, cause: null, hasContent: null, timeClass: 2, ofFeature: true };
      const place = { opening: 1, cohort: 'open' as const, endpoint: '/letters' };
      const counted = { ...place, ...good, minute: minuteOf(after(ms)), count };
      watch.noteAnswers({ ...counted, ...of }, after(ms));
    },
    told: (ms: number) =>
      overTime({
        ...{ release: IN_A, rules: rulesOf(CANARY_PLAN), watch, confounders: [], pages: [] },
        ...{ now: after(ms), share: 0.2, opening: 1, openedAt: OPENED },
        ...{ blindSince: null, unhealthy: null },
      }),
  };
}

describe('what was measured over time', () => {
  test('tells each minute’s people, errors by whose fault they are, and slow answers', () => {
    const { seen, answered, told } = measuring();
    seen(0, 'came', 'open', 3);
    seen(MINUTE_MS, 'came', 'closed', 2);
    answered(MINUTE_MS, 4);
    answered(MINUTE_MS, 2, { status: 500, cause: 'us' });
    answered(MINUTE_MS, 1, { cohort: 'closed', ofFeature: false, timeClass: classOf(9_000) });
    answered(MINUTE_MS, 9, { ofFeature: false });
    answered(MINUTE_MS, 9, { cohort: 'tester' });
    const [first, second, ...rest] = told(2 * MINUTE_MS)?.points ?? [];
    expect(first).toMatchObject({ open: { came: 3, answers: 0 }, closed: { came: 0 } });
    expect(second?.open).toMatchObject({ answers: 6, errors: { us: 2, dependency: 0 }, slow: 0 });
    expect(second?.closed).toMatchObject({ came: 2, answers: 1, slow: 1 });
    expect(rest).toHaveLength(1);
  });

  test('tells how the evidence went, with the moment at which each label was given', () => {
    const { seen, told } = measuring();
    seen(0, 'came', 'open', 20);
    seen(0, 'came', 'closed', 80);
    seen(2 * MINUTE_MS, 'failed', 'open', 2);
    seen(2 * MINUTE_MS, 'failed', 'closed');
    seen(3 * MINUTE_MS, 'slow', 'tester');
    seen(4 * MINUTE_MS, 'came', 'closed');
    const { points = [], labels = [], logEvidence, threshold } = told(5 * MINUTE_MS) ?? {};
    expect(labels.map(({ at, kind, cohort }) => [at, kind, cohort])).toEqual([
      [after(2 * MINUTE_MS).toISOString(), 'failed', 'open'],
      [after(2 * MINUTE_MS).toISOString(), 'failed', 'open'],
      [after(2 * MINUTE_MS).toISOString(), 'failed', 'closed'],
    ]);
    const [one = NaN, two = NaN, three = NaN] = labels.map((label) => label.logEvidence);
    expect(two).toBeGreaterThan(one);
    expect(three).toBeLessThan(two);
    expect(points[2]?.logEvidence).toBe(three);
    expect(points[1]?.logEvidence).toBeNull();
    expect(logEvidence).toBe(three);
    expect(threshold).toBeGreaterThan(three);
  });

  test('keeps the sums of hours that are long past, of all of them', () => {
    const { seen, answered, told, watch } = measuring();
    for (let hour = 0; hour < 100; hour += 1) {
      seen(hour * HOUR_MS, 'came', 'open', 2);
      answered(hour * HOUR_MS, 5);
    }
    const { points = [], everyMinutes } = told(99 * HOUR_MS) ?? {};
    expect(everyMinutes).toBe(60);
    expect(points.map(({ open }) => [open.came, open.answers])).toEqual(
      Array.from({ length: 100 }, () => [2, 5]),
    );
    expect(watch.path.state.minutes.size + watch.path.state.hours.size).toBeLessThanOrEqual(101);
  });

  test('says of the share what was seen beside what is planned, and of a rise what is caught', () => {
    const { seen, told } = measuring();
    expect(told(0)?.rise).toMatchObject({ people: 0, rateRatio: null });
    seen(0, 'came', 'open', 200);
    seen(0, 'came', 'closed', 800);
    seen(0, 'failed-in-opening', 'closed', 40);
    const { sample, rise } = told(MINUTE_MS) ?? {};
    expect(sample).toMatchObject({ planned: 0.2, open: 200, closed: 800, verdict: 'as-planned' });
    expect(rise).toMatchObject({ people: 1000, without: { came: 800, failed: 40 } });
    expect(rise?.rateRatio).toBeGreaterThan(1);
    expect(rise?.rateRatio).toBeLessThan(10);
  });
});

test('a span of any length is at most 200 parts, and each moment of it is in one', () => {
  fc.assert(
    fc.property(fc.integer({ min: 0, max: 1_000 * DAY_MS }), fc.nat(), (length, part) => {
      const [from, to] = [OPENED, after(length)];
      const buckets = bucketsOf(from, to);
      expect(buckets.starts.length).toBeLessThanOrEqual(MOST_POINTS);
      const minute = minuteOf(after(part % (length + 1)));
      const place = placeOf(buckets, minute);
      if (buckets.isWhole) expect(place).toBeGreaterThanOrEqual(0);
      expect(buckets.starts[place] ?? -Infinity).toBeLessThanOrEqual(minute);
      expect(buckets.starts[place + 1] ?? Infinity).toBeGreaterThan(minute);
    }),
  );
});

test('days are those where the plan is written, also where clocks are set', () => {
  const { starts, everyMinutes } = bucketsOf(
    new Date('2024-03-01T15:00Z'),
    new Date('2024-03-12T15:00Z'),
  );
  expect(everyMinutes).toBe(24 * 60);
  expect(starts.map((minute) => new Date(minute * MINUTE_MS).toISOString()).slice(-3)).toEqual([
    '2024-03-10T05:00:00.000Z',
    '2024-03-11T04:00:00.000Z',
    '2024-03-12T04:00:00.000Z',
  ]);
});
