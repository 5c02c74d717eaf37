import type { FastifyInstance, FastifyReply, preHandlerHookHandler } from 'fastify';
import type { IdentityProvider } from './identity-provider.ts';

/** `POST /sign-out` ends the session here and then at the provider; `GET` asks first. */
export function signOutRoutes(
  routes: FastifyInstance,
  deps: {
    readonly provider: IdentityProvider;
    readonly signedOutPath: string;
    readonly renderSignOut: (reply: FastifyReply) => FastifyReply;
    readonly sameOriginOnly: preHandlerHookHandler;
  },
): void {
  routes.get('/sign-out', async (_request, reply) => deps.renderSignOut(reply));
  routes.post('/sign-out', { preHandler: deps.sameOriginOnly }, async (request, reply) => {
    await request.session.destroy();
    reply.clearCookie('phcc_session', { path: '/' });
    return reply.redirect((await deps.provider.signOutLocation()) ?? deps.signedOutPath, 303);
  });
}
