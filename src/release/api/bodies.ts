import { Type, type Static } from 'typebox';

import { LONGEST_REASON, misleadingIn, quoted } from '../../lib/text-from-people.ts';
import { OPERATOR_ROLES } from '../../roles/index.ts';
import type { Refusal } from '../decisions/decide.ts';
import { LONGEST_CONDITION, MOST_CONDITIONS } from '../decisions/go-no-go/conditions.ts';
import { LONGEST_LINK } from '../decisions/go-no-go/link.ts';
import { POST_LAUNCH_QUESTIONS } from '../journal/journal.ts';

/** Longer ones are refused; what can’t be seen or kept is taken out, see `reason.ts`. */
const reason = Type.Optional(Type.String({ maxLength: LONGEST_REASON }));

/** The version of the journal that the person was shown. */
const expectedVersion = Type.Optional(Type.Integer({ minimum: 0 }));

/** What the release API takes. What a person may have mistyped is checked below, with a sentence. */
export const PlanBody = Type.Object({
  id: Type.String(),
  document: Type.String({ minLength: 1, maxLength: 1_000_000 }),
  expectedVersion,
});
export const StepBody = Type.Object({
  reason,
  expectedVersion,
  override: Type.Optional(Type.Boolean()),
  /** Of an advance: the letter of the stage that is meant, or `fully-on`. */
  to: Type.Optional(Type.String({ maxLength: 10 })),
  /** Of resuming: the version of the hold that is meant. */
  hold: Type.Optional(Type.Integer({ minimum: 1 })),
  /** Of a go: the letter of the last stage that it is for. */
  upTo: Type.Optional(Type.String({ maxLength: 10 })),
  /** Of closing: the commit or pull request that took the flag out of the code. */
  removedIn: Type.Optional(Type.String({ maxLength: LONGEST_LINK })),
  /** Of a go up to a stage: what has to be closed by name before the next one. */
  conditions: Type.Optional(
    Type.Array(
      Type.Object({
        text: Type.String({ maxLength: LONGEST_CONDITION }),
        owner: Type.Enum([...OPERATOR_ROLES]),
      }),
      { maxItems: MOST_CONDITIONS },
    ),
  ),
});
export const TesterBody = Type.Object({
  email: Type.String({ maxLength: 254 }),
  /** Their code, `P1`, `P2` … */
  participant: Type.Optional(Type.String({ maxLength: 10 })),
  /** When their access ends: a moment, `session` or `never`; `session` where they get a code. */
  ends: Type.Optional(Type.String({ maxLength: 40 })),
  expectedVersion,
  reason,
});

export const AnswerBody = Type.Object({
  /** The number of the question, from 1; without it, all that are not answered yet. */
  question: Type.Optional(Type.Integer({ minimum: 1 })),
  yes: Type.Boolean(),
  expectedVersion,
  reason,
});
export const CheckInBody = Type.Object({
  checkIn: Type.Enum(['one-week', 'one-month', 'post-launch']),
  waive: Type.Optional(Type.Boolean()),
  expectedVersion,
  reason,
});

/** By its number in the status, from 1. */
export const ItemBody = Type.Object({
  item: Type.Integer({ minimum: 1 }),
  answer: Type.Enum(['yes', 'no', 'not-applicable']),
  link: Type.Optional(Type.String({ maxLength: LONGEST_LINK })),
  expectedVersion,
  reason,
});
export const ConditionBody = Type.Object({
  condition: Type.Integer({ minimum: 1 }),
  link: Type.Optional(Type.String({ maxLength: LONGEST_LINK })),
  expectedVersion,
  reason,
});

const count = Type.Integer({ minimum: 0, maximum: 100_000 });
export const CallsBody = Type.Object({
  /** As `2024-04-08`, where the plan is written. */
  day: Type.String({ maxLength: 10 }),
  // Each has to be said: a count that was left out is no zero.
  confused: count,
  wrongContact: count,
  cannotChange: count,
  other: count,
  /** Holds the release; the reason says why. */
  stop: Type.Optional(Type.Boolean()),
  expectedVersion,
  reason,
});
export const ResultBody = Type.Object({
  /** `testing`, the letter of a stage, `one-week`, `one-month` or `post-launch`. */
  place: Type.String({ maxLength: 20 }),
  field: Type.Enum(['changes', 'handling', ...POST_LAUNCH_QUESTIONS]),
  choice: Type.Optional(Type.Enum(['yes', 'no'])),
  expectedVersion,
  reason,
});

export type ItemBody = Static<typeof ItemBody>;
export type ConditionBody = Static<typeof ConditionBody>;
export type CallsBody = Static<typeof CallsBody>;
export type ResultBody = Static<typeof ResultBody>;
export type AnswerBody = Static<typeof AnswerBody>;
export type CheckInBody = Static<typeof CheckInBody>;
export type PlanBody = Static<typeof PlanBody>;
export type StepBody = Static<typeof StepBody>;
export type TesterBody = Static<typeof TesterBody>;

const PLAN_ID = /^[A-Za-z0-9][A-Za-z0-9._-]{0,99}$/;
const EMAIL = /^[^@\s\p{Cc}\p{Surrogate}]+@[^@\s\p{Cc}\p{Surrogate}]+$/u;

export function problemWithPlan({ id, document }: PlanBody): Refusal | null {
  return problemWithId(id) ?? problemWithCharacters(document);
}

function problemWithId(id: string): Refusal | null {
  if (PLAN_ID.test(id)) return null;
  const sentence =
    `${quoted(id)} can’t be a plan’s id. An id is the file’s name without .md: letters, digits, “.”, ` +
    '“_” and “-”, up to 100 of them. Rename the file.';
  return { code: 'not-a-plan-id', sentence };
}

/** A plan is kept and shown as it was written, so that it must not hold what can’t be kept, or misleads. */
function problemWithCharacters(document: string): Refusal | null {
  const found = misleadingIn(document);
  if (found === null) return null;
  const sentence =
    `Line ${found.line}: there is a character (${found.name}) that can’t be seen and makes the text read otherwise ` +
    'than it stands, or can’t be kept. Take it out, then load the plan again.';
  return { code: 'plan-not-ready', sentence };
}

/** Does not repeat what was typed: it may be most of a person’s address. */
export function problemWithTester({ email }: Pick<TesterBody, 'email'>): Refusal | null {
  if (EMAIL.test(email)) return null;
  const sentence =
    'That is no e-mail address. Give the one with which the tester signs in, such as name@example.gov.';
  return { code: 'not-an-email', sentence };
}
