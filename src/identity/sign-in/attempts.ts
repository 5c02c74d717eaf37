import type { FastifyReply, FastifyRequest } from 'fastify';
import { Type, type Static } from 'typebox';
import { Check } from 'typebox/value';

import type { Clock } from '../../lib/clock.ts';
import { cookieTerms } from '../cookies.ts';
import { keyFor } from '../keys.ts';
import { seal, unseal } from '../seal.ts';

/** A sign-in that has been begun: what the answer has to match, and where to go then. */
const SignInAttempt = Type.Object({
  state: Type.String(),
  nonce: Type.String(),
  codeVerifier: Type.String(),
  returnPath: Type.String(),
  verifies: Type.Optional(Type.Boolean()),
  /** In milliseconds since 1970. */
  begunAt: Type.Number(),
});
export type SignInAttempt = Readonly<Static<typeof SignInAttempt>>;

const Kept = Type.Array(SignInAttempt);

/** The attempts of one browser, one for each tab. It keeps them itself, sealed: who only begins costs us no memory. */
export type SignInAttempts = {
  of(request: FastifyRequest): readonly SignInAttempt[];
  keep(reply: FastifyReply, attempts: readonly SignInAttempt[]): void;
};

/** After that long an attempt is over. */
const LONGEST_S = 30 * 60;

/** The number of tabs in which one browser can sign in at once, and what a browser takes as one cookie. */
const ATTEMPTS_KEPT = 5;
const LONGEST_COOKIE = 3_800;

type AttemptsDeps = {
  readonly publicUrl: string;
  readonly sessionSecret: string;
  readonly clock: Clock;
};

export function createAttempts({ publicUrl, sessionSecret, clock }: AttemptsDeps): SignInAttempts {
  const { signIn: name, options } = cookieTerms(publicUrl);
  const key = keyFor('sign-in cookie', sessionSecret);
  return {
    of: ({ cookies }) => {
      const kept = unseal(cookies[name] ?? '', key);
      const oldest = clock.now().getTime() - LONGEST_S * 1_000;
      return Check(Kept, kept) ? kept.filter(({ begunAt }) => begunAt > oldest) : [];
    },
    keep: (reply, attempts) => {
      if (attempts.length === 0) reply.clearCookie(name, options);
      else reply.setCookie(name, newestThatFit(attempts, key), { ...options, maxAge: LONGEST_S });
    },
  };
}

function newestThatFit(attempts: readonly SignInAttempt[], key: string): string {
  const newest = attempts.slice(-ATTEMPTS_KEPT);
  const sealed = seal(newest, key);
  const fits = sealed.length <= LONGEST_COOKIE || newest.length === 1;
  return fits ? sealed : newestThatFit(newest.slice(1), key);
}
