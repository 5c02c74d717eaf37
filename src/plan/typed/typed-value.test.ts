import { describe, expect, it } from 'vitest';
import { readPlan, typedValue, type PlanDocument, type TypedValue } from '../index.ts';

const LABELS = {
  users: 'Number of unique users',
  bugs: 'Number of bugs identified / fixed',
  share: 'Percentage of Users',
  length: 'Length of time',
  dates: 'Desired date range',
  downstream: 'Was any downstream service affected by the change?',
  errors: 'Types of errors logged',
  ticket: 'Launch ticket',
  other: 'Conversion',
};

function typed(
  label: keyof typeof LABELS,
  written: string,
): { plan: PlanDocument; value: TypedValue } {
  const text = `## Phase II: rollout\n### Stage A: x\n- ${LABELS[label]}: ${written}\n`;
  const plan = readPlan(text);
  const field = plan.phases[0]?.stages[0]?.fields[0];
  if (!field) throw new Error(`no field is read in ${text}`);
  return { plan, value: typedValue(plan, field) };
}

/** `500 users`, `150..200 users`, `..5%`, `~10`: what was understood, and in brackets where it stands. */
function amountsOf(label: keyof typeof LABELS, written: string): readonly string[] {
  const { plan, value } = typed(label, written);
  if (value.kind !== 'amounts') return [value.kind];
  return value.amounts.map(({ measure, least, most, approximate, unit, span }) => {
    const range = least === most ? `${least ?? ''}` : `${least ?? ''}..${most ?? ''}`;
    const of = { percent: '%', duration: ' min', count: unit ? ` ${unit}` : '' }[measure];
    const where = plan.source.text.slice(span.start, span.end);
    return `${approximate ? '~' : ''}${range}${of} [${where}]`;
  });
}

const peopleIn = (written: string) => {
  const { value } = typed('users', written);
  return value.kind === 'amounts' ? (value.people?.least ?? null) : value.kind;
};

describe('numbers', () => {
  it.each([
    [
      'share',
      '20% got us 500 users in about 26 hrs',
      ['20% [20%]', '500 users [500 users]', '~1560 min [about 26 hrs]'],
    ],
    ['share', '35 percent', ['35% [35 percent]']],
    ['share', '< %5', ['..5% [< %5]']],
    ['share', '25% (~500 users)', ['25% [25%]', '~500 users [~500 users]']],
    ['share', '25% - 100%', ['25..100% [25% - 100%]']],
    ['length', '4 hours / 150-200 users', ['240 min [4 hours]', '150..200 users [150-200 users]']],
    ['length', 'One week', ['10080 min [One week]']],
    ['length', '1 day and 12 hours', ['2160 min [1 day and 12 hours]']],
    ['length', '2-3 business days', ['2880..4320 min [2-3 business days]']],
    ['length', '24h', ['1440 min [24h]']],
    ['users', '2 users, 5 submissions', ['2 users [2 users]', '5 submissions [5 submissions]']],
    ['users', '≈10', ['~10 [≈10]']],
    ['users', '20k', ['20000 [20k]']],
    ['users', '1.5k sessions', ['1500 sessions [1.5k sessions]']],
    ['users', '138,687k', ['138687000 [138,687k]']],
    ['users', '[7]', ['7 [7]']],
    ['users', '\\[3-5\\]', ['3..5 [3-5]']],
    ['users', '[3,939](https://example.test/?n=12)', ['3939 [3,939]']],
    ['users', 'three', ['3 [three]']],
    ['users', '10 or more Veterans', ['10.. Veterans [10 or more Veterans]']],
    ['users', 'at least 50 users', ['50.. users [at least 50 users]']],
    ['users', '500+ users', ['500.. users [500+ users]']],
    ['users', '233/572', ['233 [233]', '572 [572]']],
    ['users', 'see ticket #4711', ['prose']],
    ['other', '39%', ['39% [39%]']],
    ['other', 'we saw 3 of them leave', ['prose']],
  ] as const)('%s: “%s”', (label, written, understood) => {
    expect(amountsOf(label, written)).toEqual(understood);
  });

  it.each([
    ['61 users', 61],
    ['61', 61],
    ['twelve Veterans', 12],
    ['5 unique users, 9 sessions', 5],
    ['1650 calls to API', null],
    ['5,214 unique pageviews', null],
    ['894 push notifications sent', null],
    ['61 sessions', null],
    ['25% of authenticated Veterans', null],
    ['233/572', null],
    ['n/a', 'answer'],
  ])('of “%s” %s are people', (written, people) => {
    expect(peopleIn(written)).toBe(people);
  });

  it.each([
    ['3 / 2', 3, 2],
    ['1/1', 1, 1],
    ['0', 0, null],
    ['3/', 3, null],
    ['[FILL_IN]/2', null, 2],
    ['3 identified, 2 fixed', 3, 2],
    ['2 bugs', 2, null],
  ])(
    'of “%s” %s are identified and %s fixed; a missing half is unknown',
    (written, identified, fixed) => {
      const { value } = typed('bugs', written);
      if (value.kind !== 'pair') throw new Error(`read as ${value.kind}`);
      expect([value.identified?.least ?? null, value.fixed?.least ?? null]).toEqual([
        identified,
        fixed,
      ]);
    },
  );

  it.each(['Ongoing', 'Forever!', 'until further notice', 'indefinitely'])(
    'a length of “%s” has no end',
    (written) => {
      expect(typed('length', written).value.kind).toBe('endless');
    },
  );
});

describe('dates', () => {
  const inWords = (written: string) => {
    const { value } = typed('dates', written);
    if (value.kind !== 'dates') return value.kind;
    const ends = [value.from, value.to].map((date) =>
      date
        ? [date.year ?? '?', date.month, date.day ?? '?', date.time].filter(Boolean).join('-')
        : '',
    );
    return `${ends.join(' to ')}${value.endless ? 'forever' : ''}`;
  };

  it.each([
    ['3/4/2024 - 3/15/2024', '2024-3-4 to 2024-3-15'],
    ['[3/4/2024 - 3/15/2024]', '2024-3-4 to 2024-3-15'],
    ['2024-04-08', '2024-4-8 to '],
    ['12/20/23 - 01/11/23', '2023-12-20 to 2023-1-11'],
    ['2/3/20212', '20212-2-3 to '],
    ['Jan 8-13, 2025', '2025-1-8 to 2025-1-13'],
    ['March 4 – March 15, 2024', '?-3-4 to 2024-3-15'],
    ['8 April 2024', '2024-4-8 to '],
    ['mid-Oct', '?-10-? to '],
    ['March 2024', '2024-3-? to '],
    ['4/8/2024 10:00 ET to 4/22', '2024-4-8-10:00 ET to ?-4-22'],
    ['Post-Launch (After 3/5)', '?-3-5 to '],
    ['until 4/22/2024', ' to 2024-4-22'],
    ['5/15/2024 forward (indefinite)', '2024-5-15 to forever'],
    ['one day', 'amounts'],
    ['when it is ready', 'prose'],
    ['13/45/2024', 'prose'],
  ])('“%s” is %s', (written, understood) => {
    expect(inWords(written)).toBe(understood);
  });
});

describe('answers, links, lists and names', () => {
  it.each([
    ['yes/no, NO', 'no', null],
    ['[PICK_ONE]: yes, the search slowed down', 'yes', 'the search slowed down'],
    ['N/A', 'n/a', null],
    ['no]', 'no', null],
    ['“no”', 'no', null],
  ])('“%s” is %s, and about it: %s', (written, answer, about) => {
    const { value } = typed('downstream', written);
    expect(value.kind === 'answer' && [value.answer, value.about?.words ?? null]).toEqual([
      answer,
      about,
    ]);
  });

  it.each(['the search slowed down', 'nobody noticed'])(
    '“%s” is no answer but prose',
    (written) => {
      expect(typed('downstream', written).value).toMatchObject({ kind: 'prose', words: written });
    },
  );

  it('knows links by their address, and issues by their number', () => {
    const { value } = typed('ticket', '[plan](https://example.test/a:1) and #12');
    expect(value).toMatchObject({
      kind: 'links',
      links: [
        { text: 'plan', address: 'https://example.test/a:1' },
        { text: '#12', address: null },
      ],
    });
  });

  it('takes important artifacts for links, whatever each is called', () => {
    const plan = readPlan(
      '## Important artifacts\n- Product outline: see [here](https://example.test/a)\n',
    );
    const value = plan.fields[0] && typedValue(plan, plan.fields[0]);
    expect(value).toMatchObject({ kind: 'links', links: [{ address: 'https://example.test/a' }] });
  });

  it('divides lists at bullets and breaks, and counts only where it is plain', () => {
    const { value } = typed(
      'errors',
      '3×401<br>500 ×2\n  - VANOTIFY_400 (≈3275)\n  - 500 once,\n    at night',
    );
    const items =
      value.kind === 'list'
        ? value.items.map(({ words, times }) => `${words}: ${times ?? '?'}`)
        : [];
    expect(items).toEqual([
      '3×401: 3',
      '500 ×2: 2',
      'VANOTIFY_400 (≈3275): 3275',
      '500 once, at night: ?',
    ]);
  });

  it('takes None for the answer of a list', () => {
    expect(typed('errors', 'None').value).toMatchObject({ kind: 'answer', answer: 'none' });
  });

  it('finds the names of toggles behind prefixes, links and escapes', () => {
    const text =
      '## Feature toggle\n- Toggle name: FE: [one_page](https://example.test), BE: one\\_api\n';
    const plan = readPlan(text);
    const value = plan.fields[0] && typedValue(plan, plan.fields[0]);
    expect(value?.kind === 'names' && value.names.map(({ words }) => words)).toEqual([
      'one_page',
      'one_api',
    ]);
  });

  it('makes nothing of a marker', () => {
    expect(typed('users', '[FILL_IN]').value).toEqual({ kind: 'nothing' });
  });
});
