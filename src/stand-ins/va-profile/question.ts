import type { IncomingMessage } from 'node:http';
import type { Credential } from '../../identity/index.ts';
import type { AssociatedPerson } from '../../va-profile/index.ts';
import type { FaultKind } from './fault.ts';
import { healthBenefitWith } from './health-benefit.ts';

/** What was asked, or how the question breaks the contract. */
type StandInQuestion =
  | { readonly kind: 'health-benefit'; readonly identifier: string }
  | { readonly kind: 'broken'; readonly status: 400 | 404 | 405 | 415; readonly text: string };

const PATH = /^\/profile-service\/profile\/v3\/2\.16\.840\.1\.113883\.4\.349\/([^/?^]+)$/;

/** VA Profile's name for a credential. */
export function identifierOf({ provider, uuid }: Credential): string {
  return `${uuid}^PN^${provider === 'idme' ? '200VIDM' : '200VLGN'}^USDVA`;
}

/** Strict, so that a client that strays from the contract is found here and not in production. */
export async function readQuestion(request: IncomingMessage): Promise<StandInQuestion> {
  const body = await readBody(request);
  if (request.method !== 'POST') return broken(405, 'Only POST is served here.');
  const identifier = PATH.exec(request.url ?? '')?.[1];
  if (identifier === undefined) return broken(404, 'No such path.');
  const { accept, 'content-type': contentType, 'user-agent': agent } = request.headers;
  if (contentType !== 'application/json' || accept !== 'application/json') {
    return broken(415, 'JSON is asked for and answered, and both headers have to say so.');
  }
  if (agent !== 'Vets.gov Agent') return broken(400, 'The user agent is not known.');
  if (!asksForHealthBenefit(body)) return broken(400, 'Only the healthBenefit bio is served here.');
  return { kind: 'health-benefit', identifier: decodeURIComponent(identifier) };
}

const broken = (status: 400 | 404 | 405 | 415, text: string): StandInQuestion => ({
  kind: 'broken',
  status,
  text,
});

const asksForHealthBenefit = (body: string): boolean =>
  body === JSON.stringify({ bios: [{ bioPath: 'healthBenefit' }] });

async function readBody(request: IncomingMessage): Promise<string> {
  let body = '';
  request.setEncoding('utf8');
  for await (const chunk of request) body += String(chunk);
  return body;
}

export type StandInAnswer = { readonly status: number; readonly body: string };

/** What VA Profile would answer, with this fault or without. */
export function answerTo(
  question: StandInQuestion,
  contacts: ReadonlyMap<string, readonly AssociatedPerson[]>,
  fault: FaultKind,
): StandInAnswer {
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
  text: 'The stand-in does not know this identifier.',
  severity: 'ERROR',
  potentiallySelfCorrectingOnRetry: false,
});

const IDENTITY_SERVICE_FAILED = messages(500, {
  code: 'MVI203',
  key: 'MviResponseError',
  text: 'The stand-in was asked to fail.',
  severity: 'FATAL',
});

const refusal = (status: number, text: string): StandInAnswer =>
  messages(status, { code: 'CORE100', key: 'BadRequest', text, severity: 'ERROR' });

function messages(
  status: number,
  message: Readonly<Record<string, string | boolean>>,
): StandInAnswer {
  return { status, body: JSON.stringify({ messages: [message] }) };
}
