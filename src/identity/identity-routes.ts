import fastifyCookie from '@fastify/cookie';
import fastifyFormbody from '@fastify/formbody';
import fastifySession from '@fastify/session';
import fastifyPlugin from 'fastify-plugin';
import type {
  FastifyInstance,
  FastifyPluginAsync,
  FastifyReply,
  FastifyRequest,
  onRequestHookHandler,
} from 'fastify';
import { errorFields } from '../lib/log.ts';
import { signInRoutes, type IdentityDeps } from './sign-in/sign-in.ts';
import { createIdentityProvider, type IdentityProvider } from './sign-in/identity-provider.ts';
import { cookieTerms, type CookieTerms } from './cookies.ts';
import { sameOriginOnly } from './same-origin.ts';
import { readSessionData } from './sessions/session-data.ts';
import { accountNameKey, nameIn, sessionSigner } from './sessions/sign-in-behind.ts';
import { personOf, signInEndsInMs } from './person.ts';

/**
 * `/sign-in`, `/sign-in/stay`, `/auth/callback`, `/sign-out`, and for every route registered afterwards `request.person`
 * (`Person | null`). A request without the cookie costs no query, one with it costs one by primary key.
 */
export function identityRoutes(deps: IdentityDeps): FastifyPluginAsync {
  const provider = createIdentityProvider({
    settings: deps.oidc,
    callbackUrl: `${deps.publicUrl}/auth/callback`,
    signedOutUrl: `${deps.publicUrl}${SIGNED_OUT_PATH}`,
    log: deps.log,
  });
  const plugin: FastifyPluginAsync = async (app) => {
    await readSessions(app, deps);
    forgetWhatExpires(app, deps);
    await app.register(async (routes) => {
      await acceptForms(routes);
      routes.addHook('onRequest', async (_request, reply) => {
        reply.header('cache-control', 'no-store');
      });
      signInRoutes(routes, { ...deps, provider });
      const ownPagesOnly = sameOriginOnly(deps.publicUrl);
      staySignedInRoute(routes, ownPagesOnly);
      signOutRoutes(routes, {
        provider,
        signedOutPath: SIGNED_OUT_PATH,
        cookies: cookieTerms(deps.publicUrl),
        renderSignOut: deps.renderSignOut,
        sameOriginOnly: ownPagesOnly,
      });
    });
  };
  return fastifyPlugin(plugin, { name: 'identity' });
}

/** Where the provider sends people who have signed out; signed out, it shows the way back in. */
export const SIGNED_OUT_PATH = '/profile';

async function readSessions(app: FastifyInstance, deps: IdentityDeps): Promise<void> {
  if (!app.hasPlugin('@fastify/cookie')) await app.register(fastifyCookie);
  const cookies = cookieTerms(deps.publicUrl);
  await app.register(fastifySession, {
    secret: sessionSigner(deps.sessionSecret),
    store: deps.sessions.store,
    cookieName: cookies.session,
    // No expiry: the browser forgets the cookie when it closes, and the store decides before that.
    cookie: cookies.options,
    saveUninitialized: false,
    rolling: false,
  });
  // An answer to a failure saves no session: saving may be what failed, and the second failure would
  // reach the browser as it is.
  app.addHook('onError', async (request) => {
    Reflect.set(request, 'session', null);
  });
  app.decorateRequest('person', null);
  app.decorateRequest('signInEndsInMs', 0);
  app.decorateRequest('signInAgeMs', 0);
  const nameKey = accountNameKey(deps.sessionSecret);
  app.decorateRequest<string | null>('sealedName', null);
  // Unsealed only where it is shown: most answers name nobody.
  app.decorateRequest('accountName', {
    getter(this: FastifyRequest) {
      return nameIn(this.getDecorator<string | null>('sealedName'), nameKey);
    },
  });
  app.decorateRequest('wasSignedOut', false);
  app.addHook('onRequest', (request, _reply, done) => {
    const { person, sealedName } = readSessionData(request.session);
    request.setDecorator('person', person);
    request.setDecorator('signInEndsInMs', lengthIn(request.session, 'endsInMs'));
    request.setDecorator('signInAgeMs', lengthIn(request.session, 'ageMs'));
    request.setDecorator('sealedName', sealedName);
    const marks = [cookies.session, cookies.signedOut];
    const isMarked = marks.some((mark) => request.cookies[mark] !== undefined);
    request.setDecorator('wasSignedOut', person === null && isMarked);
    done();
  });
}

/** What is over goes by itself, whether anybody signs in or not. */
function forgetWhatExpires(app: FastifyInstance, deps: IdentityDeps): void {
  const { sessions, log, forgetEveryMs = FORGET_EVERY_MS } = deps;
  const timer = setInterval(() => {
    sessions.forgetExpired().catch((cause: unknown) => {
      log.warn('Sessions that are over could not be removed', errorFields(cause));
    });
  }, forgetEveryMs);
  timer.unref();
  app.addHook('onClose', async () => clearInterval(timer));
}

const FORGET_EVERY_MS = 600_000;

/** The time that the store reports for a loaded session; a new session has none yet. */
function lengthIn(session: object, name: 'endsInMs' | 'ageMs'): number {
  const length: unknown = Reflect.get(session, name);
  return typeof length === 'number' ? length : 0;
}

async function acceptForms(routes: FastifyInstance): Promise<void> {
  const isForm = 'application/x-www-form-urlencoded';
  if (!routes.hasContentTypeParser(isForm)) await routes.register(fastifyFormbody);
}

/** How long pages say that somebody signed out. */
const SIGNED_OUT_FOR_S = 300;

/** `POST /sign-out` ends the session here and then at the provider; `GET` asks first. */
function signOutRoutes(
  routes: FastifyInstance,
  deps: {
    readonly provider: IdentityProvider;
    readonly signedOutPath: string;
    readonly cookies: CookieTerms;
    readonly renderSignOut: (reply: FastifyReply) => FastifyReply;
    readonly sameOriginOnly: onRequestHookHandler;
  },
): void {
  const { cookies } = deps;
  routes.get('/sign-out', async (_request, reply) => deps.renderSignOut(reply));
  routes.post('/sign-out', { onRequest: deps.sameOriginOnly }, async (request, reply) => {
    await request.session.destroy();
    reply.clearCookie(cookies.session, cookies.options);
    reply.setCookie(cookies.signedOut, 'yes', { ...cookies.options, maxAge: SIGNED_OUT_FOR_S });
    return reply.redirect((await deps.provider.signOutLocation()) ?? deps.signedOutPath, 303);
  });
}

/**
 * `POST /sign-in/stay`: for a page whose reader says that they are still there. Asking for anything keeps a
 * sign-in alive, so all that is left to do is to answer how long it lasts now, or 401 when it is over.
 */
function staySignedInRoute(routes: FastifyInstance, sameOriginOnly: onRequestHookHandler): void {
  routes.post('/sign-in/stay', { onRequest: sameOriginOnly }, async (request, reply) => {
    if (personOf(request) === null) return reply.code(401).send({ endsInMs: 0 });
    return { endsInMs: signInEndsInMs(request) };
  });
}
