import { createHash, timingSafeEqual } from 'node:crypto';
import type { FastifyPluginAsync, FastifyRequest, onRequestHookHandler } from 'fastify';

import { sendStream } from '../../../lib/event-stream/index.ts';
import type { Flags } from '../../flags.ts';
import { queryOf, readForm } from '../form.ts';
import { configurationVersion } from '../version.ts';
import { createChangeEvents } from './change-events.ts';

/** What OFREP's endpoints need from the program. */
export type OfrepDeps = {
  readonly flags: Flags;
  /** Lets only tokens through that may ask. */
  readonly authorize: readonly onRequestHookHandler[];
  /** Calls back after each snapshot, changed or not; answers how to stop. */
  readonly onSnapshot: (listener: () => void) => () => void;
  /** Opens the stream of events and nothing else: browsers can't send a header with it. */
  readonly streamTicket: string;
  readonly heartbeatMs?: number;
};

const PATH = '/ofrep/v1/events';

/** How long a hidden page keeps the stream, in seconds; OFREP's own default. */
const INACTIVITY_S = 120;

/** Below the half minute after which proxies usually give up a silent connection. */
const HEARTBEAT_MS = 25_000;

/** How the answer for all features announces the stream: a client that has this version misses no change. */
export function announcedStream(ticket: string, version: string) {
  const query = new URLSearchParams({ ticket, since: version });
  return {
    type: 'sse',
    endpoint: { requestUri: `${PATH}?${query.toString()}` },
    inactivityDelaySec: INACTIVITY_S,
  };
}

/** `GET /ofrep/v1/events`: server-sent events, each of which says only: ask again. */
export function eventRoute(deps: OfrepDeps): FastifyPluginAsync {
  const { flags, onSnapshot, heartbeatMs = HEARTBEAT_MS } = deps;
  const version = () => configurationVersion(flags.features());
  return (app) => {
    const events = createChangeEvents({ onSnapshot, version, heartbeatMs });
    app.addHook('preClose', (done) => {
      events.close();
      done();
    });
    for (const hook of deps.authorize) app.addHook('onRequest', unlessTicket(deps, hook));
    app.get('/events', { exposeHeadRoute: false }, (request, reply) => {
      const lastId = request.headers['last-event-id'];
      const since = typeof lastId === 'string' ? lastId : parameter(request, 'since');
      const stream = events.open(since);
      if (!stream) return reply.code(429).header('retry-after', '60').send(TOO_MANY);
      return sendStream(reply, stream);
    });
    return Promise.resolve();
  };
}

const TOO_MANY = {
  errorDetails: 'Too many are listening already. Ask for all features regularly.',
};

function unlessTicket(
  { streamTicket }: OfrepDeps,
  hook: onRequestHookHandler,
): onRequestHookHandler {
  return function (request, reply, done) {
    const ticket = parameter(request, 'ticket') ?? '';
    if (timingSafeEqual(digestOf(ticket), digestOf(streamTicket))) done();
    else hook.call(this, request, reply, done);
  };
}

function parameter(request: FastifyRequest, name: string): string | null {
  const query = readForm(queryOf(request.url));
  const value = query.ok ? query.value.get(name) : undefined;
  return typeof value === 'string' ? value : null;
}

const digestOf = (text: string) => createHash('sha256').update(text).digest();
