import { createHash } from 'node:crypto';
import fastifyRateLimit from '@fastify/rate-limit';
import type { FastifyInstance, FastifyReply, FastifyRequest, onRequestHookHandler } from 'fastify';

import { personOf } from '../../identity/index.ts';
import { doorOf, isClosing } from './doors.ts';

export type LimitName = 'address' | 'sign-in' | 'wrong-token' | 'token' | 'account' | 'closing';

/** Hooks that count requests and refuse the excess; each goes where it is known whom to count for. */
export type Limits = {
  /** Before anything else is asked. */
  readonly byAddress: onRequestHookHandler;
  /** After the session has been read. */
  readonly byAccount: onRequestHookHandler;
  /** After a token was found good. */
  readonly byToken: onRequestHookHandler;
  /** After a token was found wrong. */
  readonly byWrongToken: onRequestHookHandler;
};

export type LimitsOf = {
  /** Of one address, and of one token. */
  readonly requestsPerMinute: number;
  /** Requests of development’s made-up Veterans, who share the address of this machine. */
  readonly isMadeUp: (request: FastifyRequest) => boolean;
  readonly refuse: (refused: Exceeded) => FastifyReply;
};

export type Exceeded = {
  readonly request: FastifyRequest;
  readonly reply: FastifyReply;
  readonly limit: LimitName;
  readonly retryAfterSeconds: number;
  /** Whether it is the first refused one of this minute. */
  readonly isFirst: boolean;
};

/** What part of an address’s requests each limit allows. */
const SHARES: Readonly<Record<LimitName, number>> = {
  address: 1,
  token: 1,
  account: 1 / 10,
  closing: 1 / 10,
  'sign-in': 1 / 20,
  'wrong-token': 1 / 100,
};

const MINUTE_MS = 60_000;

/** The requests a minute that each limit allows. */
export function allowedBy(limit: LimitName, requestsPerMinute: number): number {
  return Math.max(1, Math.ceil(requestsPerMinute * SHARES[limit]));
}

export async function createLimits(app: FastifyInstance, of: LimitsOf): Promise<Limits> {
  await app.register(fastifyRateLimit, { global: false });
  const limiter = (limit: LimitName, keyOf?: (request: FastifyRequest) => string) =>
    limiterBy(app, { limit, ...of, ...(keyOf && { keyOf }) });
  const address = limiter('address');
  const signIn = limiter('sign-in');
  const account = limiter('account', accountIn);
  const token = limiter('token', tokenIn);
  const closingByAccount = limiter('closing', accountIn);
  const closingByToken = limiter('closing', tokenIn);
  return {
    byAddress: hook((request, reply) => {
      const { limit } = doorOf(request.routeOptions.url);
      // Who may take something back is counted later, by account or token: an address is shared.
      if (limit === 'none' || of.isMadeUp(request) || isClosing(request)) return null;
      return (limit === 'sign-in' ? signIn : address)(request, reply);
    }),
    byAccount: hook((request, reply) => {
      if (of.isMadeUp(request)) return null;
      if (personOf(request) === null) return isClosing(request) ? address(request, reply) : null;
      return (isClosing(request) ? closingByAccount : account)(request, reply);
    }),
    byToken: hook((request, reply) =>
      (isClosing(request) ? closingByToken : token)(request, reply),
    ),
    byWrongToken: hook(limiter('wrong-token')),
  };
}

type Counting = (request: FastifyRequest, reply: FastifyReply) => Promise<FastifyReply | null>;

type LimiterOf = LimitsOf & {
  readonly limit: LimitName;
  /** Without it, by address: IPv6 by its first 64 bits, as one household or machine has them all. */
  readonly keyOf?: (request: FastifyRequest) => string;
};

/** Remembers 5,000 addresses, tokens or accounts; beyond that, the one unseen for longest is forgotten. */
function limiterBy(app: FastifyInstance, of: LimiterOf): Counting {
  const { limit, keyOf: keyGenerator, requestsPerMinute, refuse } = of;
  const count = app.createRateLimit({
    max: allowedBy(limit, requestsPerMinute),
    timeWindow: MINUTE_MS,
    // Tells the first refused request from those after it.
    ban: 1,
    ...(keyGenerator && { keyGenerator }),
  });
  return async (request, reply) => {
    const counted = await count(request);
    if (counted.isAllowed || !counted.isExceeded) return null;
    const { ttlInSeconds: retryAfterSeconds, isBanned } = counted;
    return refuse({ request, reply, limit, retryAfterSeconds, isFirst: !isBanned });
  };
}

/** With a callback, since other hooks call these in their turn. */
function hook(
  step: (request: FastifyRequest, reply: FastifyReply) => Promise<FastifyReply | null> | null,
): onRequestHookHandler {
  return (request, reply, done) => {
    const counting = step(request, reply);
    if (counting === null) done();
    else void counting.then((refused) => refused ?? done(), done);
  };
}

const accountIn = (request: FastifyRequest) => personOf(request)?.accountId ?? '';

const tokenIn = ({ headers }: FastifyRequest) =>
  createHash('sha256')
    .update(headers.authorization ?? '')
    .digest('base64url');
