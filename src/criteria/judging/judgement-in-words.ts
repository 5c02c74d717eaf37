import type { Criterion } from '../criterion.ts';
import { conditionInWords, subjectInWords, windowInWords } from '../in-words.ts';
import { measureOf } from '../measures/catalogue.ts';
import { amountInWords } from './amounts.ts';
import { sampleAskedFor, sampleUnitOf } from './figures.ts';
import type { Judgement } from './judgement.ts';

/** What a criterion looks at and what came of it, part by part. `value`: null where nothing was measured. */
export type JudgementInWords = {
  /** `error rate without status 401`. */
  readonly subject: string;
  /** `< 1%`. */
  readonly condition: string;
  /** `over 1 day`. */
  readonly window: string;
  /** `0.5%`, `3`, `1.9 seconds`. */
  readonly value: string | null;
  /** How much must have been seen before anything is said: `200 requests`. */
  readonly sample: { readonly asked: number; readonly unit: string };
};

export function judgementInWords(criterion: Criterion, judgement: Judgement): JudgementInWords {
  const { value, limit } = judgement;
  const { kind } = measureOf(criterion);
  return {
    subject: subjectInWords(criterion),
    condition: conditionInWords(criterion.condition),
    window: windowInWords(criterion.window),
    value: value === null ? null : amountInWords(kind, value, limit),
    sample: { asked: sampleAskedFor(criterion), unit: sampleUnitOf(criterion) },
  };
}
