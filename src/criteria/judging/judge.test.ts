import fc from 'fast-check';
import { describe, expect, it, test } from 'vitest';

import {
  criterionInWords,
  judge,
  readCriterion,
  sampleUnitOf,
  worstOf,
  type Criterion,
  type Figures,
  type Judgement,
  type Measurement,
  type Verdict,
} from '../index.ts';

function criterion(text: string): Criterion {
  const read = readCriterion(text, { hasBaseline: () => true });
  if (!read.ok) throw new Error(read.error.sentence);
  return read.value;
}

const share = (numerator: number, denominator: number, sample = denominator): Figures => ({
  kind: 'share',
  numerator,
  denominator,
  sample,
});
const count = (value: number, sample = value): Figures => ({ kind: 'count', count: value, sample });
const duration = (ms: number, sample = 200): Figures => ({ kind: 'duration', ms, sample });

const measured = (open: Figures, rest: Partial<Measurement> = {}): Measurement => ({
  telemetry: 'quiet-or-flowing',
  open,
  baseline: null,
  closedCohort: null,
  flagShare: null,
  excluded: [],
  ...rest,
});

const judged = (text: string, open: Figures, rest: Partial<Measurement> = {}): Judgement =>
  judge(criterion(text), measured(open, rest));

const FEW_ERRORS = 'contacts error rate < 1% of requests over 1 day, at least 200 requests';

describe('a verdict', () => {
  it('shows its numbers when a criterion is met', () => {
    expect(judged(FEW_ERRORS, share(1, 1650))).toEqual({
      verdict: 'met',
      value: (1 / 1650) * 100,
      limit: 1,
      numerator: 1,
      denominator: 1650,
      seen: 1650,
      excluded: [],
      sentence: 'contacts error rate over 1 day: 0.06% (1 of 1,650 requests); “< 1%” holds.',
    });
  });

  it('shows its numbers when it is missed, and what was left out', () => {
    const written =
      'error rate without status 401 < 0.3% of requests over 1 day, at least 200 requests';
    expect(
      judged(written, share(20, 2703), { excluded: [{ status: 401, count: 3 }] }),
    ).toMatchObject({
      verdict: 'missed',
      excluded: [{ status: 401, count: 3 }],
      sentence:
        'error rate without status 401 over 1 day: 0.74% (20 of 2,703 requests), left out: 3 × 401; “< 0.3%” does not hold.',
    });
  });

  // One event of a travel claim's rollout, counted in three ways.
  it.each([
    ['error rate < 5% of appointments', share(7, 67), '10.4% (7 of 67 cases)'],
    ['error rate < 5% of users', share(7, 53), '13.2% (7 of 53 people)'],
    ['error rate < 5% of attempts', share(10, 70), '14.3% (10 of 70 attempts)'],
  ])('on “%s” depends on its denominator', (written, figures, shown) => {
    const judgement = judged(written, figures);
    expect(judgement.verdict).toBe('missed');
    expect(judgement.sentence).toContain(`: ${shown};`);
  });

  it.each<readonly [string, Figures, Verdict]>([
    ['error rate < 1%', share(7, 700), 'missed'],
    ['error rate <= 1%', share(7, 700), 'met'],
    ['error rate >= 1%', share(7, 700), 'met'],
    ['error rate > 1%', share(7, 700), 'missed'],
    ['error rate = 0', share(0, 700), 'met'],
    ['error rate <= 1.1%', share(11, 1000), 'met'],
    ['errors = 0', count(0, 50), 'met'],
    ['errors = 0', count(1, 50), 'missed'],
    ['people >= 500 in this stage', count(500), 'met'],
    ['people >= 500 in this stage', count(499), 'missed'],
    ['response time p95 < 2 s', duration(1999.9), 'met'],
    ['response time p95 < 2 s', duration(2000), 'missed'],
  ])('on “%s” takes the limit as it is written', (written, figures, verdict) => {
    expect(judged(written, figures).verdict).toBe(verdict);
  });

  it('never rounds a value over to the other side of its limit', () => {
    expect(judged(FEW_ERRORS, share(9996, 1_000_000)).sentence).toContain(': 0.9996% (');
    expect(judged('response time p95 < 2 s', duration(1999.9)).sentence).toContain(
      ': 1.9999 seconds;',
    );
  });
});

describe('without enough data', () => {
  it('is inconclusive while fewer were seen than asked for, however they fared', () => {
    for (const numerator of [0, 10, 199]) {
      expect(judged(FEW_ERRORS, share(numerator, 199)).verdict).toBe('inconclusive');
    }
    expect(judged(FEW_ERRORS, share(2, 70)).sentence).toBe(
      'contacts error rate over 1 day: 70 of at least 200 requests seen, too few to say. So far 2.9% (2 of 70 requests).',
    );
  });

  it('counts the sample in the unit that the criterion names', () => {
    const written = 'error rate < 1% of requests, at least 50 people';
    expect(sampleUnitOf(criterion(written))).toBe('people');
    expect(judged(written, share(0, 5000, 49))).toMatchObject({ verdict: 'inconclusive' });
    expect(judged(written, share(0, 5000, 50))).toMatchObject({ verdict: 'met' });
    expect(sampleUnitOf(criterion('error rate < 1% of visits'))).toBe('visits');
    expect(sampleUnitOf(criterion('errors = 0'))).toBe('requests');
  });

  it('asks for one at least where the criterion asks for nothing', () => {
    expect(judged('error rate < 1%', share(0, 0)).verdict).toBe('inconclusive');
    expect(judged('errors = 0', count(0, 0)).verdict).toBe('inconclusive');
    expect(judged('error rate < 1%', share(0, 0, 5)).verdict).toBe('inconclusive');
  });

  it('is inconclusive while nobody has met the feature, and unmeasured when nothing can be seen', () => {
    const exposed = judged(FEW_ERRORS, share(0, 5000), { telemetry: 'no-exposure' });
    expect(exposed).toMatchObject({ verdict: 'inconclusive', value: null, numerator: null });
    const blind = judged(FEW_ERRORS, share(0, 5000), { telemetry: 'blind' });
    expect(blind).toMatchObject({ verdict: 'unmeasured', value: null });
    expect(blind.sentence).toBe(
      'contacts error rate over 1 day: no telemetry arrived, so nothing is known.',
    );
  });

  it.each([
    [share(NaN, 200), 'its numerator is NaN'],
    [share(1, Infinity), 'its denominator is Infinity'],
    [share(-1, 200), 'its numerator is -1'],
    [share(1, 200, NaN), 'its sample is NaN'],
    [share(201, 200), '201 can’t be a part of 200'],
    [count(3, 200), 'a share was asked for and a count came'],
  ])('is unmeasured when figures can’t be true', (figures, fault) => {
    const { verdict, sentence, value } = judged(FEW_ERRORS, figures);
    expect({ verdict, value }).toEqual({ verdict: 'unmeasured', value: null });
    expect(sentence).toBe(`contacts error rate over 1 day: can’t be judged, for ${fault}.`);
  });
});

describe('a comparison', () => {
  const NO_WORSE = 'error rate <= 120% of the closed cohort over 1 day, at least 500 requests';

  it('with the closed cohort shows both sides', () => {
    const cohort = { closedCohort: share(8, 2000) };
    expect(judged(NO_WORSE, share(4, 1000), cohort)).toMatchObject({ verdict: 'met', limit: 0.48 });
    expect(judged(NO_WORSE, share(5, 1000), cohort).sentence).toBe(
      'error rate over 1 day: 0.5% (5 of 1,000 requests), against the closed cohort’s 0.4% (8 of 2,000 requests), so 0.48% is the limit; “<= 120% of the closed cohort” does not hold.',
    );
  });

  it('is inconclusive when the closed cohort is too small, and unmeasured when there is none or it can’t be true', () => {
    const small = judged(NO_WORSE, share(4, 1000), { closedCohort: share(1, 499) });
    expect(small.verdict).toBe('inconclusive');
    expect(small.sentence).toContain(
      '499 of at least 500 requests seen in the closed cohort, too few',
    );
    expect(judged(NO_WORSE, share(4, 1000)).verdict).toBe('unmeasured');
    const broken = judged(NO_WORSE, share(4, 1000), { closedCohort: share(9, 8, 500) });
    expect(broken.verdict).toBe('unmeasured');
  });

  it('with a baseline takes the number of the plan, or what was measured before', () => {
    const stated = 'abandonment rate <= 100% of the baseline 11%, at least 100 starts';
    expect(judged(stated, share(11, 100)).verdict).toBe('met');
    expect(judged(stated, share(12, 100)).verdict).toBe('missed');
    const before = 'abandonment rate <= 100% of the baseline, at least 100 starts';
    expect(judged(before, share(11, 100), { baseline: share(22, 200) }).verdict).toBe('met');
    expect(judged(before, share(11, 100)).verdict).toBe('unmeasured');
  });

  it.each<readonly [string, number, Verdict]>([
    ['within 3% of the baseline 10%', 10.3, 'met'],
    ['within 3% of the baseline 10%', 9.7, 'met'],
    ['within 3% of the baseline 10%', 10.4, 'missed'],
    ['within 3% of the baseline 10%', 9.6, 'missed'],
    ['within 3 points of the baseline 10%', 13, 'met'],
    ['within 3 points of the baseline 10%', 6.9, 'missed'],
  ])('“%s” is about %s percent: %s', (condition, value, verdict) => {
    const figures = share(value * 10, 1000);
    expect(judged(`abandonment rate ${condition}`, figures).verdict).toBe(verdict);
  });

  it('of the traffic with the flag share tells that the toggle is asked for the wrong people', () => {
    const written = 'traffic share within 3 points of the flag share, at least 500 requests';
    expect(judged(written, share(190, 1000), { flagShare: 20 }).verdict).toBe('met');
    const none = judged(written, share(0, 1000), { flagShare: 20 });
    expect(none.sentence).toBe(
      'traffic share in this stage: 0% (0 of 1,000 requests), against the flag share’s 20%; “within 3 points of the flag share” does not hold.',
    );
    expect(judged(written, share(190, 1000)).verdict).toBe('unmeasured');
    expect(judged(written, share(190, 1000), { flagShare: NaN }).verdict).toBe('unmeasured');
  });
});

describe('of several judgements', () => {
  const of = (...verdicts: readonly Verdict[]) =>
    worstOf(verdicts.map((verdict) => ({ ...judged(FEW_ERRORS, share(1, 1650)), verdict })))
      ?.verdict;

  it('the worst one counts', () => {
    expect(of('met', 'met')).toBe('met');
    expect(of('met', 'inconclusive', 'met')).toBe('inconclusive');
    expect(of('inconclusive', 'unmeasured')).toBe('unmeasured');
    expect(of('met', 'unmeasured', 'missed', 'inconclusive')).toBe('missed');
  });

  it('none is no verdict', () => {
    expect(worstOf([])).toBeNull();
  });
});

test('whatever is handed in, nothing is met without data that can be true and is enough', () => {
  const criteria = [
    FEW_ERRORS,
    'errors = 0',
    'error rate <= 120% of the closed cohort, at least 3 people',
    'response time average < 2 s',
    'people >= 2',
    'abandonment rate within 5 points of the baseline',
  ].map(criterion);
  const number = fc.oneof(fc.nat(500), fc.double(), fc.constantFrom(0, 1, 200, NaN, Infinity, -1));
  const figures = fc.oneof(
    fc.record({
      kind: fc.constant('share' as const),
      numerator: number,
      denominator: number,
      sample: number,
    }),
    fc.record({ kind: fc.constant('count' as const), count: number, sample: number }),
    fc.record({ kind: fc.constant('duration' as const), ms: number, sample: number }),
  );
  const measurement = fc.record({
    telemetry: fc.constantFrom('no-exposure', 'blind', 'quiet-or-flowing' as const),
    open: figures,
    baseline: fc.option(figures),
    closedCohort: fc.option(figures),
    flagShare: fc.option(number),
    excluded: fc.constant([]),
  });
  let met = 0;
  fc.assert(
    fc.property(fc.constantFrom(...criteria), measurement, (asked, seen) => {
      const { verdict, sentence } = judge(asked, seen);
      expect(sentence).toContain(criterionInWords(asked).slice(0, 5));
      if (verdict !== 'met' && verdict !== 'missed') return;
      met += 1;
      expect(seen.telemetry).toBe('quiet-or-flowing');
      expect(seen.open.sample).toBeGreaterThanOrEqual(asked.sample?.count ?? 1);
      const { sample, kind, ...numbers } = seen.open;
      for (const figure of [sample, ...Object.values(numbers)]) {
        expect(Number.isFinite(figure) && figure >= 0, kind).toBe(true);
      }
    }),
    { numRuns: 1500 },
  );
  expect(met).toBeGreaterThan(10);
});

test('a ratio of two counts may be above 100%, and says both', () => {
  const open: Figures = { kind: 'ratio', numerator: 300, denominator: 200, sample: 200 };
  expect(judged('ratio of errors to visits <= 100%', open)).toMatchObject({
    verdict: 'missed',
    value: 150,
    sentence:
      'ratio of errors to visits in this stage: 150% (300 errors to 200 visits); “<= 100%” does not hold.',
  });
});

test('business days pass whether anyone comes or not', () => {
  const unseen = { telemetry: 'no-exposure' } as const;
  expect(judged('at least 2 business days', count(1, 1), unseen).verdict).toBe('missed');
  expect(judged('at least 2 business days', count(2, 1), unseen).verdict).toBe('met');
});
