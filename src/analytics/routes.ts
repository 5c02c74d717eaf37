import type {
  FastifyPluginAsync,
  FastifyReply,
  FastifyRequest,
  onRequestHookHandler,
} from 'fastify';

import { errorBody } from '../lib/http/index.ts';
import type { PageSource } from './counting/page-report.ts';
import { readBatch } from './events/read-batch.ts';
import type { Intake } from './intake.ts';

export type EventRoutesDeps = {
  readonly intake: Intake;
  /** Refuses what pages of other sites send. */
  readonly sameOriginOnly: onRequestHookHandler;
  /** Who sent a request, by a keyed hash, and under what they met the page; null for people who are not signed in. */
  readonly senderOf: (request: FastifyRequest) => Sender | null;
};

export type Sender = { readonly person: string; readonly from: PageSource };

/**
 * `POST /v0/events`: what a page noticed. Answers `{ counted }` once that is durable. Of people whose browser asks not
 * to be followed nothing is counted.
 */
export function eventRoutes({
  intake,
  sameOriginOnly,
  senderOf,
}: EventRoutesDeps): FastifyPluginAsync {
  return async (app) => {
    const senders = new WeakMap<FastifyRequest, Sender>();
    app.addHook('onRequest', async (request, reply) => {
      const sender = senderOf(request);
      if (sender === null) return refuse(reply, SIGNED_OUT);
      senders.set(request, sender);
    });
    app.addHook('onRequest', sameOriginOnly);
    app.post('/v0/events', async (request, reply) => {
      const sender = senders.get(request);
      if (!sender) return refuse(reply, SIGNED_OUT);
      const batch = readBatch(request.body);
      if (!batch.ok) return refuse(reply, { ...UNREADABLE, detail: batch.error });
      if (asksNotToBeCounted(request)) return reply.send({ counted: 0 });
      const taken = await intake.take({ ...batch.value, ...sender });
      if (taken === 'counted') return reply.send({ counted: batch.value.events.length });
      return refuse(reply.header('retry-after', RETRY_AFTER_S), BUSY);
    });
  };
}

/** By Global Privacy Control or Do Not Track. */
export function asksNotToBeCounted({ headers }: Pick<FastifyRequest, 'headers'>): boolean {
  return headers['sec-gpc'] === '1' || headers['dnt'] === '1';
}

const RETRY_AFTER_S = '5';

type EventError = Parameters<typeof errorBody>[0];

const SIGNED_OUT: EventError = {
  title: 'Not authorized',
  detail: 'Sign in first: only pages of people who are signed in report events.',
  code: '401',
  status: '401',
};
const UNREADABLE: Omit<EventError, 'detail'> = {
  title: 'Events not understood',
  code: 'events-invalid',
  status: '400',
};
const BUSY: EventError = {
  title: 'Service unavailable',
  detail: 'The events could not be counted now. Send them again in a few seconds.',
  code: 'events-busy',
  status: '503',
};

function refuse(reply: FastifyReply, error: EventError): FastifyReply {
  return reply.code(Number(error.status)).send(errorBody(error));
}
