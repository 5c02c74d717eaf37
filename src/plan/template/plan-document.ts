import type { TemplateSection } from '../meaning/template-row.ts';
import type { KnownName } from '../meaning/template.ts';
import { fieldLines, headingLines, type SectionStyle } from '../results/section-style.ts';
import { templateFields } from './sections.ts';

/** The feature that a plan is for, as its toggle and as people call it. */
export type PlannedFeature = { readonly toggle: string; readonly title: string };

const STYLE: SectionStyle = { afterHeading: [''], labelsAreHeadings: false, bullet: '- ' };

/** The plan itself. What only people can know is `[FILL_IN]`; the rest is a proposal that they may change. */
export function planDocument(feature: PlannedFeature): string {
  const blocks = [
    head(feature),
    TESTING,
    section('Results', 3, 'testing'),
    ROLLOUT,
    ...STAGES.flatMap((stage) => [planned(stage), section('Results', 4, 'stage')]),
    '## Post-launch metrics',
    section('1-week results', 3, 'one-week'),
    section('1-month results', 3, 'one-month'),
    QUESTIONS,
  ];
  return `${blocks.join('\n\n')}\n`;
}

function head({ toggle, title }: PlannedFeature): string {
  return `# Release plan: ${title}

## Changelog

## Overview

[FILL_IN]

## Important artifacts

- Epic: [FILL_IN]
- Analytics dashboard: [FILL_IN]
- Collab Cycle issue: [FILL_IN]

## Feature toggle

- Toggle name: \`${toggle}\`
- Description: [FILL_IN]`;
}

const TESTING = `## Phase I: moderated production testing

### Planning

${planning('planning of testing', {
  'tester access': "by adding each tester's account to the toggle; the entries end with Phase I",
})}`;

const ROLLOUT = `## Phase II: staged rollout

### Rollback plan

Safe to switch off: [FILL_IN]

The program closes the feature without asking when one of these rules is broken, or when people who have it run into errors more often than people who do not:

- Many requests fail: \`error rate caused by us > 10% of requests over 1 hour, at least 40 requests\`
- Fewer fail, but it lasts: \`error rate caused by us > 2% of requests over 6 hours, at least 250 requests\`

For what no number shows, people decide: the product manager, the product owner and any engineer on call may each roll back alone, with one button or command and a reason. Opening the feature again takes a new go/no-go.

### Rollout planning

${planning('planning of rollout', {
  access:
    'the toggle opens it to a share of Veterans; each keeps the same answer on every visit, and a larger share takes in everyone of the smaller',
})}

#### What metrics-based criteria will you look at before advancing rollout to the next stage ("success criteria")?

- Errors stay rare: \`error rate caused by us < 1% of requests over 1 day, at least 200 requests\`
- Answers are fast: \`response time p95 < 2 s over 1 day, at least 200 requests\`
- Few people meet a failure: \`failed visit rate < 1% of people over 1 day, at least 100 people\`
- The product manager has read what people say about the feature, and nothing in it asks for a change first
- The contact center raises no concern`;

type PlannedStage = {
  readonly letter: string;
  readonly name: string;
  readonly why: string;
  readonly length: string;
  readonly share: string;
};

const STAGES: readonly PlannedStage[] = [
  {
    letter: 'A',
    name: 'Canary',
    why: 'A small group first, to find what testing could not.',
    length: '2 days',
    share: '5% (at least 500 people)',
  },
  {
    letter: 'B',
    name: '25% of users',
    why: 'Enough people to see what is rare.',
    length: '3 days',
    share: '25%',
  },
  {
    letter: 'C',
    name: '50% of users',
    why: 'Half of the people, the fairest comparison with the other half.',
    length: '7 days',
    share: '50%',
  },
  {
    letter: 'D',
    name: '100% of users',
    why: 'Everyone. The toggle stays until this has gone well for two weeks; then it is removed.',
    length: '14 days',
    share: '100%',
  },
];

function planned({ letter, name, why, length, share }: PlannedStage): string {
  return `### Stage ${letter}: ${name}

*${why}*

#### Planning

${planning('planning of stage', { length: `${length} (*minimum 2 hours*)`, percentage: share })}`;
}

/** The fields of a section as bullets, some of them with a proposal. */
function planning(
  name: TemplateSection,
  proposals: Readonly<Partial<Record<KnownName, string>>>,
): string {
  const fields = templateFields(name).map((field) => ({
    ...field,
    open: proposals[field.name] ?? field.open,
  }));
  return fieldLines(STYLE, 0, fields).join('\n');
}

function section(heading: string, level: number, name: TemplateSection): string {
  return [
    ...headingLines(STYLE, level, heading),
    ...fieldLines(STYLE, level, templateFields(name)),
  ].join('\n');
}

const QUESTIONS = `## Post-launch questions

1. How do the KPIs compare with what you called success before the launch? [FILL_IN]
2. What have people said about it? [FILL_IN]
3. Which of your assumptions turned out right, and which wrong? [FILL_IN]
4. What does the product need next? [FILL_IN]
5. What is to be cleaned up, the toggle first of all, and by when? [FILL_IN]`;
