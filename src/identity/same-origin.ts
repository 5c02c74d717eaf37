import type { FastifyRequest, onRequestHookHandler } from 'fastify';

/** What is asked by these changes nothing. */
export const SAFE_METHODS = ['GET', 'HEAD', 'OPTIONS'];

/**
 * Refuses forms that another site's page sends with our reader's cookie. A browser says by itself where a
 * request comes from (`Sec-Fetch-Site`, on plain http `Origin`); a request that says nothing is refused as well.
 */
export function sameOriginOnly(publicUrl: string): onRequestHookHandler {
  const isOurs = isFromHere(publicUrl);
  return (request, reply, done) => {
    if (SAFE_METHODS.includes(request.method) || isOurs(request)) done();
    else void reply.code(403).type('text/plain; charset=utf-8').send(REFUSED);
  };
}

/** Whether a request was sent by a page of this site, or by none. */
export function isFromHere(publicUrl: string): (request: FastifyRequest) => boolean {
  const { origin } = new URL(publicUrl);
  return ({ headers }) => {
    const from = headers['sec-fetch-site'];
    return from === 'same-origin' || from === 'none' || headers.origin === origin;
  };
}

const REFUSED = 'This form was sent from another site, so nothing was done. Open the page here.\n';
