import { Type, type Static } from 'typebox';
import type { FastifyPluginAsync } from 'fastify';

import type { Clock } from '../../lib/clock.ts';
import type { ReleaseEngine } from '../engine/engine.ts';
import type { Observation } from '../measuring/observation.ts';

const toggle = Type.String({ minLength: 1, maxLength: 255 });
/** Without a time it is what happens now. */
const at = Type.Optional(Type.String({ format: 'date-time' }));

const Answer = Type.Object({
  kind: Type.Literal('answer'),
  toggle,
  person: Type.String({ minLength: 1, maxLength: 255 }),
  cohort: Type.Enum(['open', 'closed', 'tester']),
  share: Type.Number({ minimum: 0, maximum: 1 }),
  shown: Type.Boolean(),
  ofFeature: Type.Boolean(),
  endpoint: Type.String({ pattern: '^/[^?#\\s]*$', maxLength: 200 }),
  status: Type.Integer({ minimum: 100, maximum: 599 }),
  cause: Type.Union([Type.Enum(['us', 'dependency', 'client']), Type.Null()]),
  durationMs: Type.Number({ minimum: 0 }),
  hasContent: Type.Union([Type.Boolean(), Type.Null()]),
  at,
});
const Heartbeat = Type.Object({
  kind: Type.Literal('heartbeat'),
  toggle,
  cohort: Type.Enum(['open', 'closed']),
  at,
});
const Body = Type.Object({
  /** Which program reports this, when there are several; one of them may be silent while another is heard. */
  source: Type.Optional(Type.String({ pattern: '^[\\w.-]{1,100}$' })),
  observations: Type.Array(Type.Union([Answer, Heartbeat]), { maxItems: 1_000 }),
});
type Body = Static<typeof Body>;
type PostedObservation = Body['observations'][number];

export type ObservationsDeps = { readonly engine: ReleaseEngine; readonly clock: Clock };

/**
 * `POST /observations`: what another program that carries a feature observes of the people who meet it. The answer
 * comes when it is written down.
 */
export function observationRoutes({ engine, clock }: ObservationsDeps): FastifyPluginAsync {
  return (app) => {
    app.post<{ Body: Body }>(
      '/observations',
      { schema: { body: Body } },
      async (request, reply) => {
        const { source = 'unnamed', observations } = request.body;
        const now = clock.now();
        const posted = observations.map((one) => observationOf(one, now));
        const unowned = await engine.hear(posted, `other program ${source}`);
        return reply.code(202).send({ taken: posted.length - unowned, unowned });
      },
    );
    return Promise.resolve();
  };
}

/** Clocks differ: nothing that was observed has yet to happen. */
function observationOf(posted: PostedObservation, now: Date): Observation {
  const claimed = posted.at === undefined ? now : new Date(posted.at);
  return { ...posted, at: claimed > now ? now : claimed };
}
