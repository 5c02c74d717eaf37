import { createHash, timingSafeEqual } from 'node:crypto';
import type { FastifyRequest, onRequestHookHandler } from 'fastify';

import { ADMINISTRATOR } from './new-token.ts';
import { holdsScope, type TokenGrant, type TokenScope } from './scopes.ts';

/** What the token in an `Authorization` header may do; null when it is none of ours. */
export type TokenCheck = (authorization: string | undefined) => TokenGrant | null;

/**
 * Knows the administrator’s token by its secret, and all others by the digest of theirs, in hexadecimal. They come as
 * `Bearer`, or as `Basic` with the token as the password.
 */
export function createTokenCheck(
  administrator: string,
  find: (digest: string) => TokenGrant | null = () => null,
): TokenCheck {
  const expected = digestOf(administrator);
  return (authorization = '') => {
    const token = readToken(authorization);
    if (token === null) return null;
    const digest = digestOf(token);
    return timingSafeEqual(digest, expected) ? ALL : find(digest.toString('hex'));
  };
}

const ALL: TokenGrant = { name: ADMINISTRATOR, scopes: ['administrator'], isFresh: true };

export type TokenNeed = {
  /** Any of these will do. */
  readonly scopes: readonly TokenScope[];
  /** What takes something back is let in also while it can’t be said whether the token was revoked. */
  readonly isClosing: boolean;
};

/**
 * Lets only requests through whose token has one of the scopes: else 401 without one of ours, 403 without a scope, 503
 * while the store of tokens does not answer.
 */
export function requireToken(
  check: TokenCheck,
  needOf: (request: FastifyRequest) => TokenNeed,
): onRequestHookHandler {
  return (request, reply, done) => {
    const grant = check(request.headers.authorization);
    const { scopes, isClosing } = needOf(request);
    if (!grant) void reply.code(401).header('www-authenticate', CHALLENGE).send(NO_TOKEN);
    else if (!holdsOne(grant, scopes)) void reply.code(403).send(outOfScope(scopes));
    else if (!grant.isFresh && !isClosing) void reply.code(503).send(UNCONFIRMED);
    else {
      grants.set(request, grant);
      done();
    }
  };
}

const grants = new WeakMap<FastifyRequest, TokenGrant>();

/** What the token of this request may do; null where none was needed. */
export function grantOf(request: FastifyRequest): TokenGrant | null {
  return grants.get(request) ?? null;
}

function readToken(authorization: string): string | null {
  const [, scheme = '', credentials = ''] = /^(\S+) +(\S+)$/.exec(authorization) ?? [];
  switch (scheme.toLowerCase()) {
    case 'bearer':
      return credentials;
    case 'basic':
      return passwordIn(Buffer.from(credentials, 'base64').toString('utf8'));
    default:
      return null;
  }
}

function passwordIn(userAndPassword: string): string | null {
  const colon = userAndPassword.indexOf(':');
  return colon === -1 ? null : userAndPassword.slice(colon + 1);
}

/** Of equal length whatever the token’s, as a comparison in constant time needs. */
export const digestOf = (text: string) => createHash('sha256').update(text).digest();

const CHALLENGE = 'Bearer realm="phcc", Basic realm="phcc"';

const NO_TOKEN = {
  code: 'token-refused',
  message:
    'This needs a token. Send "Authorization: Bearer TOKEN", or HTTP Basic with the token as the password.',
};

const UNCONFIRMED = {
  code: 'token-unconfirmed',
  message:
    'It can’t be said just now whether this token is still good, so nothing was done. Try again in a moment; rolling back goes through all the same.',
};

const holdsOne = (grant: TokenGrant, scopes: readonly TokenScope[]) =>
  scopes.some((scope) => holdsScope(grant, scope));

const outOfScope = (scopes: readonly TokenScope[]) => ({
  code: 'token-out-of-scope',
  message: `This token is known but may not do this; ${inWords(scopes)} may.`,
});

function inWords(scopes: readonly TokenScope[]): string {
  return scopes.includes('administrator')
    ? 'the administrator’s token'
    : `a token with the scope ${scopes.map((scope) => `"${scope}"`).join(' or ')}`;
}
