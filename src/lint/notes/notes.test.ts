import { describe, expect, it, test } from 'vitest';
import { ourPlan, seedPlan, stageWith } from '../../../test/plans/plans.ts';
import { readPlan } from '../../plan/index.ts';
import { notesOf } from './notes.ts';

/** `code: the text that it is about` */
function notesIn(text: string): readonly string[] {
  const plan = readPlan(text);
  return notesOf(plan).map(
    ({ code, span }) => `${code}: ${plan.source.text.slice(span.start, span.end)}`,
  );
}

test('a note quotes no part of a character', () => {
  const plan = readPlan(stageWith(`- Length of time: ${'x'.repeat(57)}👍🏽, and so on\n`));
  expect(
    notesOf(plan)
      .map(({ sentence }) => sentence)
      .join(),
  ).toMatch(/“x{57}…”/u);
});

describe('what a person should look at', () => {
  it.each([
    ['- Length of time: [FILL_IN] 2 days', 'marker-beside-value: [FILL_IN]'],
    ['- Length of time: a while', 'number-missing: a while'],
    ['- Length of time: Ongoing', 'length-without-end: Ongoing'],
    ['- Length of time: 1 day [rolled back 1/3/24]', 'event-in-prose: rolled back'],
    ['- Percentage of Users: 20% got us 500 users', 'percent-in-prose: 20% got us 500 users'],
    ['- Number of unique users: 1650 calls to API', 'users-in-another-unit: 1650 calls to API'],
    ['- Number of unique users: 138,687k', 'implausible-number: 138,687k'],
    ['- Number of bugs identified / fixed: 3/', 'half-unknown: 3/'],
    ['- Conversion: 233/572, which is 39%', 'ratio-and-percent-disagree: 233/572'],
    ['- Actual dates: 2/3/20212', 'implausible-year: 2/3/20212'],
    ['- Actual dates: 4/8', 'partial-date: 4/8'],
    ['- Actual dates: 12/20/23 - 01/11/23', 'end-before-start: 12/20/23 - 01/11/23'],
    ['- Number of unique users: 5\n- Number of users: 6', 'field-twice: 6'],
    ['- Length of time: ~~4 hours~~ 2 days', 'withdrawn-text: ~~4 hours~~'],
    ['We stayed at 5%.', 'event-in-prose: stayed at'],
  ])('%s', (lines, note) => {
    expect(notesIn(stageWith(`${lines}\n`))).toEqual([note]);
  });

  it.each([
    '- Percentage of Users: 25% (about 500 users)',
    '- Percentage of Users: 10% / 200 users',
    '- Conversion: 233/572 (40.7%)',
    '- Conversion: 233 of 572 (41%)',
    '- Conversion: 1/2, 39% of the time',
    '- Actual dates: 4/8/2024 10:00 ET to 4/22/2024',
    '- Number of unique users: 5,214',
    '- Number of unique users: N/A',
    '- Length of time: [FILL_IN]',
    'Everything went well.',
  ])('nothing about: %s', (lines) => {
    expect(notesIn(stageWith(`${lines}\n`))).toEqual([]);
  });

  it('a heading and a field that disagree about the share', () => {
    const text = '## Phase II: rollout\n### Stage D: 100%\n- Percentage of Users: 75%\n';
    expect(notesIn(text)).toEqual(['percent-conflict: Stage D: 100%']);
  });

  it('letters that are used twice or left out', () => {
    const text = '## Phase II: rollout\n### Stage A: 1%\n### Stage A: 2%\n### Stage E: 3%\n';
    expect(notesIn(text)).toEqual(['letter-twice: Stage A: 2%', 'letter-skipped: Stage E: 3%']);
  });

  it('a criterion without its number, though its box is ticked', () => {
    const text = '## Phase II: rollout\n### Success criteria\n- [x] CTR above xx%\n- Few calls\n';
    expect(notesIn(text)).toEqual(['limit-missing: CTR above xx%']);
  });

  it('results that are those of an earlier stage, word for word', () => {
    const results = '- What changes are necessary? The first four days had 366 expansions\n';
    const text = `## Phase II: rollout\n### Stage A: 1%\n${results}### Stage B: 2%\n${results}`;
    expect(notesIn(text)).toEqual(['same-text-as-earlier: The first four days had 366 expansions']);
  });

  it('an attempt that was folded away', () => {
    const fold =
      '<details><summary>First attempt</summary>\n\n- Length of time: 1 day\n\n</details>\n\n';
    expect(notesIn(stageWith(`${fold}- Length of time: 2 days\n`))).toEqual([
      'earlier-attempt: <details><summary>First attempt</summary>',
    ]);
  });

  it('says what was understood and what to do, in sentences', () => {
    const [note] = notesOf(readPlan(stageWith('- Conversion: 233/572, which is 39%\n')));
    expect(note?.sentence).toBe('233/572 is 40.7%, and the plan says 39%. Correct one of them.');
  });

  it('finds nothing odd in the plan of this feature or in the untouched plan of March 2024', () => {
    expect(notesIn(ourPlan)).toEqual([]);
    expect(notesIn(seedPlan)).toEqual([]);
  });
});
