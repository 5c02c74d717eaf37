import fc from 'fast-check';
import { expect, test } from 'vitest';

import type { Criterion } from '../criterion.ts';
import { criterionInWords } from '../in-words.ts';
import { MEASURE_NAMES, MEASURES } from '../measures/catalogue.ts';
import { hasStatistic } from '../measures/measure.ts';
import { UNIT_NAMES } from '../measures/units.ts';
import { readCriterion } from './read.ts';
import type { KnownBaselines } from './state.ts';

const KNOWN: KnownBaselines = { hasBaseline: () => true };

function read(text: string): Criterion {
  const criterion = readCriterion(text, KNOWN);
  if (!criterion.ok) throw new Error(`${text}: ${criterion.error.sentence}`);
  return criterion.value;
}

/** Words of the language and beside it, to be strung together. */
const PIECES = [
  ...MEASURE_NAMES.map(({ name }) => name),
  ...UNIT_NAMES.map(({ name }) => `of ${name}`),
  ...[
    'contacts',
    'profile',
    'p95',
    'average',
    'on /v0/letters',
    'on index',
    'on “a, b”',
    '5xx',
    '422',
  ],
  ...[
    'with status 5xx',
    'without status 401, 403',
    'excluding 500-504',
    'caused by us',
    'caused by Q "x"',
  ],
  ...['<', '<=', '>', '=', 'at most', 'over', 'within', '±', 'no worse than', 'slower than 2 s'],
  ...['1%', '0.3%', '5', '2 s', '120%', '3 points', '1.2 times', '0', '1e5', '99999999999k', '%'],
  ...[
    'of the baseline',
    'of the baseline 11%',
    'the closed cohort',
    'of the flag share',
    '10% above',
  ],
  ...[
    'over 1 hour',
    'in this stage',
    'per day',
    'over 1 day 12 h',
    'at least 200 requests',
    'no',
    'xx%',
    'ratio of errors to visits',
    '/',
    'to',
    'business days',
    'calls',
    '+',
  ],
  ...[
    ',',
    '“',
    '"',
    '[',
    ']',
    '(',
    '…',
    '’',
    '😀',
    '\uD800',
    '\u0000',
    '\u00A0',
    '\n',
    'ß',
    '÷',
    '.',
  ],
];

const LIMITS = {
  ratio: ['5%', '250%', '100 percent', '0.5%'],
  share: ['5%', '0.000001%', '100 percent', '0', '%5', '11% of the baseline 3%'],
  count: [
    '5',
    '0',
    '20k',
    '1,000',
    '999999999999',
    'twice the baseline',
    '1.1 times the baseline 7',
  ],
  duration: ['2 s', '1h30m', '0.5 s', '0 s', 'half', '10% above the baseline 800 ms'],
  score: ['0.1', '0.25', '1', '10%'],
};

const FILTERS = {
  endpoint: ['on /v0/letters', 'on the index', 'on “a, b”', 'on "over ”"', 'on GET /v0/letters'],
  status: ['with status 5xx', 'without status 401,403', 'excluding 500-504, 501 and 4xx'],
  cause: ['caused by us', 'caused by the client', 'caused by VA Profile'],
  slower: ['slower than 2 s'],
  option: [],
};

const LEADS = ['the', 'if', 'total', 'share of', 'number of', '5xx', '422', 'errors', 'no'];

/** A criterion about this measure in which nearly everything goes together, in one of many orders. */
function about({ name, measure }: (typeof MEASURE_NAMES)[number]): fc.Arbitrary<string> {
  const { kind, filters, denominators, closedCohort } = MEASURES[measure];
  const near = [
    'within 3% of the baseline',
    '± 3.5% of the baseline 3%',
    'no worse than the closed cohort',
  ];
  const narrowing = [
    ...filters.flatMap((filter) => FILTERS[filter]),
    ...denominators.map((unit) => `of ${unit}`),
    ...['over 1 hour', 'in this stage', 'per day', 'over 1 day and 12 h', ','],
  ];
  const comparison = fc
    .tuple(
      fc.constantFrom('<', '<=', '>', '≥', '=', 'stays at most'),
      fc.constantFrom(...LIMITS[kind]),
    )
    .map((parts) => parts.join(' '));
  return fc
    .tuple(
      fc.array(
        fc.constantFrom('contacts', 'my-page', ...(hasStatistic({ kind }) ? ['p95'] : LEADS)),
        {
          maxLength: 2,
        },
      ),
      fc.constantFrom(measure === 'share choosing' ? `${name} “very easy”` : name),
      fc.subarray(narrowing, { maxLength: 2 }),
      fc.oneof(comparison, fc.constantFrom(...(closedCohort ? near : near.slice(0, 2)))),
      fc.subarray(narrowing, { maxLength: 2 }),
      fc.subarray(['at least 200 requests', ', with at least 1 person'], { maxLength: 1 }),
    )
    .map((parts) => parts.flat().join(' '));
}

const sentenceLike = fc.constantFrom(...MEASURE_NAMES).chain(about);

const strung = fc
  .array(fc.constantFrom(...PIECES), { maxLength: 12 })
  .map((parts) => parts.join(' '));

test('whatever is written is a criterion whose canonical text is read as the same criterion, or has a problem within the text', () => {
  let criteria = 0;
  fc.assert(
    fc.property(fc.oneof(sentenceLike, strung, fc.string({ unit: 'binary' })), (text) => {
      const criterion = readCriterion(text, KNOWN);
      if (criterion.ok) {
        criteria += 1;
        const canonical = criterionInWords(criterion.value);
        expect(read(canonical)).toEqual(criterion.value);
        expect(criterionInWords(read(canonical))).toBe(canonical);
      } else {
        expect(criterion.error.column).toBeGreaterThanOrEqual(1);
        expect(criterion.error.column).toBeLessThanOrEqual(Math.max(1, text.length));
        expect(criterion.error.sentence).toContain(criterion.error.expected);
      }
    }),
    { numRuns: 1000 },
  );
  expect(criteria).toBeGreaterThan(100);
});
