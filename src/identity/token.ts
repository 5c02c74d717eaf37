import { createHash, timingSafeEqual } from 'node:crypto';
import type { onRequestHookHandler } from 'fastify';

const TOKEN_SCOPES = ['read', 'write', 'release', 'observations'] as const;
export type TokenScope = (typeof TOKEN_SCOPES)[number];

/** What the token in an `Authorization` header may do; null when it is none of ours. */
export type TokenCheck = (authorization: string | undefined) => readonly TokenScope[] | null;

/** Knows one token, which may do everything. `Bearer`, or `Basic` with the token as the password. */
export function createTokenCheck(secret: string): TokenCheck {
  const expected = digestOf(secret);
  return (authorization = '') => {
    const token = readToken(authorization);
    return token !== null && timingSafeEqual(digestOf(token), expected) ? TOKEN_SCOPES : null;
  };
}

/** Lets only requests through whose token has this scope: else 401 without one of ours, 403 without the scope. */
export function requireToken(check: TokenCheck, scope: TokenScope): onRequestHookHandler {
  return (request, reply, done) => {
    const scopes = check(request.headers.authorization);
    if (scopes?.includes(scope)) done();
    else if (scopes) void reply.code(403).send(outOfScope(scope));
    else void reply.code(401).header('www-authenticate', CHALLENGE).send(NO_TOKEN);
  };
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

// Of equal length whatever the token's, as a comparison in constant time needs.
const digestOf = (text: string) => createHash('sha256').update(text).digest();

const CHALLENGE = 'Bearer realm="phcc", Basic realm="phcc"';

const NO_TOKEN = {
  code: 'token-refused',
  message:
    'This needs a token. Send "Authorization: Bearer TOKEN", or HTTP Basic with the token as the password.',
};

const outOfScope = (scope: TokenScope) => ({
  code: 'token-out-of-scope',
  message: `This token is known but may not do this; a token with the scope "${scope}" may.`,
});
