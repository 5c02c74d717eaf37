import { Type, type Static } from 'typebox';
import type { FastifyPluginAsync, preHandlerHookHandler } from 'fastify';

import type { MovableClock } from '../lib/clock.ts';
import type { Fault } from '../stand-ins/va-profile/index.ts';

export type DevelopmentDeps = {
  readonly clock: MovableClock;
  readonly authorise: readonly preHandlerHookHandler[];
  /** Null when the program talks to a real VA Profile. */
  readonly setFault: ((fault: Fault) => void) | null;
};

const Advance = Type.Object({ minutes: Type.Number({ minimum: 0, maximum: 525_600 }) });
const FaultBody = Type.Object({
  kind: Type.Enum(['none', 'slow', '404', '500', '500-code', 'malformed', 'drip', 'refuse']),
  share: Type.Optional(Type.Number({ minimum: 0, maximum: 1 })),
});

const MS_PER_MINUTE = 60_000;

/** What only development has: a clock that can be moved, and faults of the stand-in for VA Profile. */
export function developmentRoutes(deps: DevelopmentDeps): FastifyPluginAsync {
  const { clock, setFault } = deps;
  return (app) => {
    for (const hook of deps.authorise) app.addHook('preHandler', hook);
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
    return Promise.resolve();
  };
}
