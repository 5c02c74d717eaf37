import type { onRequestHookHandler } from 'fastify';

/** Asks a page for another try; see `tryAgainPath`. */
const AGAIN = 'again';

/** The id of every page's heading, for links after which the reader begins there. */
export const HEADING_ID = 'page-heading';

/**
 * Where "Try again" leads. A link to the very page that it stands on and a place in it would load nothing, so it leads
 * through an address that leads back; browsers keep the place.
 */
export const tryAgainPath = (path: string): string => `${path}?${AGAIN}=yes#${HEADING_ID}`;

/** Only paths of this site: one with two slashes in front would name another. */
export const isOwnPath = (path: string): boolean => /^\/(?![/\\])/.test(path);

/** Tokens are not sent after a redirect, so what programs with one ask for is answered or not as it is. */
const WITH_TOKEN = /^\/(api|flipper|ofrep)\//;

/** A hook for every request: each page has one address, and others that mean the same lead to it. */
export const leadToOneAddress: onRequestHookHandler = ({ method, url }, reply, done) => {
  if (!/\?|.\/$/.test(url)) return done();
  const [path = '', query = ''] = url.split(/\?(.*)/s, 2);
  if (!['GET', 'HEAD'].includes(method) || WITH_TOKEN.test(path)) return done();
  const asked = new URLSearchParams(query);
  const bare = path.replace(/\/+$/, '') || '/';
  if ((bare === path && !asked.has(AGAIN)) || !isOwnPath(bare)) return done();
  asked.delete(AGAIN);
  reply.header('cache-control', 'no-store');
  reply.redirect(asked.size === 0 ? bare : `${bare}?${asked.toString()}`);
};
