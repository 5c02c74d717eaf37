import type { FastifyInstance, FastifyReply, FastifyRequest, onRequestHookHandler } from 'fastify';

import type { PageFiles } from '../../design-system/index.ts';
import type { Clock } from '../../lib/clock.ts';
import { resentInWords, type Deliveries, type ResendRefusal } from '../../alerts/index.ts';
import { roleFor, whoMay } from '../../roles/index.ts';
import type { ConsoleNotice } from '../frame/console-document.tsx';
import { fieldIn } from '../forms/fields.ts';
import { operatorIn } from '../frame/operator.ts';
import { frameOf } from '../frame/release-page.ts';
import { unlessAway } from '../frame/unless-away.ts';
import { DELIVERIES_PATH, MOST_DELIVERIES, renderDeliveries } from './deliveries-page.tsx';

export type DeliveriesRoutesDeps = PageFiles & {
  readonly clock: Clock;
  readonly deliveries: Deliveries;
  /** Refuses forms sent from another site. */
  readonly sameOriginOnly: onRequestHookHandler;
};

type ShownDeliveries = {
  readonly request: FastifyRequest;
  readonly reply: FastifyReply;
  readonly notice: ConsoleNotice | null;
};

/** `/console/deliveries`: which alerts were sent, whether they were taken, and sending one again. */
export function deliveriesRoutes(app: FastifyInstance, deps: DeliveriesRoutesDeps): void {
  app.get(DELIVERIES_PATH, (request, reply) =>
    show(deps, { request, reply, notice: noticeIn(request) }),
  );
  app.post(
    `${DELIVERIES_PATH}/resend`,
    { onRequest: deps.sameOriginOnly },
    async (request, reply) => {
      const resent = await resend(deps, request);
      if (resent === 'taken') return reply.redirect(`${DELIVERIES_PATH}?done=resend`, 303);
      const notice = { status: 'error', sentence: IN_WORDS[resent] } as const;
      return show(deps, { request, reply: reply.code(STATUS_OF[resent]), notice });
    },
  );
}

async function resend(
  { deliveries }: DeliveriesRoutesDeps,
  request: FastifyRequest,
): Promise<keyof typeof IN_WORDS | 'taken'> {
  const { name, roles } = operatorIn(request);
  if (roleFor(roles, 'resend-alert') === null) return 'not-theirs';
  if (deliveries.resend === null) return 'none-are-sent';
  const key = fieldIn(request.body, 'key');
  return (await unlessAway(deliveries.resend({ key, name }))) ?? 'away';
}

const STATUS_OF: Readonly<Record<ResendRefusal | 'not-theirs' | 'away', number>> = {
  'not-theirs': 403,
  'no-such-alert': 404,
  'none-are-sent': 409,
  waiting: 409,
  'not-taken': 409,
  away: 503,
};

const IN_WORDS = {
  ...resentInWords,
  'not-theirs': `Sending an alert again is for ${whoMay('resend-alert')}.`,
  away: 'The database does not answer, so nothing was sent.',
};

function noticeIn({ query }: FastifyRequest): ConsoleNotice | null {
  const { done, notice } = query as Readonly<Record<string, unknown>>;
  if (done === 'resend') return { status: 'success', sentence: 'The receiver took the alert.' };
  if (notice !== 'asked-again') return null;
  return { status: 'error', sentence: 'Your role was confirmed again first. Send it once more.' };
}

const RETRY_AFTER_S = 5;

async function show(
  deps: DeliveriesRoutesDeps,
  { request, reply, notice }: ShownDeliveries,
): Promise<FastifyReply> {
  const deliveries = await unlessAway(deps.deliveries.newest(MOST_DELIVERIES));
  if (deliveries === undefined) reply.code(503).header('retry-after', RETRY_AFTER_S);
  const frame = { ...frameOf(deps, request), operator: operatorIn(request), notice };
  const areSent = deps.deliveries.resend !== null;
  return reply.type('text/html').send(renderDeliveries({ ...frame, deliveries, areSent }));
}
