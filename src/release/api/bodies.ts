import { Type, type Static } from 'typebox';

import type { Refusal } from '../decisions/decide.ts';

/** What the release API takes. What a person may have mistyped is checked below, with a sentence. */
export const PlanBody = Type.Object({
  id: Type.String(),
  document: Type.String({ minLength: 1, maxLength: 1_000_000 }),
});
export const StepBody = Type.Object({
  reason: Type.Optional(Type.String({ maxLength: 500 })),
  override: Type.Optional(Type.Boolean()),
  /** Of a go: the letter of the last stage that it is for. */
  upTo: Type.Optional(Type.String({ maxLength: 10 })),
});
export const TesterBody = Type.Object({
  email: Type.String({ maxLength: 254 }),
  reason: Type.Optional(Type.String({ maxLength: 500 })),
});

export const AnswerBody = Type.Object({
  /** The number of the question, from 1; without it, all that are not answered yet. */
  question: Type.Optional(Type.Integer({ minimum: 1 })),
  yes: Type.Boolean(),
  reason: Type.Optional(Type.String({ maxLength: 500 })),
});
export const CheckInBody = Type.Object({
  checkIn: Type.Enum(['one-week', 'one-month', 'post-launch']),
  waive: Type.Optional(Type.Boolean()),
  reason: Type.Optional(Type.String({ maxLength: 500 })),
});

export type AnswerBody = Static<typeof AnswerBody>;
export type CheckInBody = Static<typeof CheckInBody>;
export type PlanBody = Static<typeof PlanBody>;
export type StepBody = Static<typeof StepBody>;
export type TesterBody = Static<typeof TesterBody>;

const PLAN_ID = /^[A-Za-z0-9][A-Za-z0-9._-]{0,99}$/;
const EMAIL = /^[^@\s]+@[^@\s]+$/;

export function problemWithPlan({ id }: PlanBody): Refusal | null {
  if (PLAN_ID.test(id)) return null;
  const sentence =
    `“${id.slice(0, 100)}” can’t be a plan’s id. An id is the file’s name without .md: letters, digits, “.”, ` +
    '“_” and “-”, up to 100 of them. Rename the file.';
  return { code: 'not-a-plan-id', sentence };
}

/** Does not repeat what was typed: it may be most of a person’s address. */
export function problemWithTester({ email }: TesterBody): Refusal | null {
  if (EMAIL.test(email)) return null;
  const sentence =
    'That is no e-mail address. Give the one with which the tester signs in, such as name@example.gov.';
  return { code: 'not-an-email', sentence };
}
