/** The survey kept in memory, for pages that are looked at without a database. */
import { createSurvey, type Survey, type SurveyEvent } from '../../src/feedback/index.ts';
import type { SurveyAnswer } from '../../src/feedback/survey-form.ts';
import { createLog } from '../../src/lib/log.ts';

export type SurveyHere = {
  readonly survey: Survey;
  /** What was kept of each answer. */
  readonly kept: { readonly answer: string; readonly remark: string | null }[];
  readonly counted: SurveyEvent[];
  /** From now on this stage is open; null: none is. */
  enter(stage: string | null): void;
  /** From now on the store ends with this error; null: it works. */
  fail(error: Error | null): void;
};

export function surveyHere(): SurveyHere {
  const people = new Map<string, SurveyAnswer>();
  const kept: SurveyHere['kept'] = [];
  const counted: SurveyEvent[] = [];
  let [open, failure]: [string | null, Error | null] = ['mvp: Stage A, run 1', null];
  const survey = createSurvey({
    store: {
      hasAnswered: async (_stage, person) => people.has(person),
      keep: async ({ person, answer, remark }) => {
        if (failure) throw failure;
        const before = people.get(person) ?? null;
        if (before !== null) return before;
        people.set(person, answer);
        kept.push({ answer, remark });
        return null;
      },
    },
    feature: 'some_feature',
    stageOf: () => (open === null ? null : { stage: open }),
    onSurvey: (event) => counted.push(event),
    sessionSecret: 'some secret',
    clock: { now: () => new Date('2026-12-01T06:30:00Z') },
    log: createLog('silent'),
  });
  return {
    survey,
    kept,
    counted,
    enter: (stage) => {
      open = stage;
    },
    fail: (error) => {
      failure = error;
    },
  };
}
