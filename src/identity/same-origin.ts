import type { onRequestHookHandler } from 'fastify';

/** What is asked by these changes nothing. */
export const SAFE_METHODS = ['GET', 'HEAD', 'OPTIONS'];

/**
 * Refuses forms that another site's page sends with our reader's cookie. A browser says by itself where a
 * request comes from (`Sec-Fetch-Site`, on plain http `Origin`); a request that says nothing is refused as well.
 */
export function sameOriginOnly(publicUrl: string): onRequestHookHandler {
  const { origin } = new URL(publicUrl);
  return (request, reply, done) => {
    const from = request.headers['sec-fetch-site'];
    const isOurs = from === 'same-origin' || from === 'none' || request.headers.origin === origin;
    if (SAFE_METHODS.includes(request.method) || isOurs) done();
    else void reply.code(403).type('text/plain; charset=utf-8').send(REFUSED);
  };
}

const REFUSED = 'This form was sent from another site, so nothing was done. Open the page here.\n';
