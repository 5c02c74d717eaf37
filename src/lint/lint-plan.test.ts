import fc from 'fast-check';
import { describe, expect, it, test } from 'vitest';

import { ourPlan, seedPlan } from '../../test/plans/plans.ts';
import { readPlan, withResults, type PlanResult, type ResultPlace } from '../plan/index.ts';
import { lintPlan, RULES, type Finding, type LintContext } from './index.ts';

const NOTHING_ELSE: Omit<LintContext, 'plan'> = {
  usersPerDay: null,
  baseline: null,
  against: [],
  server: null,
  now: null,
};

const lint = (text: string, more: Partial<LintContext> = {}) =>
  lintPlan({ ...NOTHING_ELSE, ...more, plan: readPlan(text) });

const found = (text: string, rule: string, more: Partial<LintContext> = {}) =>
  lint(text, more).findings.filter((finding) => finding.rule === rule);

test('what the program writes where nobody came is no mistake of the plan', () => {
  const nothing = { recorded: 'No one was seen using it at this stage, so this can’t be answered' };
  const places: readonly ResultPlace[] = [
    { kind: 'testing' },
    { kind: 'stage', index: 0, letter: 'A' },
    { kind: 'stage', index: 1, letter: 'B' },
  ];
  const results = places.flatMap((place) =>
    (['users', 'bugs', 'downstream', 'errors'] as const).map((name): PlanResult => ({
      place,
      name,
      answer: { kind: 'words', words: nothing },
    })),
  );
  const { document } = withResults(readPlan(ourPlan), results);
  expect(document).toContain('can’t be answered (recorded)');
  const rules = (text: string) => lint(text).findings.map(({ rule }) => rule);
  expect(rules(document).filter((rule) => rule !== 'open-marker')).toEqual(
    rules(ourPlan).filter((rule) => rule !== 'open-marker'),
  );
});

const inBrief = ({ line, severity, message }: Finding) => `${line} ${severity} ${message}`;

describe('the plan of March 2024, untouched', () => {
  const { ready, findings } = lint(seedPlan);
  const markers = findings.filter(({ rule }) => rule === 'open-marker');

  it('can’t start', () => {
    expect(ready).toBe(false);
  });

  it('has 25 open markers, each with its section and its label', () => {
    expect(markers).toHaveLength(25);
    expect(
      markers.filter(({ message }) => !/^“.+” \(.+\) still says “\[.+\]”/.test(message)),
    ).toEqual([]);
    expect(markers.map(({ severity }) => severity).filter((one) => one === 'error')).toHaveLength(
      11,
    );
    expect(markers.filter(({ severity }) => severity === 'warning').map(inBrief)).toEqual([
      '8 warning “Analytics dashboard” (Head of the plan) still says “[tbd]”. It is needed before the go/no-go.',
    ]);
  });

  it('says when each is needed', () => {
    const planning = markers.filter(({ line }) => [14, 42, 57].includes(line)).map(inBrief);
    expect(planning).toEqual([
      expect.stringMatching(/^14 error “Desired date range or test .*before Phase I starts\.$/),
      expect.stringMatching(/^42 error “Desired date range” .*before the go\/no-go\.$/),
      expect.stringMatching(/^57 error “Length of time” .*before Stage A opens\.$/),
    ]);
  });

  it('has one finding, not two, for a percentage that is still to be filled in', () => {
    expect(findings.filter(({ line }) => line === 58).map(({ rule }) => rule)).toEqual([
      'open-marker',
    ]);
  });

  it('names what else is missing: a toggle, a link, a rule, whether it may be switched off, the call center', () => {
    const others = findings.filter(({ rule }) => rule !== 'open-marker');
    expect(others.map(({ line, rule }) => `${line} ${rule}`)).toEqual([
      '1 toggle-missing',
      '7 empty-field',
      '35 rollback-without-rule',
      '35 switch-off-unanswered',
      '40 call-center-notice',
    ]);
  });
});

describe('our own plan', () => {
  it('can start, with nothing but notes: results to come, and a canary that says why it is larger', () => {
    const { ready, findings } = lint(ourPlan);
    expect(ready).toBe(true);
    const rules = new Set(findings.map(({ rule, severity }) => `${severity} ${rule}`));
    expect([...rules].toSorted()).toEqual(['info canary-too-large', 'info open-marker']);
  });

  it('can start at its own traffic, too', () => {
    const { findings } = lint(ourPlan, { usersPerDay: 2304, baseline: 0.01 });
    expect(findings.filter(({ severity }) => severity !== 'info')).toEqual([]);
    expect(findings.filter(({ rule }) => rule === 'detectable-ratio')).toHaveLength(4);
  });
});

describe('results that nobody has written', () => {
  const plan = (resultsOfB: string) =>
    `## Phase II: rollout\n### Stage A: 5%\n#### Results\n- Number of unique users: [FILL_IN]\n` +
    `### Stage B: 100%\n#### Results\n- Number of unique users: ${resultsOfB}\n`;

  it('are a note while the stage may still run, and a warning once the next has results', () => {
    expect(found(plan('[FILL_IN]'), 'open-marker').map(inBrief)).toEqual([
      expect.stringMatching(/^4 info /),
      expect.stringMatching(/^7 info /),
    ]);
    expect(found(plan('512'), 'open-marker').map(inBrief)).toEqual([
      expect.stringMatching(/^4 warning .* when Stage A has ended\.$/),
    ]);
  });

  it('are a warning once the server has passed the stage', () => {
    const stages = [
      { letter: 'A', percentage: 5, state: 'passed' },
      { letter: 'B', percentage: 100, state: 'open' },
    ] as const;
    const release = { id: 'one', toggles: [], phase: 'rollout', stages, since: null } as const;
    const server = { release, flags: [] };
    expect(found(plan('[FILL_IN]'), 'open-marker', { server }).map(inBrief)).toEqual([
      expect.stringMatching(/^4 warning /),
      expect.stringMatching(/^7 info /),
    ]);
  });
});

test('a marker beside its answer only has to be deleted', () => {
  const text = '## Phase II: rollout\n### Stage A: 5%\n- Length of time: 2 days [FILL_IN]\n';
  expect(found(text, 'open-marker')).toMatchObject([
    { line: 3, severity: 'warning', suggestion: 'Delete “[FILL_IN]”.' },
  ]);
});

test('a limit that was never set is missing, however much is written around it', () => {
  const text =
    '## Phase II: rollout\n### Success criteria\n- CTR above xx% in Google Analytics, says the analyst\n';
  expect(found(text, 'open-marker')).toMatchObject([{ line: 3, column: 13, severity: 'error' }]);
});

test('what the reader finds odd is said once, by the rule that is about it', () => {
  const text =
    '## Phase II: rollout\n### Stage A: 5%\n- Length of time: forever!\n### Stage A: 10%\n' +
    '- Percentage of Users: 12%\n#### Results\n- Number of unique users: 1650 calls to API\n';
  const rules = lint(text).findings.map(({ line, rule }) => `${line} ${rule}`);
  expect(
    rules.filter((rule) => !/no-success|rollback|switch|call|human|toggle|never/.test(rule)),
  ).toEqual([
    '3 stage-without-length',
    '4 letter-twice',
    '4 stage-without-length',
    '4 odd-value',
    '7 odd-value',
  ]);
});

test('a criterion that can’t be read is found at its very column', () => {
  const code = '`contacts error rate < 1% of requets over 1 hour`';
  const text = `## Phase II: rollout\n### Success criteria\n- Errors stay rare: ${code}\n`;
  const [finding] = found(text, 'criterion-unreadable');
  expect(finding).toMatchObject({ line: 3, severity: 'error' });
  const line = text.split('\n')[2] ?? '';
  expect(line.slice((finding?.column ?? 0) - 1)).toMatch(/^requets /);
});

test('a code span over two lines is still pointed into', () => {
  const text =
    '## Phase II: rollout\n### Success criteria\n- Errors stay rare: `error rate\n  < 1% of requets`\n';
  expect(found(text, 'criterion-unreadable')).toMatchObject([{ line: 4, column: 11 }]);
});

test('a toggle that is named in the rollback plan is no rule, and a command is only a note', () => {
  const text =
    '## Feature toggle\n- Toggle name: `one_page`\n## Phase II: rollout\n### Rollback plan\n' +
    'Disable `one_page` by `Flipper.disable`, or set it to `0%`.\n';
  expect(found(text, 'criterion-unreadable')).toMatchObject([
    { severity: 'info', column: 24 },
    { severity: 'info', column: 56 },
  ]);
});

test('a canary says what it opens to: people where they are known, else a percentage', () => {
  const text =
    '## Phase II: rollout\n### Stage A: x\n- Length of time: 1 day\n- Percentage of Users: 20%\n';
  expect(found(text, 'canary-too-large')).toMatchObject([{ severity: 'warning' }]);
  expect(found(text, 'canary-too-large', { usersPerDay: 2_000 })).toEqual([]);
  const [many] = found(text, 'canary-too-large', { usersPerDay: 20_000 });
  expect(many?.message).toMatch(/opens to about 39\d\d people/);
});

describe('the call center', () => {
  const text = (notice: string) => `## Phase II: rollout\n- Launch go/no-go: ${notice}\n`;

  it.each([
    ['nobody is told', /does not say that the call center is told/],
    ['the contact center was told', /does not say how long before/],
    ['the call center is told three days before', /less than 14 days/],
  ])('%s', (notice, message) => {
    expect(found(text(notice), 'call-center-notice')).toMatchObject([
      { severity: 'warning', message: expect.stringMatching(message) as string },
    ]);
  });

  it('is told in time two weeks before', () => {
    expect(
      found(text('the contact center has the guide two weeks before'), 'call-center-notice'),
    ).toEqual([]);
  });
});

test('a plan that counts its stages wrongly contradicts itself', () => {
  const text = '## Phase II: rollout\nWe go in three stages.\n### Stage A: 5%\n### Stage B: 100%\n';
  expect(found(text, 'plan-contradicts-itself')).toMatchObject([
    { line: 2, message: 'The plan says “We go in three stages”, but 2 stages are listed.' },
  ]);
});

test('no findings of the testing are not no testing', () => {
  const text = (words: string) => `## Phase I: UAT\n${words}.\n## Phase II: rollout\n`;
  expect(found(text('There were no UAT findings'), 'plan-contradicts-itself')).toEqual([]);
  expect(found(text('There was no UAT'), 'plan-contradicts-itself')).toHaveLength(1);
  expect(found(text('We skip moderated testing'), 'plan-contradicts-itself')).toHaveLength(1);
});

test('every rule has a name of its own', () => {
  const ids = RULES.map(({ id }) => id);
  expect(new Set(ids).size).toBe(ids.length);
});

describe('whatever the text', () => {
  const PIECES = [
    '## Phase I: UAT\n',
    '## Phase II: rollout\n',
    '### Stage A: Canary (5%)\n',
    '### Stage B – 02/28/2025\n',
    '#### Results\n',
    '### Rollback plan\n',
    '### Success criteria\n',
    '- Percentage of Users: ',
    '- Length of time: ',
    '- Number of unique users: ',
    '- Desired date range: 7/4/2025 - 1/1/2024\n',
    '[FILL_IN]',
    '20% (about 9,000 users)\n',
    '1 hour\n',
    '- `error rate < 1% of requets`\n',
    '- `latency\r\n   < xx%`\r\n',
    'no stages, in two stages\n',
    '| Launch % | Planned Date Range |\n|--|--|\n| 5% | 7/4/2025 |\n',
    '<details>',
    '\uFEFF',
    '\u0000',
    '\r',
  ];
  const documents = fc
    .array(fc.oneof(fc.constantFrom(...PIECES, ...seedPlan.split(/(?<=\n)/)), fc.string()), {
      maxLength: 40,
    })
    .map((pieces) => pieces.join(''));

  const given: Omit<LintContext, 'plan'> = {
    usersPerDay: 100,
    baseline: 0.01,
    against: [{ name: 'other.md', plan: readPlan(ourPlan) }],
    server: { release: null, flags: [] },
    now: new Date('2026-11-24T12:00:00-05:00'),
  };

  it('linting ends, with findings that lie in the document and say something', () => {
    fc.assert(
      fc.property(documents, (text) => {
        const lines = text.replace(/^\uFEFF+/, '').split(/\r\n|\n|\r/);
        for (const { line, column, message, suggestion } of lint(text, given).findings) {
          expect(lines.length).toBeGreaterThanOrEqual(line);
          expect((lines[line - 1] ?? '').length + 1).toBeGreaterThanOrEqual(column);
          expect(Math.min(line, column)).toBeGreaterThanOrEqual(1);
          expect(message).not.toBe('');
          expect(suggestion).not.toBe('');
        }
      }),
      { numRuns: 150 },
    );
  });

  it('a plan with an error is not ready, and one without is', () => {
    fc.assert(
      fc.property(documents, (text) => {
        const { ready, findings } = lint(text);
        expect(ready).toBe(!findings.some(({ severity }) => severity === 'error'));
      }),
      { numRuns: 50 },
    );
  });
});
