import { Type, type Static } from 'typebox';
import type { FastifyPluginAsync, onRequestHookHandler } from 'fastify';

import type { MovableClock } from '../../lib/clock.ts';
import { takeStrictBodies } from '../../lib/http/index.ts';
import type { Fault } from '../../stand-ins/va-profile/index.ts';
import { SYNTHETIC_VETERANS, type OutsideWorld, type VisitorTraffic } from './outside-world.ts';
import type { PageFault, PageFaults } from './page-faults.ts';

export type DevelopmentDeps = {
  readonly clock: MovableClock;
  readonly authorize: readonly onRequestHookHandler[];
  /** Null when the program talks to a real VA Profile. */
  readonly setFault: ((fault: Fault) => void) | null;
  readonly pageFaults: PageFaults;
  /** Null when people sign in at a real identity provider. */
  readonly sendVeterans: OutsideWorld['sendVeterans'];
};

const Advance = Type.Object({ minutes: Type.Number({ minimum: 0, maximum: 525_600 }) });
const share = Type.Optional(Type.Number({ minimum: 0, maximum: 1 }));
const FaultBody = Type.Object({
  kind: Type.Enum(['none', 'slow', '404', '500', '500-code', 'malformed', 'drip', 'refuse']),
  share,
});
const PageFaultBody = Type.Object({ kind: Type.Enum(['none', 'page-500', 'page-slow']), share });
const TrafficBody = Type.Object({
  from: Type.Integer({ minimum: 1, maximum: SYNTHETIC_VETERANS }),
  people: Type.Integer({ minimum: 1, maximum: 100 }),
  visits: Type.Integer({ minimum: 1, maximum: 20 }),
  browsers: Type.Optional(Type.Boolean()),
});

const MS_PER_MINUTE = 60_000;

/** What only development has: a clock that can be moved, and faults of the stand-in for VA Profile. */
export function developmentRoutes(deps: DevelopmentDeps): FastifyPluginAsync {
  const { clock, setFault, pageFaults, sendVeterans } = deps;
  return (app) => {
    takeStrictBodies(app);
    for (const hook of deps.authorize) app.addHook('onRequest', hook);
    const time = () => ({ now: clock.now().toISOString(), aheadMs: clock.aheadMs() });
    app.get('/clock', time);
    app.post<{ Body: Static<typeof Advance> }>(
      '/clock',
      { schema: { body: Advance } },
      (request) => {
        clock.advance(request.body.minutes * MS_PER_MINUTE);
        return time();
      },
    );
    app.post<{ Body: Fault }>(
      '/stand-in/fault',
      { schema: { body: FaultBody } },
      (request, reply) => {
        if (setFault) {
          setFault(request.body);
          return request.body;
        }
        const message =
          'This server talks to a real VA Profile, which can’t be made to fail from here.';
        return reply.code(409).send({ code: 'no-stand-in', message });
      },
    );
    app.post<{ Body: PageFault }>('/page-fault', { schema: { body: PageFaultBody } }, (request) => {
      pageFaults.set(request.body);
      return request.body;
    });
    app.get('/traffic', () => ({ most: SYNTHETIC_VETERANS }));
    app.post<{ Body: VisitorTraffic }>(
      '/traffic',
      { schema: { body: TrafficBody } },
      async (request, reply) => {
        const { from, people } = request.body;
        if (from + people - 1 > SYNTHETIC_VETERANS) {
          const message = `There are ${SYNTHETIC_VETERANS} made-up Veterans, and no further ones.`;
          return reply.code(400).send({ code: 'too-many-veterans', message });
        }
        if (sendVeterans) return sendVeterans(request.body);
        const message =
          'This server uses a real identity provider, so there are no made-up Veterans.';
        return reply.code(409).send({ code: 'no-stand-in', message });
      },
    );
    return Promise.resolve();
  };
}
