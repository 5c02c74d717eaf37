import * as fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { mutatedPlan } from '../../../test/plans/mutated.ts';
import { readPlan, withResults, type Field, type PlanDocument, type PlanResult } from '../index.ts';
import { fieldsFor, rolloutStages } from './places.ts';
import type { ResultPlace } from './plan-results.ts';

const NAMES = ['users', 'metrics', 'downstream', 'errors', 'changes', 'bugs', 'kpi'] as const;

/** An answer for every result that a plan may have a field for, each in words of its own. */
function resultsFor(plan: PlanDocument): readonly PlanResult[] {
  const stages = rolloutStages(plan).map(
    ({ letter }, index) => ({ kind: 'stage', index, letter }) as const,
  );
  const places: readonly ResultPlace[] = [
    { kind: 'testing' },
    ...stages,
    { kind: 'one-week' },
    { kind: 'one-month' },
  ];
  return places.flatMap((place, index) =>
    NAMES.map((name) => ({ place, name, answer: answerOf(`answer-${index}-${name}`, name) })),
  );
}

const answerOf = (words: string, name: string): PlanResult['answer'] =>
  name === 'errors'
    ? { kind: 'lines', lines: [words, `${words}-more: 3`] }
    : { kind: 'words', words };

function filled(text: string): string {
  const plan = readPlan(text);
  return withResults(plan, resultsFor(plan)).document;
}

const allFields = ({ fields, phases }: PlanDocument): readonly Field[] => [
  ...fields,
  ...phases.flatMap((phase) => [...phase.fields, ...phase.stages.flatMap((stage) => stage.fields)]),
];

/** What never stands between a label and its result: a heading, a rule, a table, HTML, code. */
const BARRIER = /^[ \t>]*(?:#{1,6}\s|(?:[-*_][ \t]*){3,}$|\||<(?!br|!--)|```)/m;

describe('results in any plan that people could write', () => {
  it('are the same when they are written again', () => {
    fc.assert(
      fc.property(mutatedPlan, (text) => {
        const once = filled(text);
        const plan = readPlan(once);
        expect(withResults(plan, resultsFor(readPlan(text))).document).toBe(once);
      }),
      { numRuns: 20 },
    );
  });

  it('change nothing but the fields they belong to', () => {
    fc.assert(
      fc.property(mutatedPlan, (text) => {
        const plan = readPlan(text);
        const spans = resultsFor(plan).flatMap((result) => {
          const found = fieldsFor(plan, result);
          return typeof found === 'string' ? [] : found.map(({ resultSpan }) => resultSpan);
        });
        const document = filled(text);
        const inOrder = spans.toSorted((one, other) => one.start - other.start);
        const starts = [0, ...inOrder.map(({ end }) => end)];
        const frame = starts.map((start, index) =>
          plan.source.text.slice(start, inOrder[index]?.start),
        );
        let from = 0;
        for (const part of frame.flatMap((words) => words.split(/\r?\n/))) {
          const at = document.indexOf(part.trim(), from);
          expect(at, part).toBeGreaterThanOrEqual(from);
          from = at + part.trim().length;
        }
      }),
      { numRuns: 20 },
    );
  });

  it('stand beside their labels, with nothing between that belongs to something else', () => {
    fc.assert(
      fc.property(mutatedPlan, (text) => {
        const document = filled(text);
        const plan = readPlan(document);
        const fields = allFields(plan);
        for (const { name } of resultsFor(plan)) {
          for (const [words] of document.matchAll(new RegExp(`answer-\\d+-${name}\\b`, 'g'))) {
            const owner = fields.find(({ known, resultSpan }) => {
              const written = plan.source.text.slice(resultSpan.start, resultSpan.end);
              return known?.name === name && written.includes(words);
            });
            expect(owner, words).toBeDefined();
            const span = owner?.resultSpan ?? { start: 0, end: 0 };
            const [before = ''] = plan.source.text.slice(span.start, span.end).split(words);
            expect(before.split('\n').slice(1).join('\n')).not.toMatch(BARRIER);
          }
        }
      }),
      { numRuns: 20 },
    );
  });
});
