import { readFileSync } from 'node:fs';

import { describe, expect, test } from 'vitest';

import { lintPlan } from '../../lint/index.ts';
import { boxesIn, readPlan, releasePlan, termsIn } from '../index.ts';
import { TEMPLATE_ITEMS } from './template-items.ts';

const planWith = (terms: string, boxes = '') => `# Release plan: canary
## Feature toggle
- Toggle name: \`canary\`

## Phase II: staged rollout
#### Launch go/no-go:
${boxes}

${terms}

### Stage A: few
- Length of time: 2 hours
- Percentage of Users: 5%
`;

function itemsOf(terms: string, boxes = '') {
  const plan = releasePlan(readPlan(planWith(terms, boxes)));
  if (!plan.ok) throw new Error(plan.error.map(({ sentence }) => sentence).join(' '));
  return plan.value.goItems;
}

const textsOf = (terms: string, boxes = '') => itemsOf(terms, boxes).asked.map(({ text }) => text);

describe('the items of a go/no-go', () => {
  test('are those of the template where the plan says nothing, each with an owner', () => {
    const { asked, dropped } = itemsOf('');
    expect(asked).toHaveLength(TEMPLATE_ITEMS.size);
    expect(dropped).toEqual([]);
    expect(asked.filter(({ owner }) => owner === null)).toEqual([]);
    expect(textsOf('')).toContain('We are ready to turn it on for 5%');
    const good = asked.filter(({ goodAnswer }) => goodAnswer === 'no').map(({ text }) => text);
    expect(good).toEqual([
      'A severe bug or an accessibility issue is open',
      'Somebody has a concern',
    ]);
  });

  test('stand in the document of terms as they are asked', () => {
    const document = readFileSync('docs/terms.md', 'utf8');
    for (const [name, { text, owner, goodAnswer }] of TEMPLATE_ITEMS) {
      const row = document.split('\n').find((line) => line.startsWith(`| \`${name}\` `)) ?? '';
      expect(row).toContain(text({ share: 20, noticeWeeks: 4 }));
      expect(row.replaceAll(' ', '')).toContain(
        `|${goodAnswer}|${(owner ?? '').replace('-', '')}|`,
      );
    }
  });

  test('are dropped with a reason, given to another role, or added', () => {
    const terms =
      '- `no go item uat and analytics: nobody moderates`\n- `go item traffic by product owner`';
    const { asked, dropped } = itemsOf(
      `${terms}\n- \`go item by engineer, good when no: A ticket is open\``,
    );
    expect(dropped).toEqual([
      { text: 'Moderated testing is over, and what it found is settled', why: 'nobody moderates' },
      { text: 'Analytics from moderated testing were seen', why: 'nobody moderates' },
    ]);
    expect(asked).toContainEqual({
      text: 'The systems behind it carry the traffic',
      owner: 'product-owner',
      goodAnswer: 'yes',
      source: 'template',
    });
    const added = { owner: 'engineer', goodAnswer: 'no', source: 'plan' };
    expect(asked.at(-1)).toEqual({ text: 'A ticket is open', ...added });
  });

  test('are all dropped at once, with the reason', () => {
    const { asked, dropped } = itemsOf('`no go items: a rehearsal of the way`');
    expect(asked).toEqual([]);
    expect(new Set(dropped.map(({ why }) => why))).toEqual(new Set(['a rehearsal of the way']));
  });

  test('are the boxes below the go/no-go as well, and no link or struck box', () => {
    const boxes = [
      '- [Launch readiness checklist](https://example.gov)',
      '- [ ] Engineer: the number is known',
      '- [x] A ticket is open (product owner) (good when no)',
      '- [ ] ~~An old one~~',
    ].join('\n');
    const source = 'plan';
    expect(itemsOf('`no go items: here alone`', boxes).asked).toEqual([
      { text: 'Engineer: the number is known', owner: 'engineer', goodAnswer: 'yes', source },
      {
        text: 'A ticket is open (product owner)',
        owner: 'product-owner',
        goodAnswer: 'no',
        source,
      },
    ]);
    expect(boxesIn(readPlan(planWith('', boxes))).map(({ line }) => line)).toEqual([8, 9]);
  });

  test.each(['', '\n'])('are the only box, and the first of several, after %j too', (blank) => {
    const one = '- [ ] Engineer: the number is known';
    for (const boxes of [one, `${one}\n- [ ] Reviewer: it was read`]) {
      expect(textsOf('`no go items: here alone`', blank + boxes)[0]).toBe(one.slice(6));
    }
  });

  test('are each asked once', () => {
    const boxes = '- [ ] The dashboards show the feature\n- [ ] the dashboards show the feature';
    expect(textsOf('', boxes)).toHaveLength(TEMPLATE_ITEMS.size);
  });

  test('ask for the notice that the plan gives the contact center', () => {
    expect(textsOf('`contact center notice 2 weeks`')).toContain(
      'The contact center is ready, and has had the product guide for 2 weeks',
    );
  });

  test.each([
    'no go item uat',
    'no go item uat:',
    'no go item unheard of: no reason',
    'go item traffic by designer',
    'go item by designer: Is it nice',
    'go item by engineer:',
    'contact center notice 0 weeks',
    'author does not sign at all',
  ])('that can’t be understood keep the plan from being loaded: %s', (term) => {
    expect(termsIn(`\`${term}\``).problems).toHaveLength(1);
    const without = { usersPerDay: null, baseline: null, against: [], server: null, now: null };
    const { findings } = lintPlan({ plan: readPlan(planWith(`- \`${term}\``)), ...without });
    expect(findings).toContainEqual(
      expect.objectContaining({ rule: 'term-unreadable', severity: 'error' }),
    );
  });
});
