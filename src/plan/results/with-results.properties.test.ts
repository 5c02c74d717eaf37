import * as fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { answer } from '../../../test/plans/arbitrary-answers.ts';
import { allFields, ourPlan, seedPlan, view } from '../../../test/plans/plans.ts';
import { readPlan, withResults, type Answer, type PlanResult, type PlanResults } from '../index.ts';
import { isSigned } from '../fields/signs.ts';
import { signedLines } from './signed-words.ts';

const filled = (text: string, results: PlanResults) =>
  withResults(readPlan(text), results).document;

const STAGE_A = { kind: 'stage', index: 0, letter: 'A' } as const;

const FIELDS = [
  { name: 'users', label: 'Number of unique users', template: '[FILL_IN]' },
  {
    name: 'metrics',
    label: 'Metrics at this stage (per your "success criteria")',
    template: '[FILL_IN] a list that includes KPIs listed in the [Plan](#plan) section',
  },
  {
    name: 'downstream',
    label: 'Was any downstream service affected by the change?',
    template: '[PICK_ONE]: yes | no |  N/A',
  },
  { name: 'errors', label: 'Types of errors logged', template: '[TBD – from\u00A0the logs]' },
] as const;

type Style = {
  readonly carrier: 'bullet' | 'heading';
  readonly sign: string;
  readonly nested: string;
  readonly lineEnding: string;
};

/** What stands in a field before it is filled in; `words` are people's. */
type Before = {
  readonly place: 'beside' | 'below';
  readonly marked: boolean;
  readonly words: string;
};

const style: fc.Arbitrary<Style> = fc.record({
  carrier: fc.constantFrom('bullet', 'heading'),
  sign: fc.constantFrom('- ', '* ', '+ ', '-\t', '-   '),
  nested: fc.constantFrom('    ', '\t'),
  lineEnding: fc.constantFrom('\n', '\r\n'),
});

const before: fc.Arbitrary<Before> = fc.record({
  place: fc.constantFrom('beside', 'below'),
  marked: fc.boolean(),
  words: fc.constantFrom('', '', 'about 600', '**some**, [here](https://example.test/a:b)', 'N/A'),
});

const plans = fc.record({
  style,
  befores: fc.array(before, { minLength: FIELDS.length, maxLength: FIELDS.length }),
  answers: fc.array(fc.option(answer), { minLength: FIELDS.length, maxLength: FIELDS.length }),
  newer: fc.array(answer, { minLength: FIELDS.length, maxLength: FIELDS.length }),
});

/** The plan cut into what is not to change, before, between and behind the values, and those values. */
function planIn(style: Style, befores: readonly Before[]): { frame: string[]; values: string[] } {
  const frame = [
    '# Plan\n\nIntro.\n\n## Phase II: staged rollout\n\n### Stage A: canary\n#### Results\n\n',
  ];
  const values: string[] = [];
  for (const [index, { label, template }] of FIELDS.entries()) {
    const lead = style.carrier === 'heading' ? '##### ' : style.sign;
    const colon = label.endsWith('?') ? '' : ':';
    frame.push(`${frame.pop() ?? ''}${lead}${label}${colon}`);
    values.push(valueIn(style, befores[index], template));
    frame.push('\n');
  }
  frame.push(
    `${frame.pop() ?? ''}\n### Stage B: all\n\n#### Results\n- Number of unique users: [FILL_IN]`,
  );
  const withEnding = (text: string) => text.replaceAll('\n', style.lineEnding);
  return { frame: frame.map(withEnding), values: values.map(withEnding) };
}

function valueIn(style: Style, before: Before | undefined, template: string): string {
  const said = [before?.marked ? template : '', before?.words ?? ''].filter(
    (words) => words !== '',
  );
  if (said.length === 0) return '';
  if (before?.place === 'beside') return ` ${said.join(' ').replace(/ a list .*section/, '')}`;
  const lead = (style.carrier === 'heading' ? '' : style.nested) + style.sign;
  return said.map((words) => `\n${lead}${words}`).join('');
}

const textOf = ({ frame, values }: ReturnType<typeof planIn>) =>
  frame.map((part, index) => part + (values[index] ?? '')).join('');

const resultsOf = (answers: readonly (Answer | null)[]): PlanResult[] =>
  FIELDS.flatMap(({ name }, index) => {
    const answer = answers[index];
    return answer ? [{ place: STAGE_A, name, answer }] : [];
  });

/** The words beside a label and those of each bullet below. */
const piecesOf = (raw = '') => raw.split(/\r?\n/).map((line) => line.replace(/^\s*[-*+]\s+/, ''));

/** The fields of Stage A that were filled in, each with what it was to say. */
function fieldsIn(
  document: string,
  befores: readonly Before[],
  answers: readonly (Answer | null)[],
) {
  const stage = view(document).phases[0]?.stages[0];
  return FIELDS.flatMap(({ label }, index) => {
    const lines = signedLines(answers[index] ?? NOTHING);
    const field = stage?.fields.find((one) => one.label.startsWith(label));
    if (lines.length === 0) return [];
    return [{ raw: field?.raw, open: field?.open, lines, words: befores[index]?.words ?? '' }];
  });
}

const NOTHING: Answer = { kind: 'lines', lines: [] };

describe('filling in any plan', () => {
  it('twice is the same as once, and the report of a report is the same again', () => {
    fc.assert(
      fc.property(plans, ({ style, befores, answers }) => {
        const once = filled(textOf(planIn(style, befores)), resultsOf(answers));
        expect(filled(once, resultsOf(answers))).toBe(once);
      }),
      { numRuns: 40 },
    );
  });

  it('changes nothing outside the fields that it fills in', () => {
    fc.assert(
      fc.property(plans, ({ style, befores, answers }) => {
        const plan = planIn(style, befores);
        const document = filled(textOf(plan), resultsOf(answers));
        let rest = document;
        for (const [index, part] of plan.frame.entries()) {
          const at = rest.indexOf(part);
          expect(at).toBeGreaterThanOrEqual(0);
          const isFilled = signedLines(answers[index - 1] ?? NOTHING).length > 0;
          if (index === 0) expect(at).toBe(0);
          else if (!isFilled) expect(rest.slice(0, at)).toBe(plan.values[index - 1]);
          rest = rest.slice(at + part.length);
        }
        expect(rest).toBe('');
      }),
      { numRuns: 40 },
    );
  });

  it('is read again as what was filled in behind what people had written, with nothing open', () => {
    fc.assert(
      fc.property(plans, ({ style, befores, answers }) => {
        const document = filled(textOf(planIn(style, befores)), resultsOf(answers));
        for (const { raw, open, lines, words } of fieldsIn(document, befores, answers)) {
          expect(raw).not.toMatch(/FILL_IN\]|PICK_ONE|a list that/);
          expect(open).toBe(false);
          expect(piecesOf(raw)).toEqual(words === '' ? lines : [words, ...lines]);
        }
        const [stage] = view(document).phases[0]?.stages ?? [];
        expect(stage?.fields).toHaveLength(FIELDS.length);
      }),
      { numRuns: 40 },
    );
  });

  it('with newer results leaves none of the older, and all that people wrote', () => {
    fc.assert(
      fc.property(plans, ({ style, befores, answers, newer }) => {
        const text = textOf(planIn(style, befores));
        const document = filled(filled(text, resultsOf(answers)), resultsOf(newer));
        for (const { raw, lines, words } of fieldsIn(document, befores, newer)) {
          const said = piecesOf(raw);
          expect(said.filter(isSigned)).toEqual(lines);
          expect(said.filter((line) => !isSigned(line)).join('')).toBe(words);
        }
      }),
      { numRuns: 40 },
    );
  });

  it.each([
    ['the plan of March 2024', seedPlan],
    ['the plan of this feature', ourPlan],
  ])('holds for %s', (_, text) => {
    fc.assert(
      fc.property(fc.array(answer, { minLength: 4, maxLength: 4 }), (answers) => {
        const results = resultsOf(answers);
        const once = filled(text, results);
        expect(filled(once, results)).toBe(once);
        const labels = (plan: string) => allFields(view(plan)).map(({ label }) => label);
        expect(labels(once)).toEqual(labels(text));
      }),
      { numRuns: 5 },
    );
  });
});
