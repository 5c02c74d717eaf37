import fc from 'fast-check';
import { describe, expect, test } from 'vitest';

import { intervals, milliseconds, share } from '../../src/app/settings/forms.ts';
import * as line from '../../src/cli/numbers.ts';
import { criterionInWords, readCriterion, type Criterion } from '../../src/criteria/index.ts';
import { numberIn } from '../../src/lib/written/figures.ts';
import { dateRangeIn, minutesIn, readPlan, stageFigures, termsIn } from '../../src/plan/index.ts';

/** A reader of a figure: what it took it for, null where it refused it. */
type Door = (written: string) => number | null;

const refusable =
  (read: (written: string) => number): Door =>
  (written) => {
    try {
      return read(written);
    } catch (error) {
      expect(String(error)).toContain('Expected');
      return null;
    }
  };

function criterion(text: string, figure: (criterion: Criterion) => number | undefined) {
  const read = readCriterion(text);
  if (!read.ok) {
    expect(read.error.sentence).toContain('Expected');
    return null;
  }
  return figure(read.value) ?? null;
}

const limitOf = ({ condition }: Criterion): number | undefined => {
  if (condition.kind !== 'fixed') return undefined;
  const { limit } = condition;
  return limit.kind === 'percent' ? limit.percent : limit.kind === 'count' ? limit.count : limit.ms;
};
const hoursOf = ({ window }: Criterion) =>
  window.kind === 'last' ? window.ms / 3_600_000 : undefined;

function stage(planning: string) {
  const plan = readPlan(`## Phase II: Rollout\n\n### Stage A\n\n#### Planning\n\n${planning}\n`);
  const [only] = plan.phases.flatMap(({ stages }) => stages);
  if (!only) throw new Error('no stage');
  return stageFigures(plan, only);
}

const term = (code: string) => termsIn(`\`${code}\``);

const COUNTS: Readonly<Record<string, Door>> = {
  'a plan’s people': (n) => stage(`- Minimum number of users: ${n} users`).minimumUsers,
  'a criterion': (n) => criterion(`people >= ${n}`, limitOf),
  'a criterion that begins with it': (n) => criterion(`at least ${n} people`, limitOf),
  'a sample': (n) =>
    criterion(`error rate < 1%, at least ${n} requests`, ({ sample }) => sample?.count),
  '--users-per-day': refusable(line.peoplePerDay),
  '--runs': refusable(line.wholeNumberUpTo(1_000_000)),
};

const PERCENTAGES: Readonly<Record<string, Door>> = {
  'a plan’s share': (n) => stage(`- Percentage of Users: ${n}%`).percentage,
  'a criterion': (n) => criterion(`error rate < ${n}%`, limitOf),
  'a term': (n) => {
    const read = term(`failed visits up to ${n}% more are no harm`);
    return read.problems.length > 0 ? null : Number((read.terms.tolerance * 100 - 100).toFixed(6));
  },
  '--baseline': refusable((n) => Number((line.fraction(`${n}%`) * 100).toFixed(6))),
  '--actors-percentage': refusable(line.percentage),
  'a setting': (n) => {
    const read = share(`${n}%`);
    return read.ok ? Number((read.value * 100).toFixed(6)) : null;
  },
};

const HOURS: Readonly<Record<string, Door>> = {
  'a plan’s length': (n) => {
    const minutes = stage(`- Length of time: ${n} hours`).minimumMinutes;
    return minutes === null ? null : minutes / 60;
  },
  'a note of a plan': (n) => (minutesIn(`${n} hours`) ?? NaN) / 60 || null,
  'a criterion': (n) => criterion(`errors < 5 over ${n} hours`, hoursOf),
  '--onset': refusable((n) => line.minutes(`${n}h`) / 60),
  'a setting': (n) => {
    const read = milliseconds(`${n}s`);
    return read.ok ? read.value / 1000 : null;
  },
};

/** As Americans write them. Each door reads them, or refuses what it can't use. */
const RIGHT = {
  '5': 5,
  '05': 5,
  '12.5': 12.5,
  '.5': 0.5,
  '0.5': 0.5,
  '20.0': 20,
  '1,440': 1440,
  '1,000': 1000,
} as const;

/** No door guesses what these mean. */
const WRONG = [
  ...['2,5', '0,5', '12.5.5', '1,44', '1,4400', '10,00,000', '1.000,5', '1,5', '1·5', '1٫5'],
  ...['1 000', '1\u00a0000', '1\u202f000', '1’000', "1'000", '1_000', '1.000.000'],
  ...['0x10', '0b1', '1e3', '1E3', '5e', '1e-3', 'Infinity', 'NaN', '-5', '−5', '--5'],
  ...['५', '٥', '５', '１０', '½', '5½', '1/2', '1⁄2', '10²', 'Ⅴ', '⑤', '1:30', 'twenty', 'half'],
  ...['9007199254740993', '1,000,000,000,000,000,000', '0.1234567890123456'],
];

describe.each([
  ['count', COUNTS],
  ['percentage', PERCENTAGES],
  ['number of hours', HOURS],
] as const)('a %s', (_, doors) => {
  test.each(Object.keys(doors))('in %s is what is written, or refused', (name) => {
    const read = doors[name] ?? (() => null);
    const right = Object.keys(RIGHT) as (keyof typeof RIGHT)[];
    expect(right.map((written) => [written, read(written) ?? RIGHT[written]])).toEqual(
      Object.entries(RIGHT),
    );
    expect(read('5')).toBe(5);
    expect(WRONG.map((written) => [written, read(written)])).toEqual(
      WRONG.map((written) => [written, null]),
    );
  });
});

test.each(Object.entries({ ...COUNTS, ...HOURS }))(
  '“1.000” and “1.440” may be thousands, so %s refuses them',
  (name, read) => {
    if (name === 'a setting' || name === '--onset') return;
    expect([read('1.000'), read('1.440')]).toEqual([null, null]);
  },
);

test.each([
  ['1,440', 1440],
  ['1,000', 1000],
  ['12.5', 12.5],
])('“%s hours” are so many everywhere', (written, hours) => {
  for (const read of Object.values(HOURS)) expect(read(written)).toBe(hours);
});

/** What is printed is read back the same. */
const american = fc
  .record({
    whole: fc.integer({ min: 0, max: 999_999_999 }),
    decimals: fc.integer({ min: 0, max: 99 }),
  })
  .map(({ whole, decimals }) => {
    const number = Number(`${whole}.${decimals}`);
    return { number, plain: String(number), grouped: number.toLocaleString('en-US') };
  });

test('what is printed is read back the same', () => {
  fc.assert(
    fc.property(american, ({ number, plain, grouped }) => {
      expect([numberIn(plain), numberIn(grouped)]).toEqual([number, number]);
    }),
  );
});

const SIGNS = ['.', ',', 'e', '½', '५', '’', '0', '7'];
/** In a plan they stand between two figures: a range, a share, a factor. */
const BETWEEN = [' ', '_', '/', ':', 'x', '-'];

/** A figure into which one sign has slipped. */
const mutatedBy = (signs: readonly string[]) =>
  fc
    .record({
      written: american.map(({ grouped }) => grouped),
      sign: fc.constantFrom(...signs),
      at: fc.nat(),
    })
    .map(({ written, sign, at }) => {
      const place = at % (written.length + 1);
      return `${written.slice(0, place)}${sign}${written.slice(place)}`;
    })
    // Before a decimal point, most of them part two figures.
    .filter((written) => !/[^\d,]\.|\. /.test(written));

/** Read by hand, slowly: groups of three, or none. */
function slowly(written: string): number | null {
  // What ends a clause or begins a list is no part of the figure.
  const alone = written.trim().replace(/^[-/:’]|[-./:,’_]+$/g, '');
  const [whole = '', decimals = '0', ...more] = alone.trim().split('.');
  const [first = '', ...groups] = whole.split(',');
  const digits = `${first}${groups.join('')}`;
  const isPlain = /^[0-9]*$/.test(digits) && /^[0-9]+$/.test(decimals) && alone !== '';
  return isPlain && more.length === 0 && isGrouped(first, groups)
    ? Number(`${digits || '0'}.${decimals}`)
    : null;
}

function isGrouped(first: string, groups: readonly string[]): boolean {
  const isLed = first !== '' && first.length <= 3;
  return groups.length === 0 || (isLed && groups.every(({ length }) => length === 3));
}

test.each([
  ['a criterion', SIGNS.concat(BETWEEN)],
  ['a sample', SIGNS.concat(BETWEEN)],
  ['--users-per-day', SIGNS.concat(BETWEEN)],
  ['a plan’s people', SIGNS],
])('in %s, a figure into which a sign has slipped is never another one', (door, signs) => {
  fc.assert(
    fc.property(mutatedBy(signs), (written) => {
      const number = COUNTS[door]?.(written) ?? null;
      if (number !== null) expect([written, number]).toEqual([written, slowly(written)]);
    }),
    { numRuns: 300 },
  );
});

test('a criterion is printed in figures that are read back as the same', () => {
  fc.assert(
    fc.property(american, ({ number }) => {
      const percent = Number((number % 100).toFixed(2));
      const read = readCriterion(`error rate < ${percent}%`);
      if (!read.ok) throw new Error(read.error.sentence);
      expect(readCriterion(criterionInWords(read.value))).toEqual(read);
    }),
  );
});

describe('a time of the day', () => {
  test.each(['9:75', '24:01', '25:00', '9', '9.00', '0x9:00', '９:00', '-1:00'])(
    'that is “%s” is refused in a term',
    (written) => {
      expect(term(`raise only ${written} to 23:00`).problems).toHaveLength(1);
    },
  );
});

describe('a day', () => {
  const WRONG_DAYS = ['2026-02-30', '2026-13-01', '2026-00-10', '2026-04-31', '2025-02-29'];
  test.each([...WRONG_DAYS, '26-02-03', '2026-2-3', '２０２６-02-03'])(
    'that is “%s” is refused everywhere',
    (written) => {
      expect(dateRangeIn(written, 0)).toBeNull();
      expect(term(`no raise on ${written}`).problems).toHaveLength(1);
      expect(() => line.moment(written)).toThrow('Expected');
      expect(() => line.moment(`${written}T10:00:00Z`)).toThrow('Expected');
      expect(intervals(`${written}T07:00Z/2027-12-01T09:00Z`).ok).toBe(false);
    },
  );

  test('of a leap year counts', () => {
    expect(line.moment('2028-02-29').toISOString()).toContain('2028-02-29');
    expect(dateRangeIn('2028-02-29', 0)?.from).toMatchObject({ month: 2, day: 29 });
  });

  test.each(['30 Feb 2026', 'Feb 30, 2026', '2/30/2026', '30.02.26', 'Feb 27-30, 2026'])(
    'that is “%s” is refused in a plan',
    (written) => {
      expect(dateRangeIn(written, 0)).toBeNull();
    },
  );
});
