import type { FastifyPluginAsync, FastifyReply, FastifyRequest } from 'fastify';
import { personOf } from '../../identity/index.ts';
import type { Log } from '../../lib/log.ts';
import { noteOutcome, traceOf } from '../../lib/http/index.ts';
import type { DowntimeOutlook } from '../downtime.ts';
import { VA_PROFILE_FAILED } from '../failure.ts';
import type { ContactsSource } from '../port.ts';
import { outcomeOfReading, readContacts } from '../read-contacts.ts';
import { decideVisit } from '../visit.ts';
import {
  contactsAnswer,
  downtimeAnswer,
  notAllowedAnswer,
  notEnrolledAnswer,
  signedOutAnswer,
  unknownPathAnswer,
  type ApiAnswer,
} from './answers.ts';
import { inflected, KEY_INFLECTION } from './key-inflection.ts';

export type ContactsApiDependencies = {
  /** Whether the contacts are open for the sender of this request. */
  readonly contactsIsOpen: (request: FastifyRequest) => boolean;
  readonly contacts: ContactsSource;
  readonly downtime: () => DowntimeOutlook;
  readonly log: Log;
};

/**
 * `GET /v0/profile/contacts`, and the answer for every other path beside it. While the feature is closed
 * the two can't be told apart.
 */
export function contactsApi(dependencies: ContactsApiDependencies): FastifyPluginAsync {
  return async (app) => {
    app.get('/v0/profile/contacts', async (request, reply) =>
      send(await answerTo(request, dependencies), { request, reply }),
    );
    app.get('/v0/profile/*', async (request, reply) =>
      send(answerToUnknownPath(request), { request, reply }),
    );
  };
}

async function answerTo(
  request: FastifyRequest,
  { contactsIsOpen, contacts, downtime, log }: ContactsApiDependencies,
): Promise<ApiAnswer> {
  const visit = decideVisit(personOf(request), () => contactsIsOpen(request));
  switch (visit.kind) {
    case 'signed-out':
    case 'closed':
      return answerToUnknownPath(request);
    case 'not-allowed':
      return notAllowedAnswer;
    case 'not-enrolled':
      return notEnrolledAnswer;
    case 'admitted': {
      const outlook = downtime();
      if (outlook.kind === 'now') {
        noteOutcome(request, VA_PROFILE_FAILED);
        return downtimeAnswer(outlook.downtime);
      }
      const { id: requestId, signal } = request;
      const reading = { contacts, log, requestId, trace: traceOf(request), signal };
      const answer = await readContacts(visit.person, reading);
      noteOutcome(request, outcomeOfReading(answer));
      return contactsAnswer(answer);
    }
  }
}

const answerToUnknownPath = (request: FastifyRequest): ApiAnswer =>
  personOf(request) === null ? signedOutAnswer : unknownPathAnswer(request.url);

type ContactsExchange = { readonly request: FastifyRequest; readonly reply: FastifyReply };

function send(answer: ApiAnswer, { request, reply }: ContactsExchange): FastifyReply {
  const { status, body, retryAfter } = answer;
  if (retryAfter) reply.header('retry-after', retryAfter);
  if (status === 401) reply.header('www-authenticate', 'Token realm="Application"');
  return reply
    .code(status)
    .header('cache-control', 'no-store')
    .send(inflected(body, request.headers[KEY_INFLECTION]));
}
