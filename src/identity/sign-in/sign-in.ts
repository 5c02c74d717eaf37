import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify';
import type { Clock } from '../../lib/clock.ts';
import { errorFields, type Log } from '../../lib/log.ts';
import { readClaims, type Introduction } from './claims.ts';
import type { IdentityProvider, SignInFailure, OidcSettings } from './identity-provider.ts';
import { pathToBegin, type AskedSignIn } from './asked-sign-in.ts';
import { problemOf, type RenderProblem } from './problems.ts';
import { keepInSession } from '../sessions/session-data.ts';
import { createAttempts, type SignInAttempts } from './attempts.ts';
import type { Accounts } from '../accounts.ts';
import { seal } from '../seal.ts';
import type { AccountId } from '../person.ts';
import { accountNameKey } from '../sessions/sign-in-behind.ts';
import type { Sessions } from '../sessions/sessions.ts';

type SignInDeps = IdentityDeps & {
  readonly provider: IdentityProvider;
  readonly attempts: SignInAttempts;
};

type SignInRequest = FastifyRequest<{ Querystring: Readonly<Record<string, unknown>> }>;

/**
 * `/sign-in` sends the browser to the identity provider, `/auth/callback` receives it back. With `verify`, the provider
 * asks somebody whom it remembers as well.
 */
export function signInRoutes(routes: FastifyInstance, given: Omit<SignInDeps, 'attempts'>): void {
  const deps = { ...given, attempts: createAttempts(given) };
  routes.get('/sign-in', async (request: SignInRequest, reply) =>
    beginSignIn(request, reply, deps),
  );
  routes.get('/auth/callback', async (request: SignInRequest, reply) =>
    finishSignIn(request, reply, deps),
  );
}

async function beginSignIn(request: SignInRequest, reply: FastifyReply, deps: SignInDeps) {
  const asked = {
    returnPath: readReturnPath(request.query['return']),
    verifies: request.query['verify'] !== undefined,
  };
  const elsewhere = elsewhereToBegin(request, deps.publicUrl, asked);
  if (elsewhere !== null) return reply.redirect(elsewhere);
  if (cannotKeepSession(request, deps)) {
    return deps.renderProblem(reply, problemOf('sign-in-unavailable', asked));
  }
  const begun = await deps.provider.begin(asked);
  if (!begun.ok) return deps.renderProblem(reply, problemOf(CODE_OF[begun.error], asked));
  const attempt = { ...begun.value.attempt, begunAt: deps.clock.now().getTime() };
  deps.attempts.keep(reply, [...deps.attempts.of(request), attempt]);
  return reply.redirect(begun.value.location);
}

/**
 * The same page on the public address, when this is another one (localhost for 127.0.0.1): the provider
 * sends people back to the public one, where a cookie set here would be missing. Once only, as a proxy
 * may hide by which address the browser came.
 */
function elsewhereToBegin(
  request: SignInRequest,
  publicUrl: string,
  asked: AskedSignIn,
): string | null {
  if (request.query['moved'] !== undefined || request.host === new URL(publicUrl).host) return null;
  return `${publicUrl}${pathToBegin(asked)}&moved=yes`;
}

// A secure cookie is not set on a connection that seems not to be, and sign-in would end in the dark.
function cannotKeepSession({ protocol }: FastifyRequest, { publicUrl, log }: SignInDeps): boolean {
  if (!publicUrl.startsWith('https:') || protocol === 'https') return false;
  log.error('A proxy in front hides that the connection is encrypted: have it trusted', {
    setting: 'PUBLIC_URL',
  });
  return true;
}

async function finishSignIn(request: SignInRequest, reply: FastifyReply, deps: SignInDeps) {
  const attempts = deps.attempts.of(request);
  const attempt = attempts.find(({ state }) => state === request.query['state']);
  if (!attempt) return deps.renderProblem(reply, problemOf('sign-in-over', { returnPath: HOME }));

  const others = attempts.filter((other) => other !== attempt);
  deps.attempts.keep(reply, others);
  const claims = await deps.provider.finish(new URL(request.url, deps.publicUrl), attempt);
  if (!claims.ok) return deps.renderProblem(reply, problemOf(CODE_OF[claims.error], attempt));

  const introduction = readClaims(claims.value, deps.roleClaim);
  if (!introduction.ok) {
    const { code, claim } = introduction.error;
    deps.log.error(`The ID token's claim ${claim} is not as documented`, { code });
    return deps.renderProblem(reply, problemOf('sign-in-incomplete', attempt));
  }
  await admit(request, introduction.value, deps);
  return reply.redirect(attempt.returnPath);
}

const CODE_OF = {
  unavailable: 'sign-in-unavailable',
  denied: 'sign-in-denied',
  refused: 'sign-in-refused',
} as const satisfies Record<SignInFailure, string>;

/** A new session under a new id, so that an id known from before sign-in is worthless. */
async function admit(request: FastifyRequest, introduced: Introduction, deps: SignInDeps) {
  const { person, name, email } = introduced;
  const emailDigest = await deps.accounts.signedIn(person.accountId, email);
  await request.session.regenerate();
  const key = accountNameKey(deps.sessionSecret);
  keepInSession(request, { person, sealedName: name === null ? null : seal(name, key) });
  request.setDecorator('person', person);
  await deps.sessions.forgetExpired();
  try {
    await deps.onSignedIn(person.accountId, emailDigest);
  } catch (cause) {
    deps.log.error('Someone signed in, and what follows a sign-in failed', errorFields(cause));
  }
}

/** What signing in needs from the program around it. */
export type IdentityDeps = {
  readonly accounts: Accounts;
  readonly sessions: Sessions;
  /** How often the rows of sessions that are over are removed, in milliseconds. */
  readonly forgetEveryMs?: number;
  readonly oidc: OidcSettings;
  /** The one address by which browsers know the program, without a path, e.g. `https://www.va.gov`. */
  readonly publicUrl: string;
  readonly sessionSecret: string;
  /** The claim that lists an operator's roles. */
  readonly roleClaim: string;
  readonly clock: Clock;
  readonly log: Log;
  /** Told of each sign-in; the digest is null when the provider gave no verified e-mail address. */
  readonly onSignedIn: (accountId: AccountId, emailDigest: string | null) => Promise<void>;
  readonly renderProblem: RenderProblem;
  /** A page with a form that posts to `/sign-out`. */
  readonly renderSignOut: (reply: FastifyReply) => FastifyReply;
};

const HOME = '/profile';

const LONGEST = 500;

/** Paths that would send someone who has just signed in round in a circle. */
const SIGNING = ['/sign-in', '/sign-out', '/auth/callback'];

/**
 * Where to go after sign-in: the path asked for when it leads to a page of this site, else the Profile.
 * A path is rebuilt from its parts, so that what a browser would read as another site cannot pass.
 */
export function readReturnPath(asked: unknown): string {
  if (typeof asked !== 'string' || asked.length > LONGEST || !asked.startsWith('/')) return HOME;
  if (!URL.canParse(asked, NOWHERE)) return HOME;
  const { origin, pathname, search, hash } = new URL(asked, NOWHERE);
  const leadsElsewhere = origin !== NOWHERE || pathname.startsWith('//');
  if (leadsElsewhere || SIGNING.includes(pathname)) return HOME;
  return `${pathname}${search}${hash}`;
}

const NOWHERE = 'https://same-site.invalid';
