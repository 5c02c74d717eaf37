import { describe, expect, it } from 'vitest';

import { readPlan, renderPlan, withChangelog, withResults } from '../../src/plan/index.ts';
import { inBrief } from './brief.ts';
import { caseNumbered, cases } from './plans.ts';


/** What a small plan says: all of its fields on one list, each stage's figures, and what else is named. */
function told(document: string) {
  const { title, toggles, fields, phases, criteria, rollback } = inBrief(document);
  return {
    ...{ title, toggles, criteria, rollback },
    phases: phases.map(({ name }) => name),
    stages: phases.flatMap(({ stages }) => stages.map(({ name, figures }) => `${name} (${figures})`)),
    fields: [
      ...fields,
      ...phases.flatMap((phase) => [...phase.fields, ...phase.stages.flatMap((one) => one.fields)]),
    ],
  };
}

const CRITERIA =
  'What metrics-based criteria will you look at before advancing rollout to the next stage ("success criteria")?';

const READINGS: Readonly<Record<string, Partial<ReturnType<typeof told>>>> = {
  '02': {
    criteria: ['12 Error rate below 2%', '13 The product manager has read the survey'],
    fields: [
      'planning Toggle name = `quiet_hours`',
      `planning ${CRITERIA} = [ ] Error rate below 2% / [ ] The product manager has read the survey`,
      'planning Length of time = 2 days',
      'results Metrics at this stage (per your "success criteria") = [x] Error rate below 2% (1.1% seen) / [ ] The product manager has read the survey (open)',
    ],
  },
  '04': {
    toggles: ['quiet_hours'],
    fields: [
      'planning Toggle name = quiet_hours',
      'planning Description = Mutes notices at night',
      'planning Length of time = 2 days',
    ],
  },
  '06': {
    fields: [
      'planning Toggle name = `bus_seats`',
      'results Number of users = 2',
      'results If yes, what = (open)',
      'planning Length of time = 3 days',
    ],
  },
  '12': {
    fields: [
      'planning Toggle name = `bus_seats`',
      'planning Length of time = 3 days',
      'results Number of unique users = (open)',
      'results If yes, what = (open)',
    ],
  },
  '13': {
    fields: [
      'planning Toggle name = `bus_seats`',
      'planning Length of time = 3 days',
      'results Types of errors logged = none',
      'results Was any downstream service affected by the change? = no',
    ],
  },
  '15': { title: 'Quiet hours', toggles: ['quiet_hours'] },
  '16': {
    phases: ['Rollout'],
    rollback: ['11 The engineer on call switches it off.'],
    stages: ['Stage A: 100% of users (A, 100%, 2880 min)'],
  },
  '18': { criteria: ['11 No failed saves', '12 The product manager has read the survey'] },
  '20': { toggles: ['quiet_hours'], fields: ['planning Length of time = 2 days'] },
  '21': {
    fields: [
      'planning Toggle name = `bus_seats`',
      'planning Go/No Go meeting = [ ] The depot agrees / [x] The drivers agree (open)',
      'planning Length of time = 3 days',
    ],
  },
  '24': {
    stages: [
      'Stage A: 10% of users (A, 10%, 10080 min)',
      'Stage B: 100% of users (B, 100%, 4320 min)',
    ],
  },
  '25': {
    rollback: ['11 The engineer on call switches it off.'],
    fields: [
      'planning Toggle name = `quiet_hours`',
      'planning Define the Rollback process = The engineer on call switches it off.',
      'planning Length of time = 2 days',
    ],
  },
  '33': { fields: ['planning Toggle name = `bus_seats`', 'planning Length of time = 3 days'] },
  '38': {
    stages: ['Stage A Results (A, 5%)', 'Stage B: 100% of riders from 4/13/2026 (B, 100%)'],
  },
  '39': {
    fields: [
      'planning Toggle name = `quiet_hours`',
      'planning Desired date range = 3/9/2026 - 3/20/2026',
      'planning "Success" criteria (by the numbers) = no more failed saves than before',
      'planning The plan = wards first, homes after a week',
      'planning Length of time = 2 days',
    ],
  },
  '44': {
    stages: [
      'Stage A: 10% of users (A, 10%, 2880 min)',
      'Stage B: 100% of users (B, 100%, 2880 min)',
    ],
  },
  '45': { toggles: ['quiet_hours'] },
  '46': {
    fields: [
      'planning Toggle name = `quiet_hours`',
      'planning Rollout dates = About 900 people a week open the page. (open)',
      'planning Length of time = 2 days',
      'planning Length of time = 2 days',
    ],
  },
  '49': {
    fields: [
      'planning Toggle name = `quiet_hours`',
      'head Have your team perform as much validation in staging as possible. = (open)',
      'head Two wards have seen it in staging. = (open)',
      'planning Length of time = 2 days',
      'planning Length of time = 2 days',
    ],
  },
  '51': { toggles: ['quiet_hours'] },
  'own-structure-1': {
    fields: [
      'planning Toggle name = `meal_plans`',
      'planning Length of time = 2 days',
      'results Number of unique users = Counted by the kitchen',
      'results Types of errors logged = A menu came late: 1 time',
    ],
  },
  'own-structure-3': { criteria: ['11 No menu is late', '11 The kitchen agrees'] },
  'own-structure-4': {
    fields: [
      'planning Toggle name = `meal_plans`',
      'head The kitchen is told = (open)',
      'head The wards are told = yes',
      'planning Length of time = 2 days',
    ],
  },
  'own-structure-5': {
    toggles: ['meal_plans_v2'],
    stages: [
      'Stage A: 10% of wards (A, 10%)',
      'Stage B: 50% of wards (B, 50%)',
      'Stage C: 100% of wards (C, 100%)',
    ],
  },
  'own-structure-6': { title: null, toggles: ['meal_plans'] },
  'own-structure-8': {
    toggles: ['meal_plans'],
    rollback: ['9 the engineer on call switches it off.'],
    stages: ['Stage A: 100% of users (A, 100%, 2880 min)'],
  },
};

describe('small plans that people could write', () => {
  it.each(Object.entries(READINGS))('case %s is read as its author meant it', (name, expected) => {
    expect(told(caseNumbered(name))).toMatchObject(expected);
  });

  it.each([...cases])('%s comes back byte for byte', (_, document) => {
    expect(renderPlan(readPlan(document))).toBe(document);
  });
});

/** The document with an answer for the users, the errors and the changes of each stage, and of the testing. */
function filledIn(document: string): string {
  const places = [
    { kind: 'testing' } as const,
    ...['A', 'B'].map((letter, index) => ({ kind: 'stage', letter, index }) as const),
  ];
  const results = places.flatMap((place) => [
    { place, name: 'users', answer: { kind: 'words', words: '41' } } as const,
    { place, name: 'errors', answer: { kind: 'lines', lines: ['500: 3', '401: 1'] } } as const,
    { place, name: 'changes', answer: { kind: 'words', words: 'none' } } as const,
    { place, name: 'which changes', answer: { kind: 'words', words: 'none' } } as const,
  ]);
  return withResults(readPlan(document), results).document;
}

const FILLED: Readonly<Record<string, readonly (readonly [string, string])[]>> = {
  '06': [
    ['- Number of users: 2', '- Number of users: 2\n  - 41 (measured)'],
    ['- If yes, what:', '- If yes, what: none (measured)'],
  ],
  '07': [
    ['- Number of unique users: 41', '- Number of unique users: 41\n  - 41 (measured)'],
    ['or VA challenges?', 'or VA challenges? none (measured)'],
  ],
  '12': [
    ['- Number of unique users: x', '- Number of unique users: 41 (measured)'],
    ['- If yes, what:', '- If yes, what: none (measured)'],
  ],
  '40': [
    ['- Number of unique users:', '- Number of unique users: 41 (measured)'],
    [
      '- Types of errors logged:\n\n***',
      '- Types of errors logged:\n  - 500: 3 (measured)\n  - 401: 1 (measured)\n\n***',
    ],
    [
      '- Types of errors logged:\n\n|',
      '- Types of errors logged:\n  - 500: 3 (measured)\n  - 401: 1 (measured)\n\n|',
    ],
  ],
  'own-structure-1': [
    ['- Number of unique users:', '- Number of unique users: 41 (measured)'],
    [
      '  - A menu came late: 1 time',
      '  - A menu came late: 1 time\n  - 500: 3 (measured)\n  - 401: 1 (measured)',
    ],
  ],
  'own-structure-2': [
    [
      '- Types of errors logged:',
      '- Types of errors logged:\n  - 500: 3 (measured)\n  - 401: 1 (measured)',
    ],
    ['- Number of unique users:', '- Number of unique users: 41 (measured)'],
  ],
  'own-structure-7': [
    [
      '#### Types of errors logged',
      '#### Types of errors logged\n- 500: 3 (measured)\n- 401: 1 (measured)',
    ],
    ['**Number of unique users:**', '**Number of unique users:** 41 (measured)'],
  ],
};

describe('results in small plans', () => {
  it.each(Object.entries(FILLED))('of case %s stand beside their labels', (name, changes) => {
    const expected = changes.reduce(
      (document, [before, after]) => document.replace(before, after),
      caseNumbered(name),
    );
    expect(filledIn(caseNumbered(name))).toBe(expected);
  });
});

it('a Changelog begins below the settings of a page that has no title', () => {
  const document = caseNumbered('own-structure-6');
  const written = withChangelog(readPlan(document), ['2026-03-09 10:00 ET: loaded.']);
  expect(written).toBe(
    document.replace('...\n', '...\n\n## Changelog\n\n- 2026-03-09 10:00 ET: loaded.\n'),
  );
  expect(inBrief(document).placeholders).toBe(0);
});
