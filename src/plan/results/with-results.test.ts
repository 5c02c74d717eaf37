import { describe, expect, it } from 'vitest';
import { fieldOf, seedPlan, stageWith, testingWith } from '../../../test/plans/plans.ts';
import { readPlan, withResults, type Answer, type PlanResult } from '../index.ts';

const STAGE_A = { kind: 'stage', index: 0, letter: 'A' } as const;

const words = (said: string): Answer => ({ kind: 'words', words: said });
const lines = (...said: readonly string[]): Answer => ({ kind: 'lines', lines: said });

const inStageA = (name: PlanResult['name'], answer: Answer): PlanResult => ({
  place: STAGE_A,
  name,
  answer,
});

const filled = (text: string, ...results: readonly PlanResult[]) =>
  withResults(readPlan(text), results).document;

/** The results of Stage A, before and after two answers are in. */
function stageAfter(before: string): string {
  const text = stageWith(`#### Results\n${before}`);
  const after = filled(
    text,
    inStageA('users', words('1,204')),
    inStageA('errors', lines('500, once', '401, twice')),
  );
  return after.slice(stageWith('#### Results\n').length);
}

describe('results in the fields of the untouched plan of March 2024', () => {
  it('take the place of markers, hints and pick-lists, and nothing else changes', () => {
    const document = filled(
      seedPlan,
      { place: { kind: 'testing' }, name: 'users', answer: words('1') },
      {
        place: { kind: 'testing' },
        name: 'downstream',
        answer: { kind: 'choice', choice: 'no', words: '0 of 12 calls failed' },
      },
      inStageA('metrics', lines('Errors 0.06% (1 of 1,650 requests), met', 'Speed, met')),
      inStageA('downstream', { kind: 'choice', choice: 'N/A', words: null }),
    );
    const expected = seedPlan
      .replace('Number of users: [FILL_IN]', 'Number of users: 1 (measured)')
      .replace('yes/no, [FILL_IN]', 'no, 0 of 12 calls failed (measured)')
      .replace(
        / \[FILL_IN\] a list that .* section/,
        '\n  - Errors 0.06% (1 of 1,650 requests), met (measured)\n  - Speed, met (measured)',
      )
      .replace('[PICK_ONE]: yes | no |  N/A', 'N/A (measured)');
    expect(document).toBe(expected);
  });

  it('say whether they were measured, or answered by a person', () => {
    const document = filled(
      seedPlan,
      inStageA('metrics', {
        kind: 'lines',
        lines: ['Speed, met', { recorded: 'Callers are content, says Pat Example, met' }],
      }),
      inStageA('downstream', { kind: 'choice', choice: 'no', words: { recorded: '' } }),
    );
    expect(document).toContain('\n  - Speed, met (measured)\n');
    expect(document).toContain('\n  - Callers are content, says Pat Example, met (recorded)\n');
    expect(document).toContain('by the change?: no (recorded)\n');
  });

  it('take the marker of a nested bullet away with its bullet', () => {
    const document = filled(seedPlan, {
      place: { kind: 'testing' },
      name: 'bugs',
      answer: words('2 / 1'),
    });
    expect(document).toBe(
      seedPlan.replace('[FILL_IN]/[FILL_IN]\n  - [FILL_IN]', '2 / 1 (measured)'),
    );
  });

  it('leave every byte alone when there are none, or when they say nothing', () => {
    expect(filled(seedPlan)).toBe(seedPlan);
    expect(filled(seedPlan, inStageA('users', words(' \n')))).toBe(seedPlan);
    expect(filled(seedPlan, inStageA('errors', lines('', ' ')))).toBe(seedPlan);
  });
});

describe('results in each way of writing a field', () => {
  it.each([
    [
      'bullets with words beside their label',
      '- Number of unique users: [FILL_IN]\n- Types of errors logged: [FILL_IN]\n',
      '- Number of unique users: 1,204 (measured)\n- Types of errors logged:\n  - 500, once (measured)\n  - 401, twice (measured)\n',
    ],
    [
      'bullets with bullets below, after another sign and indent',
      '* Number of unique users:\n    * [FILL_IN]\n* Types of errors logged:\n    * [FILL_IN]\n',
      '* Number of unique users:\n    * 1,204 (measured)\n* Types of errors logged:\n    * 500, once (measured)\n    * 401, twice (measured)\n',
    ],
    [
      'headings with words beside their label',
      '##### Number of unique users: [TBD]\n\n##### Types of errors logged: [TBD]\n\n## End\n',
      '##### Number of unique users: 1,204 (measured)\n\n##### Types of errors logged:\n- 500, once (measured)\n- 401, twice (measured)\n\n## End\n',
    ],
    [
      'headings with bullets below',
      '##### Number of unique users\n* [TBD]\n##### Types of errors logged\n* [TBD]\n',
      '##### Number of unique users\n* 1,204 (measured)\n##### Types of errors logged\n* 500, once (measured)\n* 401, twice (measured)\n',
    ],
    [
      'headings with paragraphs below',
      '##### Number of unique users\n\n[TBD]\n\n##### Types of errors logged\n\n[TBD]',
      '##### Number of unique users\n\n1,204 (measured)\n\n##### Types of errors logged\n\n- 500, once (measured)\n- 401, twice (measured)',
    ],
    [
      'headings with nothing below',
      '##### Number of unique users\n##### Types of errors logged:\n',
      '##### Number of unique users\n- 1,204 (measured)\n##### Types of errors logged:\n- 500, once (measured)\n- 401, twice (measured)\n',
    ],
    [
      'tabs and no-break spaces',
      '-\tNumber of unique users:\u00A0[FILL_IN]\n-\tTypes of errors logged: [FILL_IN]\n\t-\t[FILL_IN]\n',
      '-\tNumber of unique users:\u00A01,204 (measured)\n-\tTypes of errors logged:\n\t-\t500, once (measured)\n\t-\t401, twice (measured)\n',
    ],
    [
      'bullets nested too deep for others to follow them',
      '-    A list:\n      - of one\n- Number of unique users: [FILL_IN]\n- Types of errors logged: [FILL_IN]\n',
      '-    A list:\n      - of one\n- Number of unique users: 1,204 (measured)\n- Types of errors logged:\n  - 500, once (measured)\n  - 401, twice (measured)\n',
    ],
    [
      'numbered fields',
      '1. Number of unique users: [FILL_IN]\n2. Types of errors logged: [FILL_IN]\n',
      '1. Number of unique users: 1,204 (measured)\n2. Types of errors logged:\n   - 500, once (measured)\n   - 401, twice (measured)\n',
    ],
    [
      'labels without a value or even a colon',
      '- Number of unique users\n- Types of errors logged:\n',
      '- Number of unique users: 1,204 (measured)\n- Types of errors logged:\n  - 500, once (measured)\n  - 401, twice (measured)\n',
    ],
  ])('%s', (_, before, after) => {
    expect(stageAfter(before)).toBe(after);
    expect(stageAfter(after)).toBe(after);
  });
});

it('writes the line endings of the document, and leaves its byte order mark and missing last line ending', () => {
  const results = [inStageA('users', words('1,204')), inStageA('errors', lines('500', '401'))];
  const asOnWindows = (text: string) => `\uFEFF${text.replaceAll('\n', '\r\n').trimEnd()}`;
  expect(filled(asOnWindows(seedPlan), ...results)).toBe(asOnWindows(filled(seedPlan, ...results)));
});

describe('results beside what people wrote', () => {
  it.each([
    ['about 600', 'about 600\n  - 1,204 (measured)'],
    ['[FILL_IN] about 600', 'about 600\n  - 1,204 (measured)'],
    ['\n  - about 600\n  - [FILL_IN]', '\n  - about 600\n  - 1,204 (measured)'],
    ['about 600, ticket TBD', 'about 600, ticket TBD\n  - 1,204 (measured)'],
    ['1,000 (measured), which is wrong', '1,000 (measured), which is wrong\n  - 1,204 (measured)'],
  ])('“%s” stays', (before, after) => {
    const label = '- Number of unique users: ';
    const next = '\n- Types of errors logged: none\n';
    const once = filled(
      stageWith(`#### Results\n${label}${before}${next}`),
      inStageA('users', words('1,204')),
    );
    expect(once).toBe(stageWith(`#### Results\n${label}${after}${next}`));
    const twice = filled(once, inStageA('users', words('1,300')));
    expect(twice).toBe(once.replace('- 1,204 (measured)', '- 1,300 (measured)'));
  });

  it('keeps both words of a pick-list and its figures when only the marker is forgotten', () => {
    const text = testingWith(
      '- Was any downstream service affected by the change?: yes, [FILL_IN]',
    );
    const document = filled(text, {
      place: { kind: 'testing' },
      name: 'downstream',
      answer: { kind: 'choice', choice: 'no', words: null },
    });
    expect(document).toBe(text.replace('yes, [FILL_IN]', 'yes\n  - no (measured)'));
  });
});

describe('results in a cell that goes on in a row of its own', () => {
  it('stand in the first row, and stay there', () => {
    const text = testingWith(
      '| Question | Response |\n|---|---|\n| Number of users | 15 |\n| a |\n',
    );
    const result = { place: { kind: 'testing' }, name: 'users', answer: words('5') } as const;
    const once = filled(text, result);
    expect(once).toContain('| Number of users | 15<br>5');
    expect(filled(once, result)).toBe(once);
  });
});

describe('results in a heading that is underlined', () => {
  it('stand below the line under it, and stay there', () => {
    const text = testingWith('Number of users: 4\nNumber of bugs identified / fixed: 2/1\n---\n');
    const result = { place: { kind: 'testing' }, name: 'users', answer: words('5') } as const;
    const once = filled(text, result);
    expect(once).toContain('fixed: 2/1\n---\n- 5');
    expect(filled(once, result)).toBe(once);
  });
});

describe('newer results', () => {
  it('stay where they are as long as they are the same, also above what people add', () => {
    const text = stageWith(
      '#### Results\n- Types of errors logged:\n  - none (measured)\n  - some, they say\n',
    );
    expect(filled(text, inStageA('errors', words('none')))).toBe(text);
  });

  it('leave the space at the end of people’s lines', () => {
    const text = stageWith('#### Results\n- Number of unique users: about 600  \n- Else: x\n');
    const first = filled(text, inStageA('users', words('590')));
    expect(first).toBe(text.replace('600  \n', '600  \n  - 590 (measured)\n'));
    expect(filled(first, inStageA('users', words('610')))).toBe(first.replace('590', '610'));
  });

  it('replace what the program wrote, one line by several and back', () => {
    const text = stageWith('#### Results\n- Types of errors logged: [FILL_IN]\n');
    const none = filled(text, inStageA('errors', words('none')));
    const two = filled(none, inStageA('errors', lines('500, once', '401, twice')));
    expect(two).toBe(filled(text, inStageA('errors', lines('500, once', '401, twice'))));
    const oneAgain = filled(two, inStageA('errors', words('none')));
    expect(fieldOf('Types of errors logged', oneAgain).value).toBe('none (measured)');
  });

  it('count for a field where two are given', () => {
    const text = stageWith('#### Results\n- Number of unique users: [FILL_IN]\n');
    const document = filled(text, inStageA('users', words('1')), inStageA('users', words('2')));
    expect(fieldOf('Number of unique users', document).value).toBe('2 (measured)');
  });
});

describe('results after launch', () => {
  const text = [
    '## Phase II: staged rollout',
    '### Stage A: everybody',
    '## Post Launch metrics',
    '### 1-week results',
    '- Number of unique users: [FILL_IN]',
    '- Post-launch KPI 1 actual: [FILL_IN]',
    '- Post-launch KPI 2 actual: [FILL_IN]',
    '- Any issues with VA handling/processing?: [PICK_ONE]: yes | no |  N/A',
    '### 1-month results',
    '- Number of unique users: [FILL_IN]',
    '',
  ].join('\n');

  it('go to their week or month, and to the KPI of their number', () => {
    const week = { kind: 'one-week' } as const;
    const document = filled(
      text,
      { place: week, name: 'kpi', number: 2, answer: words('31%') },
      { place: week, name: 'handling', answer: { kind: 'choice', choice: 'no', words: null } },
      { place: { kind: 'one-month' }, name: 'users', answer: words('9,000') },
    );
    expect(document).toBe(
      text
        .replace('KPI 2 actual: [FILL_IN]', 'KPI 2 actual: 31% (measured)')
        .replace('[PICK_ONE]: yes | no |  N/A', 'no (measured)')
        .replace(/\[FILL_IN\]\n$/, '9,000 (measured)\n'),
    );
  });
});

describe('results that the document has no field for', () => {
  const reasons = (text: string, result: PlanResult) =>
    withResults(readPlan(text), [result]).notPlaced;
  const inStage = (index: number, letter: string, name: PlanResult['name'] = 'users') =>
    ({ place: { kind: 'stage', index, letter }, name, answer: words('5') }) as const;

  it.each([
    ['no-such-place', inStage(1, 'B')],
    ['other-letter', inStage(0, 'B')],
    ['no-such-field', inStage(0, 'A', 'kpi')],
    ['no-such-place', { place: { kind: 'one-week' }, name: 'users', answer: words('5') }],
  ] as const)('are given back with the reason %s', (because, result) => {
    expect(reasons(seedPlan, result)).toEqual([{ result, because }]);
  });

  it('are given back where a stage has no results at all', () => {
    const result = inStage(0, 'A');
    expect(reasons(stageWith('- Length of time: 2 days\n'), result)).toEqual([
      { result, because: 'no-results-there' },
    ]);
  });

  it('have one where a plan has a line of its own for a decision or the dates', () => {
    const text = stageWith('#### Results\n- Actual start: [FILL_IN]\n- Decision: [FILL_IN]\n');
    const document = filled(
      text,
      inStageA('actual start', words('2024-04-08 10:00 ET')),
      inStageA('decision', words('advance')),
    );
    expect(document).toBe(
      text
        .replace('[FILL_IN]', '2024-04-08 10:00 ET (measured)')
        .replace('[FILL_IN]', 'advance (measured)'),
    );
  });
});
