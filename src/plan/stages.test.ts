import { describe, expect, it } from 'vitest';
import { stageWith, view } from '../../test/plans/plans.ts';

const stageOf = (lines: string) => view(stageWith(lines)).phases[0]?.stages[0];

describe('phases and stages', () => {
  it.each([
    ['Phase I: moderated production testing (also known as User Acceptance Testing, or UAT)'],
    ['Phase I – Pilot – moderated production testing'],
    ['Phase I - UAT'],
    ['Phase I: Internal Testing and Review'],
    ['Phase Ib: internal testing'],
  ])('“%s” is moderated testing', (heading) => {
    expect(view(`#### ${heading}`).phases).toMatchObject([
      { name: heading, kind: 'moderated-testing' },
    ]);
  });

  it.each([
    ['Phase II: Staged Rollout (also known as unmoderated production testing)'],
    ['Phase II: 25% - 100%'],
    ['Phase II: Rollout'],
    ['Phased Rollout Strategy'],
    ['Staged Rollout Schedule'],
    ['Phase I: Canary (1%)'],
  ])('“%s” is a rollout', (heading) => {
    expect(view(`# A title\n##### ${heading}`).phases).toMatchObject([{ kind: 'rollout' }]);
  });

  it.each([
    ['Stage A: Canary — 1% of users', 'A'],
    ['Stage C: 50% of users (optional)', 'C'],
    ['Stage F: Go Live!', 'F'],
  ])('“%s” is stage %s', (heading, letter) => {
    const [phase] = view(`## Phase II: rollout\n## ${heading}\n`).phases;
    expect(phase?.stages).toMatchObject([{ name: heading, letter }]);
  });

  it('takes “Stage A Results” for results, not for another stage', () => {
    const stage = stageOf('### Stage A Results (Jan 8-13, 2025)\n- Number of unique users: 12');
    expect(stage?.fields).toMatchObject([{ part: 'results', value: '12' }]);
  });

  it.each([
    ['2 full business days', 2],
    ['2-3 working days', 2],
    ['2 days', null],
    ['1 day (8 business hours)', null],
  ])('a length of “%s” is %s business days', (written, days) => {
    expect(stageOf(`- Length of time: ${written}`)?.minimumBusinessDays).toBe(days);
  });

  it.each([
    ['4 hours / 150-200 users', 240],
    ['One week', 7 * 1440],
    ['8 business hours', null],
    ['2 full business days', 2 * 1440],
    ['1–2 days', 1440],
    ['1 day and 12 hours', 2160],
    ['1h30m', 90],
    ['48 hrs', 2880],
    ['[FILL_IN] (*minimum 1 day*)', 1440],
    ['[FILL_IN]', null],
    ['[FILL_IN] (*Recommendation: 2 days*)', null],
    ['Forever!', null],
    ['[FILL_IN] 2 days', null],
    ['2 days [TBD] (*minimum 1 hour*)', 60],
    ['a while (*minimum 1 hour*)', null],
    ['2,5 days (*minimum 1 hour*)', null],
    ['4 hours / 2 weeks', null],
    ['2 days (48 hours)', 2880],
    ['2 to 4 days', 2880],
    ['between two and four days', 2880],
    ['at least 1 day', 1440],
    ['1,440 minutes', 1440],
    ['1.5 days', 2160],
    ['**2 days** (minimum 2 hours)', 2880],
    ['3/9/2026 - 3/11/2026', 2880],
    ['3/9 - 3/11', 2880],
    ['2/27 - 3/2', null],
    ['12/30 - 1/2/2027', null],
    ['3/9/2026 10:00 ET to 3/11/2026 16:00 ET', null],
    ['3/9/2026', null],
  ])('a length of “%s” is %s minutes', (written, minutes) => {
    expect(stageOf(`- Length of time: ${written}`)?.minimumMinutes).toBe(minutes);
  });

  it.each([
    ['20% got us 500 users in about 26 hrs', 20],
    ['0.5%', 0.5],
    ['35 percent', 35],
    ['25', 25],
    ['[FILL_IN]25%', null],
    ['[FILL_IN]%', null],
    ['[FILL_IN]% (*Recommendation: at most 10%*)', null],
    ['about 500 users', null],
    ['.5%', 0.5],
    ['2,5%', null],
    ['about 2,5 - 8 % of riders', null],
    ['2-4%', null],
    ['5 - 8 %', null],
    ['25% - 100%', null],
    ['10% (of 40% of all users)', 10],
    ['10% - 200 users', 10],
    ['-5%', null],
    ['over 10%', null],
  ])('a share of “%s” is %s percent', (written, percentage) => {
    expect(stageOf(`- Percentage of Users: ${written}`)?.percentage).toBe(percentage);
  });

  it.each([
    ['20% (at least 1,500 people)', 1500],
    ['20%, minimum 2k users', 2000],
    ['20%, 50 or more Veterans', 50],
    ['20% (~500 users)', null],
    ['20%, no less than 500 people', 500],
    ['20% (500+ people)', 500],
    ['20% / 500 users minimum', 500],
    ['20%, at most 500 people', null],
    ['20%, until 40 saves', null],
    ['20% (*Recommendation: at least 500 users*)', null],
  ])('of “%s” the stated minimum is %s people', (written, users) => {
    expect(stageOf(`- Percentage of Users: ${written}`)?.minimumUsers).toBe(users);
  });

  it('reads a minimum from a line of its own', () => {
    expect(stageOf('- Minimum number of users: 50')?.minimumUsers).toBe(50);
  });

  it.each([
    ['until 50 users', null, 50],
    ['2 days, and until 1,500 people have come', 2_880, 1_500],
    ['at least 24 hours and 300 unique users', 1_440, 300],
    ['until Monday', null, null],
    ['1 week', 10_080, null],
  ])('“%s” is both clocks', (length, minutes, users) => {
    expect(stageOf(`- Length of time: ${length}`)).toMatchObject({
      minimumMinutes: minutes,
      minimumUsers: users,
    });
  });
});

describe('criteria', () => {
  const criteria = (bullets: string) =>
    view(`## Phase II: rollout\n### Rollout planning\n#### Success criteria:\n${bullets}`).criteria;

  it('measures a bullet with a code span and asks a person for one without', () => {
    const found = criteria('- Few errors: `contacts error rate < 1%`\n- Callers are content');
    expect(found).toEqual([
      {
        text: 'Few errors: `contacts error rate < 1%`',
        code: 'contacts error rate < 1%',
        kind: 'measured',
        line: 4,
      },
      { text: 'Callers are content', code: null, kind: 'asked', line: 5 },
    ]);
  });

  it('makes no criterion of a marker alone, but one of a sentence with a marker', () => {
    const found = criteria('- [TBD - POPULATE?]\n- Errors below xx%\n- `a < 1` and `b < 2`');
    expect(found.map(({ text, code }) => code ?? text)).toEqual([
      'Errors below xx%',
      'a < 1',
      'b < 2',
    ]);
  });

  it('takes a nested link for a source, not for a criterion', () => {
    const found = criteria('- Few errors\n  - [dashboard](https://example.test)\n- Fast');
    expect(found.map(({ text }) => text)).toEqual(['Few errors', 'Fast']);
  });
});

describe('toggles', () => {
  it('are named in a field or in a table', () => {
    const table = '| Toggle name | Description |\n|---|---|\n| BE: `one_api` | api |\n| -- | |';
    const text = `### Toggle / Flipper\n- Toggle name: FE: one_page, [two](https://example.test)\n\n${table}`;
    expect(view(text).toggles).toEqual(['one_page', 'two', 'one_api']);
  });

  it('are not named while the name is open', () => {
    expect(view('## Feature toggle\n- Toggle name: [DEV TO PROVIDE]').toggles).toEqual([]);
  });
});
