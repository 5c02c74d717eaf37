import { readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { ourPlan, seedPlan, view } from '../../../test/plans/plans.ts';
import { readPlan, withResults, withResultSections, type PlanResult } from '../index.ts';

const canaryPlan = readFileSync(new URL('../../../test/plans/canary.md', import.meta.url), 'utf8');

const stage = (index: number, letter: string) => ({ kind: 'stage', index, letter }) as const;
type SectionPlace = Parameters<typeof withResultSections>[1][number];

const EVERYWHERE: readonly SectionPlace[] = [
  { kind: 'testing' },
  stage(0, 'A'),
  stage(1, 'B'),
  stage(2, 'C'),
  { kind: 'one-week' },
  { kind: 'one-month' },
];

const withSections = (text: string, ...places: readonly SectionPlace[]) =>
  withResultSections(readPlan(text), places);

describe('sections for results that a plan lacks', () => {
  it('are added once, so that every result has its field', () => {
    const text = withSections(canaryPlan, ...EVERYWHERE);
    expect(withSections(text, ...EVERYWHERE)).toBe(text);
    const results = EVERYWHERE.map((place): PlanResult => ({
      place,
      name: 'users',
      answer: { kind: 'words', words: '5' },
    }));
    const filled = withResults(readPlan(text), results);
    expect(filled.notPlaced).toEqual([]);
    expect(filled.document.match(/: 5 \(measured\)/g)).toHaveLength(EVERYWHERE.length);
  });

  it('leave out a stage that the plan does not have', () => {
    expect(withSections(canaryPlan, stage(7, 'H'), stage(1, 'A'))).toBe(canaryPlan);
  });

  it('stay away where there are results already', () => {
    expect(withSections(ourPlan, { kind: 'testing' }, stage(0, 'A'))).toBe(ourPlan);
  });

  it('go to the end of the plan after launch, in its own levels, signs and line endings', () => {
    const plan = seedPlan.trimEnd().replaceAll('\n- ', '\n* ').replaceAll('\n', '\r\n');
    const text = withSections(plan, { kind: 'one-week' });
    expect(text.startsWith(`${plan}\r\n\r\n## Post-launch metrics\r\n`)).toBe(true);
    const added = text.slice(plan.length).trim().split(/\r\n/);
    expect(added.filter((line) => line !== '').slice(0, 3)).toEqual([
      '## Post-launch metrics',
      '### 1-week results',
      '* Number of unique users: [FILL_IN]',
    ]);
    expect(text.replaceAll('\r\n', '')).not.toContain('\n');
  });

  it('go before the questions, below a heading that is there already', () => {
    const plan =
      '## Phase II: rollout\n## Post Launch metrics\n## Post-launch Questions\n1. Why?\n';
    const text = withSections(plan, { kind: 'one-month' });
    expect(text).toMatch(/^## Phase II: rollout\n## Post Launch metrics\n\n### 1-month results\n/);
    expect(text).toMatch(/\n## Post-launch Questions\n1\. Why\?\n$/);
  });

  it('have headings as labels where the plan has', () => {
    const plan =
      '## Phase II: rollout\n### Stage A: x\n#### Results\n##### Number of unique users: 5\n### Stage B: y\n';
    const text = withSections(plan, stage(1, 'B'));
    expect(text).toContain(
      '### Stage B: y\n\n#### Results\n##### Number of unique users: [FILL_IN]',
    );
    expect(view(text).phases[0]?.stages[1]?.fields).toHaveLength(5);
  });
});
