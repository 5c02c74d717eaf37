import { LONGEST_REASON, textFromPeople } from '../lib/text-from-people.ts';
import type { PersonalKind } from './screening/screen-remark.ts';

/** What the survey asks: whether the page was helpful. */
export const SURVEY_ANSWERS = ['helpful', 'not-helpful'] as const;
export type SurveyAnswer = (typeof SURVEY_ANSWERS)[number];

/** In characters. */
export const LONGEST_REMARK = LONGEST_REASON;

/** The form as somebody sent it. */
export type SentForm = {
  /** Null where none was chosen. */
  readonly answer: SurveyAnswer | null;
  /** As it was typed. */
  readonly remark: string;
};

/** What keeps a form from being taken; nothing of it is kept then. */
export type SurveyProblem =
  | { readonly kind: 'no-answer' | 'too-long' | 'not-saved' }
  /** What has to be taken out of the remark. */
  | { readonly kind: 'personal'; readonly found: readonly PersonalKind[] };

/** A form that can be taken once its remark was looked through; the remark as it would be kept. */
export type ReadForm =
  | { readonly ok: true; readonly answer: SurveyAnswer; readonly remark: string | null }
  | { readonly ok: false; readonly problem: SurveyProblem };

export function readForm({ answer, remark }: SentForm): ReadForm {
  const { text, lost } = textFromPeople(remark, LONGEST_REMARK);
  if (answer === null) return { ok: false, problem: { kind: 'no-answer' } };
  if (lost === 'end') return { ok: false, problem: { kind: 'too-long' } };
  return { ok: true, answer, remark: text };
}

/** Whatever a form or a program may have sent. */
export function sentForm(fields: Readonly<Record<string, unknown>>): SentForm {
  const { answer, remark } = fields;
  return {
    answer: SURVEY_ANSWERS.find((known) => known === answer) ?? null,
    // Given twice it is both.
    remark: [remark]
      .flat()
      .filter((part) => typeof part === 'string')
      .join(' '),
  };
}
