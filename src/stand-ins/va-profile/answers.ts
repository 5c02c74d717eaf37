import type { AssociatedPerson } from '../../va-profile/index.ts';
import type { FaultKind } from './fault.ts';
import { healthBenefitWith } from './health-benefit.ts';
import type { Question } from './question.ts';

export type Answer = { readonly status: number; readonly body: string };

/** What VA Profile would answer, with this fault or without. */
export function answerTo(
  question: Question,
  contacts: ReadonlyMap<string, readonly AssociatedPerson[]>,
  fault: FaultKind,
): Answer {
  if (fault === '404') return PERSON_UNKNOWN;
  if (fault === '500') return { status: 500, body: 'Internal Server Error' };
  if (fault === '500-code') return IDENTITY_SERVICE_FAILED;
  if (question.kind === 'broken') return refusal(question.status, question.text);
  const held = contacts.get(question.identifier);
  if (!held) return PERSON_UNKNOWN;
  const body = JSON.stringify(healthBenefitWith(held));
  return { status: 200, body: fault === 'malformed' ? body.slice(0, -20) : body };
}

const PERSON_UNKNOWN = messages(404, {
  code: 'MVI201',
  key: 'MviNotFound',
  text: 'The stand-in knows nobody by this identifier.',
  severity: 'ERROR',
  potentiallySelfCorrectingOnRetry: false,
});

const IDENTITY_SERVICE_FAILED = messages(500, {
  code: 'MVI203',
  key: 'MviResponseError',
  text: 'The stand-in was asked to fail.',
  severity: 'FATAL',
});

const refusal = (status: number, text: string): Answer =>
  messages(status, { code: 'CORE100', key: 'BadRequest', text, severity: 'ERROR' });

function messages(status: number, message: Readonly<Record<string, string | boolean>>): Answer {
  return { status, body: JSON.stringify({ messages: [message] }) };
}
