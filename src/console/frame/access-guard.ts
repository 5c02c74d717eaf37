import type { FastifyReply, FastifyRequest } from 'fastify';

import type { PageFiles } from '../../design-system/index.ts';
import { personOf, signInAgeMs } from '../../identity/index.ts';
import { HOUR_MS, MINUTE_MS } from '../../lib/duration.ts';
import { CONSOLE_PAGES } from './addresses.ts';
import { renderNoOperator, renderSignInPage } from './not-let-in.tsx';

/** A role may have been withdrawn since the identity provider last spoke of it. */
const ROLE_HOLDS_MS = 5 * MINUTE_MS;

/** A page that stands open and asks for itself again is only read; the provider can’t be asked behind its back. */
const LIVE_HOLDS_MS = HOUR_MS;

/** Why a form is not taken from a role that is no longer fresh. */
export const ROLE_TO_CONFIRM =
  'Your role was last confirmed more than five minutes ago. Confirm it, then send the form again; what you typed is still in it.';

export const isRoleFresh = (request: FastifyRequest) => signInAgeMs(request) < ROLE_HOLDS_MS;

/** How the console’s script says that it asks, and not a person. */
const LIVE_HEADER = 'x-live';

/**
 * Asks strangers to sign in, and tells others that this is not for them; undefined for an operator. The provider is
 * asked again about one who signed in a while ago, which they don’t notice while they are signed in there. Never
 * before a step of a release, or a plan is loaded: a rollback must not wait for another program, and others keep what
 * was typed.
 */
export function sendAway(files: PageFiles, request: FastifyRequest, reply: FastifyReply) {
  const person = personOf(request);
  if (person?.operator && person.proofed) {
    if (asksItself(request) || isRoleFresh(request) || isLive(request)) return undefined;
    const back =
      request.method === 'POST' ? `${formPageOf(request)}?notice=asked-again` : request.url;
    return reply.redirect(`/sign-in?return=${encodeURIComponent(back)}`, 303);
  }
  reply.type('text/html');
  return person
    ? reply.code(403).send(renderNoOperator(person, files))
    : reply.code(401).send(renderSignInPage(pathBack(request), files));
}

/** Below these routes, forms look at the age of the role themselves, and show what was typed again. */
const ASK_THEMSELVES = ['/console/load', '/console/releases/:id/', '/console/flags/:name/'];

const asksItself = ({ method, routeOptions: { url = '' } }: FastifyRequest) =>
  method === 'POST' && ASK_THEMSELVES.some((route) => url.startsWith(route));

const isLive = (request: FastifyRequest) =>
  request.method === 'GET' &&
  (request.headers[LIVE_HEADER] !== undefined || request.routeOptions.url === '/console/live') &&
  signInAgeMs(request) < LIVE_HOLDS_MS;

/** The page on which the form of this request stands: at the form’s own address, else the one of the header above it. */
function formPageOf({ url, routeOptions, server }: FastifyRequest): string {
  const [path = ''] = url.split('?');
  if (server.hasRoute({ method: 'GET', url: routeOptions.url ?? '' })) return path;
  return CONSOLE_PAGES.findLast((page) => path.startsWith(page.path))?.path ?? '/console';
}

/** Where people come back to: the page that they asked for, or the console where they had pressed a button. */
function pathBack({ method, url }: FastifyRequest): string {
  return method === 'GET' ? url : '/console';
}
