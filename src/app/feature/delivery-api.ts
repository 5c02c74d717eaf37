import type { FastifyPluginAsync, FastifyRequest, onRequestHookHandler } from 'fastify';
import { Type, type Static } from 'typebox';

import type { Clock } from '../../lib/clock.ts';
import { takeStrictBodies } from '../../lib/http/index.ts';
import {
  deliveryState,
  resentInWords,
  type Deliveries,
  type ResendRefusal,
} from '../../alerts/index.ts';
import { type Who } from '../../release/index.ts';
import { mayDo, whoMay } from '../../roles/index.ts';

type DeliveryApiDeps = {
  readonly deliveries: Deliveries;
  readonly clock: Clock;
  readonly authorize: readonly onRequestHookHandler[];
  readonly whoActs: (request: FastifyRequest) => Who;
};

const ResendBody = Type.Object({ key: Type.String({ minLength: 1, maxLength: 300 }) });
type ResendBody = Static<typeof ResendBody>;

const MOST_TOLD = 200;

/** `/api/release/deliveries`: which alerts were sent, whether they were taken, and sending one again. */
export function deliveryApi(deps: DeliveryApiDeps): FastifyPluginAsync {
  const { deliveries, clock, whoActs } = deps;
  return (app) => {
    takeStrictBodies(app);
    for (const hook of deps.authorize) app.addHook('onRequest', hook);
    app.get('/', async () => {
      const now = clock.now();
      const newest = await deliveries.newest(MOST_TOLD);
      const told = newest.map((one) => ({ ...one, state: deliveryState(one, now) }));
      return { areSent: deliveries.resend !== null, deliveries: told };
    });
    app.post<{ Body: ResendBody }>(
      '/resend',
      { schema: { body: ResendBody } },
      async (request, reply) => {
        const { name, role } = whoActs(request);
        if (!mayDo(role, 'resend-alert')) return reply.code(403).send(NOT_ALLOWED);
        const { key } = request.body;
        const resent = (await deliveries.resend?.({ key, name })) ?? 'none-are-sent';
        if (resent === 'taken') return { key, state: resent };
        const { status, code } = REFUSALS[resent];
        return reply.code(status).send({ code, message: resentInWords[resent] });
      },
    );
    return Promise.resolve();
  };
}

const NOT_ALLOWED = {
  code: 'not-allowed',
  message: `Sending an alert again is for ${whoMay('resend-alert')}.`,
};

const REFUSALS: Readonly<Record<ResendRefusal, { status: number; code: string }>> = {
  'no-such-alert': { status: 404, code: 'no-such-alert' },
  waiting: { status: 409, code: 'alert-waiting' },
  'not-taken': { status: 409, code: 'alert-not-taken' },
  'none-are-sent': { status: 409, code: 'no-alerts-sent' },
};
