import { expect, test } from 'vitest';

import { CANARY_PLAN, journalOf, LOADED, release, STARTED } from '../../../test/world/releases.ts';
import { readPlan, reportOn } from '../../plan/index.ts';
import type { JournalFact } from '../journal/journal.ts';
import { goNoGoOf, NOTHING_FOUND } from './go-no-go.ts';
import { goNoGoResults } from './go-no-go-record.ts';

const PLAN = `# Plan

## Phase II - rollout

### Rollout planning

#### Launch go/no-go:
- [ ] [The checklist](https://example.gov), Engineer: the number for emergencies is known

#### Desired date range: May
`;

const ITEM = { text: 'UAT is complete', owner: null, goodAnswer: 'yes', source: 'plan' } as const;
const ASKING = { ...CANARY_PLAN, goItems: { asked: [ITEM], dropped: [] } };
const ANSWERED: JournalFact = {
  kind: 'item-answered',
  item: ITEM.text,
  answer: 'yes',
  link: 'https://example.gov/1',
};
const SIGNED: JournalFact = {
  kind: 'go-signed',
  upTo: 'A',
  conditions: [{ text: 'Tell the call center', owner: 'engineer' }],
};

function reported(document: string, ...facts: readonly JournalFact[]): string {
  const of = release({ entries: journalOf(LOADED, STARTED, ...facts), plan: ASKING });
  const results = goNoGoResults(goNoGoOf(of, NOTHING_FOUND));
  return reportOn(readPlan(document), { results, changelog: [] });
}

test('who answered and who signed stands in the plan’s own field for its go/no-go', () => {
  const report = reported(PLAN, ANSWERED, SIGNED);
  const added = report.split('\n').filter((line) => !PLAN.split('\n').includes(line));
  expect(added).toEqual([
    '- The decision is: conditional go up to Stage A (recorded)',
    expect.stringMatching(/^- Signed up to Stage A by Pat Planner, product manager, 2024-/),
    expect.stringMatching(
      /^- “UAT is complete”: yes, by Pat Planner, .+: https:\/\/example\.gov\/1 \(recorded\)$/,
    ),
    '- Condition “Tell the call center”: open (recorded)',
  ]);
  expect(
    report
      .split('\n')
      .filter((line) => !added.includes(line))
      .join('\n'),
  ).toBe(PLAN);
});

test('a plan stays as it was before anybody has said something, and where it has no such field', () => {
  expect(reported(PLAN)).toBe(PLAN);
  const without = PLAN.replace('Launch go/no-go:', 'Something else');
  expect(reported(without, ANSWERED, SIGNED)).toBe(without);
});

test('what is filled in is no item of a plan that is loaded from it, and is filled in once', () => {
  const report = reported(PLAN, ANSWERED, SIGNED);
  expect(report).not.toMatch(/\[ \].*recorded/);
  expect(reported(report, ANSWERED, SIGNED)).toBe(report);
});
