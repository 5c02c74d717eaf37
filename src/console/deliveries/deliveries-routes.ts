import type { FastifyInstance, FastifyReply, FastifyRequest, onRequestHookHandler } from 'fastify';

import type { PageFiles } from '../../design-system/index.ts';
import type { Clock } from '../../lib/clock.ts';
import type { Deliveries, Resent } from '../../release/index.ts';
import { roleFor, whoMay } from '../../roles/index.ts';
import type { ConsoleNotice } from '../frame/console-document.tsx';
import { fieldIn } from '../frame/forms.ts';
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
      const { status, sentence } = REFUSALS[resent];
      const notice = { status: 'error', sentence } as const;
      return show(deps, { request, reply: reply.code(status), notice });
    },
  );
}

async function resend(
  { deliveries }: DeliveriesRoutesDeps,
  request: FastifyRequest,
): Promise<keyof typeof REFUSALS | 'taken'> {
  const { name, roles } = operatorIn(request);
  if (roleFor(roles, 'resend-alert') === null) return 'not-theirs';
  if (deliveries.resend === null) return 'none-are-sent';
  const key = fieldIn(request.body, 'key');
  return (await unlessAway(deliveries.resend({ key, name }))) ?? 'away';
}

const REFUSALS = {
  'not-theirs': {
    status: 403,
    sentence: `Sending an alert again is for ${whoMay('resend-alert')}.`,
  },
  'none-are-sent': { status: 409, sentence: 'No alerts are sent: ALERT_URL is not set.' },
  'no-such-alert': {
    status: 404,
    sentence: 'There is no such alert, or it is older than 90 days.',
  },
  waiting: { status: 409, sentence: 'This alert is still tried by itself, so it was not sent.' },
  'not-taken': {
    status: 409,
    sentence:
      'The receiver did not take the alert this time either. What it answered stands beside it below; look at what is behind ALERT_URL, and tell the people on call yourself.',
  },
  away: { status: 503, sentence: 'The database does not answer, so nothing was sent.' },
} as const satisfies Readonly<
  Record<Exclude<Resent, 'taken'> | 'not-theirs' | 'none-are-sent' | 'away', unknown>
>;

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
