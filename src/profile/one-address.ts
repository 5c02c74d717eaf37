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
  const address = ['GET', 'HEAD'].includes(method) ? addressInsteadOf(url) : null;
  if (address === null) done();
  else reply.header('cache-control', 'no-store').redirect(address);
};

/** Null where it is the one address already. */
function addressInsteadOf(url: string): string | null {
  if (!/\?|.\/$/.test(url)) return null;
  const [path = '', query = ''] = url.split(/\?(.*)/s, 2);
  if (WITH_TOKEN.test(path)) return null;
  const asked = new URLSearchParams(query);
  const bare = path.replace(/\/+$/, '') || '/';
  if ((bare === path && !asked.has(AGAIN)) || !isOwnPath(bare)) return null;
  asked.delete(AGAIN);
  return asked.size === 0 ? bare : `${bare}?${asked.toString()}`;
}
