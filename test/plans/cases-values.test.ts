import { readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { inBrief } from './brief.ts';
import { allFields, view } from './plans.ts';
import { readPlan, releasePlan } from '../../src/plan/index.ts';

const textOf = (name: string) =>
  readFileSync(new URL(`./cases/${name}.md`, import.meta.url), 'utf8');

/** What the cases are about: the phases, each stage in figures, and each field as `part label = value`. */
function reading(name: string) {
  const text = textOf(name);
  const { phases, fields, criteria, rollback, notes } = inBrief(text);
  const judged = releasePlan(readPlan(text));
  return {
    phases: phases.map((phase) => `${phase.kind}: ${phase.name}`),
    figures: phases.flatMap(({ stages }) => stages.map(({ figures }) => figures)),
    fields: [fields, ...phases.flatMap((phase) => [phase, ...phase.stages].map((it) => it.fields))]
      .flat()
      .filter((field) => !field.startsWith('planning Toggle name')),
    ...{ criteria, rollback, notes },
    refused: judged.ok ? [] : judged.error.map(({ line, kind }) => `${line} ${kind}`),
  };
}

/** The right reading of each small plan, as far as its values go. */
const CASES: readonly (readonly [name: string, Partial<ReturnType<typeof reading>>])[] = [
  ['01-range-then-length', { figures: ['A, 5%, 2880 min', 'B, 100%, 4320 min'], refused: [] }],
  [
    '03-percentage-range',
    { figures: ['A, 4320 min', 'B, 100%, 4320 min'], refused: ['12 percentage-missing'] },
  ],
  [
    '05-slanted-markers',
    {
      fields: [
        'planning Desired date range = (open)',
        'planning How will you make the product available in production while limiting the number of users who can find/access it = (open)',
        'planning Who is monitoring the dashboard(s)? = (open)',
        'planning Links to dashboard(s) showing "success criteria" metrics = (open)',
        'planning Length of time = 2 days',
      ],
    },
  ],
  [
    '11-templates-own-words-in-rollback',
    {
      fields: ['planning Define the Rollback process = (open)', 'planning Length of time = 2 days'],
      rollback: [],
    },
  ],
  [
    '12-templates-own-words-after-results',
    {
      fields: [
        'planning Length of time = 3 days',
        'results Number of unique users = (open)',
        'results If yes, what = (open)',
      ],
    },
  ],
  [
    '14-more-phases',
    {
      phases: [
        'moderated-testing: Phase I: moderated production testing',
        'rollout: Phase II: staged rollout',
      ],
    },
  ],
  ['17-length-as-dates', { figures: ['A, 5%, 4320 min', 'B, 100%, 14400 min'], refused: [] }],
  [
    '23-first-templates-length',
    {
      figures: ['A, 10%, 1440 min', 'B, 100%, 2880 min'],
      fields: [
        'planning Desired date range = (open)',
        'planning Length of time = (open)',
        'planning Length of time = 2 days',
      ],
    },
  ],
  ['26-no-criteria-apply', { criteria: [] }],
  [
    '28-stages-in-bold',
    { figures: ['1, 5%, 2880 min', '2, 100%'], criteria: ['13 Failed saves ≤ 1%'], refused: [] },
  ],
  [
    '31-value-of-two-lines',
    {
      fields: [
        'results Post-launch KPI 1 actual = People keep the setting on / People sleep better, they say',
        'results Post-launch KPI 2 actual = Yes',
        'planning Length of time = 2 days',
      ],
      notes: [],
    },
  ],
  [
    '32-other-markers',
    {
      fields: [
        'planning Desired date range = (open)',
        'planning Who is monitoring the dashboard(s)? = (open)',
        'planning Length of time = 2 days',
        'results Was any downstream service affected by the change? = (open)',
      ],
    },
  ],
  [
    '35-share-in-the-heading-alone',
    { figures: ['A, 10%, 2880 min', 'B, 100%, 2880 min'], refused: [] },
  ],
  ['36-users-with-notes-below', { notes: [] }],
  [
    '37-dates-with-dots',
    {
      fields: [
        'planning Desired date range = 03.13.26-03.20.26',
        'planning Length of time = 2 days',
      ],
      refused: [],
    },
  ],
  [
    '45-toggle-in-bold-quotes',
    {
      figures: ['A, 10%, 2880 min', 'B, 100%, 2880 min'],
      fields: ['planning Length of time = 2 days', 'planning Length of time = 2 days'],
    },
  ],
  [
    '47-label-with-a-suffix',
    {
      fields: [
        'results Post-launch KPI 1 actual — share of people who kept it on = (open)',
        'planning Length of time = 2 days',
        'planning Length of time = 2 days',
      ],
      notes: [],
    },
  ],
  [
    '50-marker-beside-an-answer',
    {
      fields: [
        'planning Length of time = 2 days',
        'results Was any downstream service affected by the change? = No (open)',
        'planning Length of time = 2 days',
      ],
      notes: ['15 marker-beside-value'],
    },
  ],
  [
    'own-values-1-figures-refused',
    {
      figures: ['A', 'B', 'C'],
      refused: [
        '9 figure-unreadable',
        '10 figure-unreadable',
        '16 figure-unreadable',
        '17 percentage-missing',
        '21 figure-unreadable',
        '22 percentage-missing',
        '26 figure-unreadable',
        '27 percentage-missing',
      ],
    },
  ],
  [
    'own-values-2-figures-as-written',
    {
      figures: [
        'A, 0.5%, 1440 min, 500 users',
        'B, 20%, 60000 min, 500 users',
        'C, 50%, 2880 min, 1500 users',
        'D, 100%, 1440 min',
      ],
      refused: [],
    },
  ],
  [
    'own-values-3-lengths-nobody-can-tell',
    {
      figures: ['A, 1%', 'B, 10%', 'C, 25%', 'D, 50%', 'E, 100%'],
      refused: [11, 15, 19, 23].map((line) => `${line} figure-unreadable`),
    },
  ],
  [
    'own-values-4-shares-nobody-can-tell',
    {
      figures: ['A, 2880 min', 'B, 2880 min', 'C, 2880 min', 'D, 10%, 2880 min'],
      refused: [12, 17, 22].map((line) => `${line} percentage-missing`),
    },
  ],
  [
    'own-values-5-markers-in-disguise',
    {
      figures: ['A, 10%', 'B, 100%, 4320 min'],
      fields: [
        'planning Desired date range = (open)',
        'planning Launch ticket = (open)',
        'planning Who is monitoring the dashboard(s)? = (open)',
        'planning Length of time = (open)',
        'results Number of unique users = (open)',
        'results Types of errors logged = snake_tbd_case once',
        'results Any changes necessary based on the logs? = N/A',
        'planning Length of time = 3/30 - 4/2',
      ],
    },
  ],
  [
    'own-values-6-phases-that-say-so',
    {
      phases: [
        'moderated-testing: Phase I: Internal Testing and UAT',
        'rollout: Phase II: 25% of users',
        'rollout: Phase III: full rollout',
        'moderated-testing: Phase V: user acceptance, again',
      ],
      refused: [],
    },
  ],
];

describe('the values of small plans that people could write', () => {
  it.each(CASES)('%s', (name, right) => {
    expect(reading(name)).toMatchObject(right);
  });

  it('a length as dates is a range of dates, and counts nothing', () => {
    const [length] = lengthsIn('17-length-as-dates');
    expect(length?.typed).toMatchObject({
      kind: 'dates',
      from: { month: 4, day: 6, year: null },
      to: { month: 4, day: 9, year: 2026 },
      lengths: [],
    });
  });

  it('a percentage as a range is that range', () => {
    const share = fieldIn('03-percentage-range', 'Percentage of Users');
    expect(share?.typed).toMatchObject({ amounts: [{ measure: 'percent', least: 5, most: 8 }] });
  });

  it('notes below a number of people do not count', () => {
    const users = fieldIn('36-users-with-notes-below', 'Number of users');
    expect(users?.typed).toMatchObject({ people: { least: 3, most: 3 } });
  });

  it('dates with dots are a range of dates', () => {
    const dates = fieldIn('37-dates-with-dots', 'Desired date range');
    expect(dates?.typed).toMatchObject({
      from: { year: 2026, month: 3, day: 13 },
      to: { year: 2026, month: 3, day: 20 },
    });
  });

  it('a stage may wait for something else than people', () => {
    const stages = view(textOf('28-stages-in-bold')).phases.flatMap((phase) => phase.stages);
    expect(stages.map(({ minimumSample }) => minimumSample)).toEqual([
      null,
      { count: 40, unit: 'saves' },
    ]);
  });

  it('what is refused is quoted, and the sentence says what was expected', () => {
    const judged = releasePlan(readPlan(textOf('own-values-1-figures-refused')));
    const sentences = judged.ok ? [] : judged.error.map(({ sentence }) => sentence);
    expect(sentences[2]).toBe(
      '“2,5” in “Length of time” can’t be read as a figure. Expected a decimal point and thousands in groups of three, such as 2.5 or 2,500.',
    );
  });
});

const fieldIn = (name: string, label: string) =>
  allFields(view(textOf(name))).find((field) => field.label === label);

const lengthsIn = (name: string) =>
  allFields(view(textOf(name))).filter(({ label }) => label === 'Length of time');
