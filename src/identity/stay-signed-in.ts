import type { FastifyInstance, preHandlerHookHandler } from 'fastify';
import { personOf, signInEndsInMs } from './request-person.ts';

/**
 * `POST /sign-in/stay`: for a page whose reader says that they are still there. Asking for anything keeps a
 * sign-in alive, so all that is left to do is to answer how long it lasts now, or 401 when it is over.
 */
export function staySignedInRoute(
  routes: FastifyInstance,
  sameOriginOnly: preHandlerHookHandler,
): void {
  routes.post('/sign-in/stay', { preHandler: sameOriginOnly }, async (request, reply) => {
    if (personOf(request) === null) return reply.code(401).send({ endsInMs: 0 });
    return { endsInMs: signInEndsInMs(request) };
  });
}
