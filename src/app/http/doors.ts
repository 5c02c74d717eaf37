import {
  errorCodes,
  type FastifyInstance,
  type FastifyRequest,
  type onRequestHookHandler,
  type RouteOptions,
} from 'fastify';

import { SAFE_METHODS, type TokenScope } from '../../identity/index.ts';

/** What bounds the requests to a route, by its pattern. docs/doors.md is written from this table. */
export type Door = {
  readonly who:
    | 'anyone'
    | 'signed in'
    | 'person or token'
    | 'operator'
    | 'token'
    | 'token or ticket';
  /** Where a token is needed, the scopes of which it needs one to ask, and to change something. */
  readonly scopes: { readonly ask: Scopes; readonly change: Scopes };
  readonly limit: 'none' | 'address' | 'sign-in' | 'stream';
  readonly bodyBytes: number;
  /** How long the answer may take once the request is there, in milliseconds; null: as long as it needs. */
  readonly answerMs: number | null;
  /** What the answer says about being kept, unless it says something else itself. */
  readonly cache: 'no-store' | 'for a year';
};

type Scopes = readonly TokenScope[];

const KB = 1_024;

const USUAL: Door = {
  who: 'anyone',
  scopes: { ask: ['administrator'], change: ['administrator'] },
  limit: 'address',
  bodyBytes: 16 * KB,
  answerMs: 30_000,
  cache: 'no-store',
};
const SIGN_IN: Partial<Door> = { limit: 'sign-in' };
const token = (ask: TokenScope, change: TokenScope = ask): Partial<Door> => ({
  who: 'token',
  scopes: { ask: [ask], change: [change] },
});
/** Every request of OFREP asks, also those by POST. */
const QUESTIONS: Scopes = ['evaluate', 'read'];
const OFREP: Partial<Door> = { who: 'token', scopes: { ask: QUESTIONS, change: QUESTIONS } };
const FLAGS = token('read', 'flags');
const RELEASES = token('read', 'release');

/** By the pattern of the route; the first row that fits holds. */
const DOORS: readonly (readonly [route: string, door: Partial<Door>])[] = [
  // Costs nothing, and must tell the truth under load.
  ['/healthz', { limit: 'none' }],
  ['/readyz', {}],
  ['/metrics', token('metrics')],
  ['/', {}],
  // Names no feature: what is closed stays unknown.
  ['/openapi.json', {}],
  ['/assets/*', { cache: 'for a year' }],
  ['/sign-in', SIGN_IN],
  ['/auth/callback', SIGN_IN],
  ['/sign-in/stay', { who: 'signed in' }],
  ['/sign-out', {}],
  ['/profile*', { who: 'signed in' }],
  // Room for what another program tells of some hundred people.
  ['/v0/events', { ...token('observations'), who: 'person or token', bodyBytes: 64 * KB }],
  ['/v0/feature_toggles', {}],
  ['/v0/profile/*', { who: 'signed in' }],
  ['/v0/feedback', { who: 'signed in' }],
  ['/console/live', { who: 'operator', limit: 'stream', answerMs: null }],
  // Room for the longest plan document, as forms write it.
  ['/console/load', { who: 'operator', bodyBytes: 6 * KB * KB }],
  ['/console*', { who: 'operator' }],
  // Flipper’s own limit.
  ['/flipper/api/import', { ...FLAGS, bodyBytes: 50 * KB * KB }],
  ['/flipper/api/*', { ...FLAGS, bodyBytes: 256 * KB }],
  ['/api/flags*', FLAGS],
  ['/ofrep/v1/events', { ...OFREP, who: 'token or ticket', limit: 'stream', answerMs: null }],
  ['/ofrep/v1/evaluate/*', { ...OFREP, bodyBytes: 64 * KB }],
  // What a browser asks before a page of another origin may.
  ['/ofrep/v1/*', {}],
  // Room for the longest plan document with its JSON around it.
  ['/api/release/plans', { ...RELEASES, bodyBytes: 2 * KB * KB }],
  ['/api/release/observations', { ...token('observations'), bodyBytes: KB * KB }],
  ['/api/release/*', RELEASES],
  ['/api/feedback', token('read')],
  ['/api/tokens*', token('administrator')],
  // Made-up Veterans may be many, and asked to be slow.
  ['/api/development/*', { ...token('administrator'), answerMs: null }],
];

/** How long any answer may take at most, but for streams and what development asks to be slow, in milliseconds. */
export const LONGEST_ANSWER_MS = Math.max(
  ...[USUAL, ...DOORS.map(([, door]) => door)].map(({ answerMs }) => answerMs ?? 0),
);

/** The bound of a body that is sent to no route at all. */
export const USUAL_BODY_BYTES = USUAL.bodyBytes;

/** The door of a route. What has no row, as an address that leads nowhere, gets the usual one. */
export function doorOf(route = ''): Door {
  const known = KNOWN_DOORS.get(route);
  if (known !== undefined) return known;
  const door = { ...USUAL, ...rowOf(route)?.[1] };
  KNOWN_DOORS.set(route, door);
  return door;
}

/** Of the patterns that were asked for, of which there are as many as routes. */
const KNOWN_DOORS = new Map<string, Door>();

export const hasDoor = (route: string): boolean => rowOf(route) !== undefined;

const rowOf = (route: string) => DOORS.find(([pattern]) => fits(pattern, route));

function fits(pattern: string, route: string): boolean {
  return pattern.endsWith('*') ? route.startsWith(pattern.slice(0, -1)) : route === pattern;
}

export type DoorRoute = { readonly method: string; readonly route: string };

/** Gives every route that is added from now on its bounds; answers with the list of them, which grows. */
export function boundRoutes(app: FastifyInstance): readonly DoorRoute[] {
  const routes: DoorRoute[] = [];
  app.addHook('onRoute', (options) => {
    bound(options);
    routes.push(...[options.method].flat().map((method) => ({ method, route: options.url })));
  });
  app.addHook('onRequest', endChangesInTime);
  return routes;
}

/**
 * Fastify’s own timer of a route ends when a body has been read, and with it the deadline of every change (5.12.8). This
 * one goes on until the answer.
 */
const endChangesInTime: onRequestHookHandler = (request, reply, done) => {
  const { handlerTimeout, url = '' } = request.routeOptions;
  if (handlerTimeout > 0 && !SAFE_METHODS.includes(request.method)) {
    const timer = setTimeout(() => {
      if (!reply.sent && !reply.raw.headersSent)
        void reply.send(new errorCodes.FST_ERR_HANDLER_TIMEOUT(handlerTimeout, url));
    }, handlerTimeout);
    reply.raw.once('close', () => clearTimeout(timer));
    timer.unref();
  }
  done();
};

function bound(options: RouteOptions): void {
  const { bodyBytes, answerMs } = doorOf(options.url);
  options.bodyLimit ??= bodyBytes;
  if (answerMs !== null) options.handlerTimeout ??= answerMs;
}

/** Whether a route is the one of a step that takes something back. */
export function isClosingStep(route: string): boolean {
  return /\/steps\/(?:rollback|hold)$/.test(route);
}

/** The scopes of which a request needs one of its token. */
export function scopesFor(route: string | undefined, method: string): readonly TokenScope[] {
  const { ask, change } = doorOf(route).scopes;
  return SAFE_METHODS.includes(method) ? ask : change;
}

/** Whether a request takes something back: what does so has a limit to itself, so that nothing else can use it up. */
export function isClosing({ method, routeOptions: { url = '' } }: FastifyRequest): boolean {
  if (url.startsWith('/flipper/api/')) return method === 'DELETE';
  if (url.startsWith('/console/')) return method === 'POST';
  return isClosingStep(url);
}
