import { timingSafeEqual } from 'node:crypto';
import type { FastifyInstance, FastifyRequest } from 'fastify';

import type { Log } from '../../lib/log.ts';
import { doorOf } from './doors.ts';
import { createLimits, type Limits } from './limits.ts';
import type { SendProblem } from './problem-answers.ts';
import { TOO_MANY } from './problems.ts';
import { securityFields } from './security-events.ts';
import { createStreamCount } from './streams.ts';

type LimitedServer = {
  readonly requestsPerMinute: number;
  readonly connections: number;
  readonly visitorPass: string | null;
  readonly log: Log;
  readonly accountKey: string;
  readonly sendProblem: SendProblem;
};

/** Limits what one address may ask for and how many streams it may hold; the other limits are for others to place. */
export async function limitRequests(app: FastifyInstance, of: LimitedServer): Promise<Limits> {
  const { log, accountKey, sendProblem, requestsPerMinute, visitorPass } = of;
  const limits = await createLimits(app, {
    requestsPerMinute,
    isMadeUp: (request) => visitorPass !== null && shows(request, visitorPass),
    refuse: ({ request, reply, limit, retryAfterSeconds, isFirst }) => {
      if (isFirst) log.warn('too-many-requests', { limit, ...securityFields(request, accountKey) });
      reply.header('retry-after', Math.max(1, retryAfterSeconds));
      return sendProblem(TOO_MANY, { request, reply });
    },
  });
  app.addHook('onRequest', limits.byAddress);
  // The other half of the connections is for everything else.
  const countStream = createStreamCount(Math.floor(of.connections / 2));
  app.addHook('onRequest', (request, reply, done) => {
    const isStream = doorOf(request.routeOptions.url).limit === 'stream';
    if (!isStream || countStream(request, reply)) done();
    else void sendProblem(TOO_MANY, { request, reply: reply.header('retry-after', 60) });
  });
  return limits;
}

/** The header by which development's made-up Veterans say that they are made up. */
export const VISITOR_PASS_HEADER = 'x-visitor-pass';

function shows({ headers }: FastifyRequest, pass: string): boolean {
  const shown = Buffer.from(String(headers[VISITOR_PASS_HEADER] ?? ''));
  const expected = Buffer.from(pass);
  return shown.length === expected.length && timingSafeEqual(shown, expected);
}
