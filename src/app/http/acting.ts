import type { FastifyReply, FastifyRequest, onRequestHookHandler } from 'fastify';

import type { ChangeNote } from '../../flags/index.ts';
import { grantOf, requireToken, SAFE_METHODS, type TokenCheck } from '../../identity/index.ts';
import { LONGEST_NAME, quoted, textFromPeople } from '../../lib/text-from-people.ts';
import type { Who } from '../../release/index.ts';
import { OPERATOR_ROLES } from '../../roles/index.ts';
import { isClosing, scopesFor } from './doors.ts';
import type { Limits } from './limits.ts';

/** A token without a person: it closes what it has the scope for, and signs nothing. */
const NOBODYS_ROLE = 'automation';

/** Who a request with a token acts for. What its headers say of a person nobody has checked, so the token is named. */
export function whoActs(request: FastifyRequest): Who {
  const token = grantOf(request)?.name ?? 'unknown';
  const person = personNamed(request);
  const role = knownRoleOf(request);
  const isClaimed = person !== null || role !== null;
  return {
    name: person ?? `Token ${token}`,
    role: role ?? NOBODYS_ROLE,
    ...(isClaimed && { claimedBy: token }),
  };
}

/** That the role of a step which goes on all the same is none, in a sentence; null: it is one, or none is named. */
export function whyRoleless(request: FastifyRequest): string | null {
  const role = headerOf(request, 'x-acting-role');
  if (role === null || role === knownRoleOf(request)) return null;
  return `There is no role ${quoted(role)}, so this stands in the journal without one.`;
}

/**
 * Who changes a feature by the flag API, and why. Flipper's own clients give neither a name nor a reason; a
 * request that names a person has the reason that it gives, or none.
 */
export function noteOfChange(request: FastifyRequest): ChangeNote {
  const { name: who, ...as } = whoActs(request);
  const reason = decoded(headerOf(request, 'x-acting-why'));
  const why = reason ?? (personNamed(request) === null ? 'Flipper’s API, by token' : null);
  return { who, ...as, through: 'flag-api', why };
}

/** What admits a request with a token: who checks it, and who counts the requests. */
export type Admission = {
  readonly check: TokenCheck;
  readonly limits: Pick<Limits, 'byToken' | 'byWrongToken'>;
};

/** Admits requests with a token that has the scope of their door, and a known role. */
export function authorize(admission: Admission): onRequestHookHandler[] {
  return [...withToken(admission), knownRole];
}

/** The same for programs that only ask: OFREP's clients may send the token in `X-API-Key`, too. */
export function authorizeQuestions(admission: Admission): onRequestHookHandler[] {
  return [takeApiKey, ...withToken(admission)];
}

/** A good token is let in however many wrong ones came from its address: else strangers could keep a rollback out. */
function withToken({ check, limits }: Admission): onRequestHookHandler[] {
  const countWrong: onRequestHookHandler = function (request, reply, done) {
    if (check(request.headers.authorization) === null) {
      limits.byWrongToken.call(this, request, reply, done);
    } else done();
  };
  const needOf = (request: FastifyRequest) => ({
    scopes: scopesFor(request.routeOptions.url, request.method),
    isClosing: isClosing(request),
  });
  return [countWrong, requireToken(check, needOf), fromNoPage, limits.byToken];
}

/**
 * A browser that was once given the token as a password (`Basic`) sends it with the forms of every site. Programs do
 * not say that a page sent them.
 */
function fromNoPage(request: FastifyRequest, reply: FastifyReply, done: () => void): void {
  const { authorization = '', origin, 'sec-fetch-site': site = 'none' } = request.headers;
  const isSentByPage = origin !== undefined || site !== 'none';
  if (SAFE_METHODS.includes(request.method) || !isSentByPage || !/^basic /i.test(authorization)) {
    done();
    return;
  }
  void reply.code(403).send(SENT_BY_PAGE);
}

const SENT_BY_PAGE = {
  code: 'sent-by-page',
  message:
    'A page in a browser sent this with a password that the browser remembers, so nothing was done. Send "Authorization: Bearer TOKEN".',
};

function takeApiKey(request: FastifyRequest, _reply: FastifyReply, done: () => void): void {
  const key = headerOf(request, 'x-api-key');
  if (key !== null) request.headers.authorization ??= `Bearer ${key}`;
  done();
}

/** What takes back is not refused for a role that was mistyped: it is the token's own then. */
function knownRole(request: FastifyRequest, reply: FastifyReply, done: () => void): void {
  const role = headerOf(request, 'x-acting-role');
  if (role === knownRoleOf(request) || isClosing(request)) {
    done();
    return;
  }
  const message = `There is no role ${quoted(role ?? '')}. The roles are ${OPERATOR_ROLES.join(', ')}.`;
  void reply.code(400).send({ code: 'unknown-role', message });
}

function knownRoleOf(request: FastifyRequest): string | null {
  const role = headerOf(request, 'x-acting-role');
  return OPERATOR_ROLES.find((known) => known === role) ?? null;
}

function personNamed(request: FastifyRequest): string | null {
  return decoded(headerOf(request, 'x-acting-as'), LONGEST_NAME);
}

function headerOf(request: FastifyRequest, name: string): string | null {
  const value = request.headers[name];
  return typeof value === 'string' && value !== '' ? value : null;
}

/** Percent-encoded text, since words may be of any script and headers may not. Null where nothing is left of it. */
function decoded(header: string | null, longest?: number): string | null {
  return header === null ? null : textFromPeople(withoutPercents(header), longest).text;
}

function withoutPercents(header: string): string {
  try {
    return decodeURIComponent(header);
  } catch {
    return header;
  }
}
