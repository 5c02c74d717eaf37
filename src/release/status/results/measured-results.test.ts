import fc from 'fast-check';
import { describe, expect, test } from 'vitest';

import { judge, readCriterion, type Judgement } from '../../../criteria/index.ts';
import { readPlan, withResults, withResultSections, type PlanResult } from '../../../plan/index.ts';
import { PLAN } from '../../../../test/world/release-on-database.ts';
import type { AwaitedRecord, RecordedFigures, StageRecord } from '../../journal/stage-record.ts';
import { resultsOf } from './measured-results.ts';

const NO_ONE: RecordedFigures = {
  people: 0,
  requests: 0,
  errors: [],
  dependency: { calls: 0, failures: 0 },
  failed: { open: 0, closed: 0 },
  criteria: [],
};

const place = { kind: 'stage', index: 0, letter: 'A' } as const;

function recordWith(figures: Partial<RecordedFigures>, dependencyWasDown = false): StageRecord {
  return { place, dependencyWasDown, figures: { ...NO_ONE, ...figures }, course: null };
}

function answerTo(name: PlanResult['name'], record: StageRecord): PlanResult['answer'] | undefined {
  return resultsOf([record]).find((result) => result.name === name)?.answer;
}

/** What the answer gives as measured. */
function measuredIn(answer: PlanResult['answer'] | undefined): readonly string[] {
  const said =
    answer?.kind === 'lines' ? answer.lines : answer?.kind === 'words' ? [answer.words] : [];
  if (answer?.kind === 'choice') return [answer.choice, ...[answer.words ?? []].flat().map(String)];
  return said.filter((one) => typeof one === 'string');
}

/** Criteria of every kind, judged on figures in which nothing was counted. */
const ON_NOTHING = [
  ['error rate < 1% of requests', { kind: 'share', numerator: 0, denominator: 0, sample: 0 }],
  ['errors = 0', { kind: 'count', count: 0, sample: 0 }],
  ['response time p95 < 2 s', { kind: 'duration', ms: 0, sample: 0 }],
  ['people >= 2', { kind: 'count', count: 0, sample: 0 }],
] as const;

function judgedOnNothing(
  [written, open]: (typeof ON_NOTHING)[number],
  telemetry: 'no-exposure' | 'blind' | 'quiet-or-flowing',
): Judgement {
  const read = readCriterion(written, { hasBaseline: () => false });
  if (!read.ok) throw new Error(read.error.sentence);
  const nothing = { baseline: null, closedCohort: null, flagShare: null, excluded: [] };
  return judge(read.value, { telemetry, open, ...nothing });
}

describe('results of a stage', () => {
  test('give what was counted', () => {
    const record = recordWith({
      people: 1_200,
      requests: 2_000,
      errors: [{ status: 500, cause: 'us', count: 4 }],
      dependency: { calls: 1_996, failures: 0 },
    });
    expect(measuredIn(answerTo('users', record))).toEqual(['1,200']);
    expect(measuredIn(answerTo('downstream', record))).toEqual([
      'no',
      '0 of 1,996 calls to it failed',
    ]);
    expect(measuredIn(answerTo('errors', record))).toEqual([
      '500: 4 of 2,000 answers (0.2%), our own fault',
    ]);
    expect(measuredIn(answerTo('errors', recordWith({ requests: 12 })))).toEqual([
      'none in 12 answers',
    ]);
  });

  test('say that no one was seen where no one was', () => {
    const unanswered = { recorded: expect.stringMatching(/^No one was seen using it/) as string };
    expect(answerTo('users', recordWith({}))).toEqual({ kind: 'words', words: unanswered });
    expect(answerTo('downstream', recordWith({}))).toEqual({ kind: 'words', words: unanswered });
    expect(answerTo('errors', recordWith({}))).toEqual({ kind: 'lines', lines: [unanswered] });
  });

  test('say that the service was down also when no call to it was seen', () => {
    expect(measuredIn(answerTo('downstream', recordWith({}, true)))).toEqual([
      'yes',
      'it was down for a time',
    ]);
  });

  test('never give “no”, “none” or “0” as measured where nothing was counted', () => {
    const count = fc.constantFrom(0, 1, 57);
    const judgement = fc
      .tuple(
        fc.constantFrom(...ON_NOTHING),
        fc.constantFrom('no-exposure', 'blind', 'quiet-or-flowing' as const),
      )
      .map(([criterion, telemetry]) => judgedOnNothing(criterion, telemetry));
    const figures = fc.record({
      people: count,
      requests: count,
      calls: count,
      isDown: fc.boolean(),
      criteria: fc.array(judgement, { maxLength: 3 }),
    });
    fc.assert(
      fc.property(figures, ({ people, requests, calls, isDown, criteria }) => {
        const dependency = { calls, failures: 0 };
        const record = recordWith({ people, requests, dependency, criteria }, isDown);
        const counted = { users: people, errors: requests, downstream: calls, metrics: 0 };
        for (const [name, denominator] of Object.entries(counted)) {
          if (denominator > 0) continue;
          const measured = measuredIn(answerTo(name as PlanResult['name'], record));
          expect(measured.filter((words) => /\b(no|none|0|nothing)\b/i.test(words))).toEqual([]);
        }
      }),
      { numRuns: 300 },
    );
  });
});

describe('results of a stage that was rolled back', () => {
  const awaited: AwaitedRecord = {
    place,
    figures: null,
    rollback: 7,
    course: {
      from: '2024-03-04T15:00:00.000Z',
      to: '2024-03-04T16:00:00.000Z',
      decision: 'rolled back',
      by: 'Enzo Engineer, engineer',
      why: null,
    },
  };

  test('say that they are being measured until they are, never “0”, and what is known', () => {
    const results = resultsOf([awaited]);
    for (const name of ['users', 'metrics', 'downstream', 'errors']) {
      const lines = [{ recorded: 'Being measured' }];
      const answer = results.find((result) => result.name === name)?.answer;
      expect(answer).toEqual({ kind: 'lines', lines });
    }
    expect(measuredIn(results.find(({ name }) => name === 'actual end')?.answer)).toEqual([
      '2024-03-04 11:00 ET',
    ]);
  });

  test('stand before those of the next attempt', () => {
    const [users] = resultsOf([awaited, recordWith({ people: 7, requests: 9 })]);
    const [first, second] = users?.answer.kind === 'lines' ? users.answer.lines : [];
    expect(first).toEqual({ recorded: 'Attempt 1, superseded: Being measured' });
    expect(second).toBe('Attempt 2: 7');
  });
});

describe('results of a stage that was opened twice', () => {
  const rolledBack = recordWith({
    people: 542,
    requests: 600,
    errors: [{ status: 503, cause: 'dependency', count: 46 }],
    dependency: { calls: 600, failures: 46 },
  });
  const again = recordWith({ people: 7, requests: 9, dependency: { calls: 9, failures: 0 } });

  test('keep each attempt, and mark the one that is over', () => {
    const lines = (name: PlanResult['name']) =>
      measuredIn(resultsOf([rolledBack, again]).find((result) => result.name === name)?.answer);
    expect(lines('users')).toEqual(['Attempt 1, superseded: 542', 'Attempt 2: 7']);
    expect(lines('errors')).toEqual([
      'Attempt 1, superseded: 503: 46 of 600 answers (7.67%), the service behind the feature failed',
      'Attempt 2: none in 9 answers',
    ]);
    expect(lines('downstream')).toEqual([
      'Attempt 1, superseded: no, 46 of 600 calls to it failed',
      'Attempt 2: no, 0 of 9 calls to it failed',
    ]);
  });

  test('are not lost to an attempt to which no one came', () => {
    const words = resultsOf([rolledBack, recordWith({})])[0]?.answer;
    expect(measuredIn(words)).toEqual(['Attempt 1, superseded: 542']);
  });

  test('are written into the plan once, however often they are written', () => {
    const count = fc.record({ people: fc.nat(600), requests: fc.nat(600), isDown: fc.boolean() });
    const attempts = fc.array(count, { minLength: 1, maxLength: 4 });
    fc.assert(
      fc.property(attempts, (all) => {
        const results = resultsOf(
          all.map(({ people, requests, isDown }) => recordWith({ people, requests }, isDown)),
        );
        const once = written(withResultSections(readPlan(PLAN), [place]), results);
        expect(written(once, results)).toBe(once);
        for (const [index, { people }] of all.entries()) {
          if (people === 0 || all.length === 1) continue;
          expect(once).toContain(
            `Attempt ${index + 1}${index < all.length - 1 ? ', superseded' : ''}: ${people} (measured)`,
          );
        }
      }),
      { numRuns: 60 },
    );
  });

  function written(document: string, results: readonly PlanResult[]): string {
    return withResults(readPlan(document), results).document;
  }
});
