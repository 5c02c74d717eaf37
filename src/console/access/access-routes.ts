import type { FastifyInstance, FastifyReply, FastifyRequest, onRequestHookHandler } from 'fastify';

import {
  accountIdFrom,
  personOf,
  signInOf,
  type Accounts,
  type Sessions,
  type Tokens,
} from '../../identity/index.ts';
import type { PageFiles } from '../../design-system/index.ts';
import { roleFor, whoMay } from '../../roles/index.ts';
import { renderAccess } from './access-page.tsx';
import type { ConsoleNotice } from '../frame/console-document.tsx';
import { sayAway, unlessAway } from '../frame/unless-away.ts';
import { fieldIn } from '../forms/fields.ts';

export type AccessRoutesDeps = PageFiles & {
  readonly access: AccessDeps;
  /** Refuses forms sent from another site. */
  readonly sameOriginOnly: onRequestHookHandler;
};

/** What the page about access looks at and ends. */
type AccessDeps = {
  readonly tokens: Pick<Tokens, 'list' | 'revoke'>;
  readonly sessions: Pick<Sessions, 'sessionsOf' | 'revokeSessionsOf'>;
  readonly accounts: Pick<Accounts, 'accountByEmail'>;
};

const PATH = '/console/access';

type AccessRequest = FastifyRequest<{ Querystring: Readonly<Record<string, unknown>> }>;

/** `/console/access`: tokens and sessions, to look at and to end. Every form leads back to the page. */
export function accessRoutes(app: FastifyInstance, deps: AccessRoutesDeps): void {
  const { access, sameOriginOnly } = deps;
  app.get(PATH, (request: AccessRequest, reply) => showAccess(deps, request, reply));
  app.post<{ Params: { name: string } }>(
    `${PATH}/tokens/:name/revoke`,
    { onRequest: sameOriginOnly },
    async (request, reply) => {
      const { operator } = operatorOf(request);
      if (roleFor(operator.roles, 'revoke-token') === null)
        return backTo(reply, 'not-yours-to-revoke');
      const revoked = await access.tokens.revoke(request.params.name, operator.name);
      return backTo(reply, revoked.ok ? 'token-revoked' : 'no-such-token');
    },
  );
  app.post(`${PATH}/sessions/end`, { onRequest: sameOriginOnly }, async (request, reply) => {
    const { operator, accountId } = operatorOf(request);
    const named = fieldIn(request.body, 'account').trim();
    const isOwn = accountIdFrom(named) === accountId;
    if (!isOwn && roleFor(operator.roles, 'end-sessions') === null)
      return backTo(reply, 'not-yours-to-end');
    const account = accountIdFrom(named) ?? (await access.accounts.accountByEmail(named));
    if (account !== null) await access.sessions.revokeSessionsOf(account);
    return backTo(reply, account === null ? 'no-such-account' : 'sessions-ended');
  });
}

async function showAccess(deps: AccessRoutesDeps, request: AccessRequest, reply: FastifyReply) {
  const { operator, accountId } = operatorOf(request);
  const { tokens, sessions } = deps.access;
  const read = await unlessAway(
    Promise.all([tokens.list(), sessions.sessionsOf(accountId, signInOf(request))]),
  );
  if (read === undefined) sayAway(reply);
  const page = renderAccess({
    operator,
    accountId,
    mayRevoke: roleFor(operator.roles, 'revoke-token') !== null,
    mayEnd: roleFor(operator.roles, 'end-sessions') !== null,
    read: read && { tokens: read[0], sessions: read[1] },
    notice: NOTICES.get(String(request.query['notice'])) ?? null,
    stylesheetUrl: deps.stylesheetUrl,
    fontUrls: deps.fontUrls ?? [],
  });
  return reply.type('text/html').send(page);
}

function operatorOf(request: FastifyRequest) {
  const person = personOf(request);
  if (!person?.operator)
    throw new Error('a person who is no operator came past the console’s door');
  return { operator: person.operator, accountId: person.accountId };
}

const backTo = (reply: FastifyReply, notice: string) =>
  reply.redirect(`${PATH}?notice=${notice}`, 303);

const NOTICES: ReadonlyMap<string, ConsoleNotice> = new Map([
  ['token-revoked', said('success', 'The token is revoked, everywhere within five seconds.')],
  ['no-such-token', said('error', 'No token of that name is left to revoke.')],
  [
    'not-yours-to-revoke',
    said(
      'error',
      'The token was not revoked. Ask a product manager, product owner or engineer to revoke it.',
    ),
  ],
  [
    'not-yours-to-end',
    said('error', `No session was ended. Those of others are ended by ${whoMay('end-sessions')}.`),
  ],
  ['sessions-ended', said('success', 'All sessions of that account are ended.')],
  ['no-such-account', said('error', 'No account has that UUID or e-mail address.')],
  [
    'asked-again',
    said('error', 'Your role was confirmed again first. Press the button once more.'),
  ],
]);

function said(status: 'success' | 'error', sentence: string) {
  return { status, sentence };
}
