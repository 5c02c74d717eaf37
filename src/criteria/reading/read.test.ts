import { describe, expect, it, test } from 'vitest';

import { ourPlan } from '../../../test/plans/plans.ts';
import { readPlan, showPlan } from '../../plan/index.ts';
import { NO_FILTER, type Criterion } from '../criterion.ts';
import { criterionInWords } from '../in-words.ts';
import { looksLikeCriterion, readCriterion } from './read.ts';
import { MEASURE_LIST, MEASURE_NAMES, MEASURES } from '../measures/catalogue.ts';
import type { KnownBaselines } from './state.ts';

function read(text: string): Criterion {
  const criterion = readCriterion(text);
  if (!criterion.ok) throw new Error(`${text}: ${criterion.error.sentence}`);
  return criterion.value;
}

function problemOf(text: string) {
  const criterion = readCriterion(text);
  if (criterion.ok) throw new Error(`${text} is read as ${criterionInWords(criterion.value)}`);
  return criterion.error;
}

const inWords = (text: string) => criterionInWords(read(text));

const OVER_A_DAY = { kind: 'last', ms: 86_400_000 } as const;
const percent = (value: number) => ({ kind: 'percent', percent: value }) as const;

describe('our own plan', () => {
  const { criteria, rollback } = showPlan(readPlan(ourPlan));
  const codes = [...criteria, ...rollback].flatMap(({ code }) => code ?? []);

  test('has nothing that is measured and can’t be read', () => {
    expect(codes).toHaveLength(5);
    expect(codes.map((code) => inWords(code))).toEqual([
      'contacts error rate caused by us < 1% of requests over 1 day, at least 200 requests',
      'contacts response time p95 < 2 seconds over 1 day, at least 200 requests',
      'contacts answers with content > 10% of answers over 1 day, at least 200 answers',
      'contacts error rate caused by us > 10% of requests over 1 hour, at least 40 requests',
      'contacts error rate caused by us > 2% of requests over 6 hours, at least 250 requests',
    ]);
  });

  test('means what it says', () => {
    expect(read(codes[0] ?? '')).toEqual({
      surface: 'contacts',
      measure: 'error rate',
      per: null,
      statistic: null,
      filter: { ...NO_FILTER, cause: { kind: 'us' } },
      condition: { kind: 'fixed', comparison: '<', limit: percent(1) },
      denominator: 'requests',
      window: OVER_A_DAY,
      sample: { count: 200, unit: 'requests' },
    });
    expect(read(codes[1] ?? '')).toMatchObject({
      statistic: 'p95',
      condition: { comparison: '<', limit: { kind: 'duration', ms: 2000 } },
      denominator: null,
    });
  });
});

describe('a criterion', () => {
  it.each([
    [
      'Contacts ERROR RATE ≤ 5 Percent Of Requests',
      'contacts error rate <= 5% of requests in this stage',
    ],
    ['the percentage of failed requests < 5%', 'error rate < 5% of requests in this stage'],
    ['500s <= 5%', 'error rate with status 5xx <= 5% of requests in this stage'],
    [
      'error rate with status 500-504, 422 or 501 < 5%',
      'error rate with status 422, 500-504 < 5% of requests in this stage',
    ],
    [
      'error rate < %5 without status 401,403',
      'error rate without status 401, 403 < 5% of requests in this stage',
    ],
    ['error rate < [5%]', 'error rate < 5% of requests in this stage'],
    [
      'error rate caused by the client above 3%',
      'error rate caused by the client > 3% of requests in this stage',
    ],
    ['errors on GET /v0/letters < 3', 'errors on “GET /v0/letters” < 3 in this stage'],
    ['errors on the letter index < 3', 'errors on letter index < 3 in this stage'],
    ['errors on "index, or list" < 3', 'errors on “index, or list” < 3 in this stage'],
    ['error rate over 1 hour < 5%', 'error rate < 5% of requests over 1 hour'],
    ['error rate over 5% over 1 hour', 'error rate > 5% of requests over 1 hour'],
    ['response time p95 over 2 s over 1 day', 'response time p95 > 2 seconds over 1 day'],
    [
      'response time p99 < 1.5 s during the last 1h30m',
      'response time p99 < 1500 ms over 90 minutes',
    ],
    ['median latency < 300ms for 1 day and 12 hours', 'response time p50 < 300 ms over 36 hours'],
    ['error rate per visit < 2%', 'error rate < 2% of visits in this stage'],
    ['errors < 5 per day', 'errors < 5 over 1 day'],
    ['no more than 5 errors per day', 'errors <= 5 over 1 day'],
    ['p95 of response time does not exceed 2 s', 'response time p95 <= 2 seconds in this stage'],
    [
      'roll back if the success rate on index falls below 99%',
      'success rate on index < 99% of requests in this stage',
    ],
    ['zero client errors', 'client errors = 0 in this stage'],
    ['fewer than two complaints over a week', 'complaints < 2 over 7 days'],
    ['page views >= 20k', 'page views >= 20000 in this stage'],
    ['error rate < 1,5%', null],
    ['error rate < .5%', 'error rate < 0.5% of requests in this stage'],
    ['requests >= 1,440 requests over 1 day', 'requests >= 1440 over 1 day'],
    ['complaints under 2 calls per day', 'complaints < 2 over 1 day'],
    ['people >= 500 veterans', 'people >= 500 in this stage'],
    ['200+ submissions', 'submissions >= 200 in this stage'],
    [
      'letters ratio of errors to people < 150%',
      'letters ratio of errors to people < 150% in this stage',
    ],
    ['share choosing “no” <= 10% of people', 'share choosing “no” <= 10% of people in this stage'],
    ['business days >= 2', 'business days >= 2 in this stage'],
    [
      'error rate at most 1.1 times the closed cohort',
      'error rate <= 110% of the closed cohort in this stage',
    ],
    [
      'error rate at most twice the old path',
      'error rate <= 200% of the closed cohort in this stage',
    ],
    [
      'submissions not below 10% below the baseline 100',
      'submissions >= 90% of the baseline 100 in this stage',
    ],
    [
      'error rate < 5% of requests, and at least 1,000 requests.',
      'error rate < 5% of requests in this stage, at least 1000 requests',
    ],
    [
      'error rate < 5% with at least one visit',
      'error rate < 5% of requests in this stage, at least 1 visit',
    ],
    ['client errors < 1% of page views', 'client error rate < 1% of page views in this stage'],
    ['requests error rate < 1%', 'requests error rate < 1% of requests in this stage'],
  ])('“%s” is read as “%s”', (written, canonical) => {
    const criterion = readCriterion(written);
    expect(criterion.ok ? criterionInWords(criterion.value) : null).toBe(canonical);
  });

  it.each(MEASURE_LIST)('of $name reads its own example as it is written', ({ name, example }) => {
    expect(read(example).measure).toBe(name);
    expect(inWords(example)).toBe(example);
  });

  it.each(MEASURE_NAMES)('calls $measure $name, and nothing else so', ({ name, measure }) => {
    expect(MEASURE_NAMES.filter((other) => other.name === name)).toHaveLength(1);
    const { kind } = MEASURES[measure];
    const limit = {
      share: '< 5%',
      count: '< 5',
      duration: 'p95 < 5 s',
      score: 'p75 < 0.1',
      ratio: '< 5%',
    }[kind];
    const option = measure === 'share choosing' ? 'yes ' : '';
    expect(read(`${name} ${option}${limit}`)).toMatchObject({ surface: null, measure });
  });

  it('takes a baseline without a number only where one is known', () => {
    const known: KnownBaselines = {
      hasBaseline: (surface, measure) => surface === 'profile' && measure === 'errors',
    };
    expect(readCriterion('profile errors <= the baseline', known).ok).toBe(true);
    expect(readCriterion('contacts errors <= the baseline', known).ok).toBe(false);
    expect(problemOf('profile errors <= the baseline').code).toBe('needs-baseline');
  });
});

describe('a problem', () => {
  it.each([
    ['contacts eror rate < 1%', 'unknown-measure', 'error rate'],
    ['error-rate < 1%', 'unknown-measure', 'error rate'],
    ['respons time p95 < 2 s', 'unknown-measure', 'response time'],
    ['error rate 5%', 'no-comparison', 'at most 5%'],
    ['success rate 99%', 'no-comparison', 'at least 99%'],
    ['error rate < 0.01', 'wrong-unit', '1%'],
    ['error rate < 5', 'wrong-unit', '5%'],
    ['response time p95 < 800', 'wrong-unit', '800 ms'],
    ['error rate < 1% of reqests', 'unknown-denominator', 'requests'],
    ['error rate < 1%, at least 200 reqests', 'bad-sample', 'at least 200 requests'],
    ['error rate < 1% of visits, at least 200', 'bad-sample', 'at least 200 visits'],
    ['error rate < 0,3%', 'bad-number', '0.3'],
  ])('of “%s” is %s and suggests “%s”', (written, code, suggestion) => {
    expect(problemOf(written)).toMatchObject({ code, suggestion });
  });

  it.each([
    ['CTR above xx%'],
    ['error rate < xx.x%'],
    ['response time p90 above x'],
    ['error rate < [TBD]'],
    ['error rate [FILL_IN]'],
    ['error rate < ___'],
    ['error rate < the agreed threshold'],
    ['latency p95 agreed threshold'],
    ['errors in the expected range'],
    ['error rate within xx% of the baseline'],
  ])('of “%s” is that the limit was never set', (written) => {
    expect(problemOf(written).code).toBe('unset-limit');
  });

  it.each([
    ['share of claims with errors < 5%', 'unknown-measure', 1],
    ['average error rate < 5%', 'unknown-statistic', 1],
    ['422 people > 5', 'bad-filter', 1],
    ['people per visit > 5', 'unknown-denominator', 8],
    ['error rate p95 < 5%', 'unknown-statistic', 12],
    ['error rate < -5%', 'bad-number', 14],
    ['error rate < 1234567890123%', 'bad-number', 14],
    ['errors < 5 over 11000 days', 'bad-number', 17],
    ['errors < 5 over 0 days', 'bad-window', 17],
    ['errors < 1.5', 'wrong-unit', 10],
    ['people < 5%', 'wrong-unit', 10],
    ['people within 3 points of the baseline 40', 'wrong-unit', 15],
    ['error rate within 3%', 'no-limit', 20],
    ['error rate < 5% of the flag share', 'wrong-unit', 14],
    ['error rate < 120% of the baseline 3 s', 'wrong-unit', 14],
    ['error rate on < 5%', 'bad-filter', 15],
    ['error rate with status ok < 5%', 'bad-filter', 24],
    ['error rate caused by < 5%', 'bad-filter', 22],
    ['slow requests slower than 2 < 5%', 'bad-filter', 27],
    ['error rate on a on b < 5%', 'said-twice', 17],
    ['error rate of visits of people < 5%', 'said-twice', 22],
    ['people > 5, at least 1 person, at least 2 people', 'said-twice', 32],
    ['error rate < 5%, at least 0 requests', 'bad-sample', 27],
    ['errors', 'no-comparison', 6],
    ['error rate < 12.5.5%', 'bad-number', 14],
    ['errors < 0x10', 'bad-number', 10],
    ['errors < 1e5', 'bad-number', 10],
    ['error rate < 2,5%', 'bad-number', 14],
    ['errors < 10 people', 'wrong-unit', 13],
    ['errors < 10 minutes', 'wrong-unit', 10],
    ['errors / visits < 2', 'wrong-unit', 19],
    ['ratio of errors to visits on /v0/letters < 5%', 'bad-filter', 27],
    ['share choosing >= 60%', 'bad-filter', 16],
    ['business days >= 2 over 1 week', 'bad-window', 20],
    ['error rate <', 'no-limit', 12],
    ['', 'empty', 1],
  ])('of “%s” is %s at column %s', (written, code, column) => {
    expect(problemOf(written)).toMatchObject({ code, column });
  });

  it('of a text that nobody would read is that it is too long', () => {
    expect(problemOf(`error rate < 5% ${'very '.repeat(250)}`)).toMatchObject({
      code: 'too-long',
      column: 1,
    });
  });

  it('says what was understood before, and what is expected', () => {
    expect(problemOf('contacts latency p90 above x').sentence).toBe(
      'Understood so far: “contacts response time p90”. Expected at column 28, where “x” stands: a length of time, such as “2 seconds”. The limit is not set.',
    );
  });
});

describe('a code span of a rollback plan', () => {
  test('is meant to be measured when it compares, or names something measurable', () => {
    for (const code of ['errors > xx', 'error rate', 'latency below the agreed limit']) {
      expect(looksLikeCriterion(code), code).toBe(true);
    }
    for (const code of ['profile_contacts', 'Flipper.disable(:profile_contacts)']) {
      expect(looksLikeCriterion(code), code).toBe(false);
    }
  });
});
