import type { FastifyReply, FastifyRequest, preHandlerHookHandler } from 'fastify';

import type { ChangeNote } from '../flags/index.ts';
import {
  OPERATOR_ROLES,
  requireToken,
  type TokenCheck,
  type TokenScope,
} from '../identity/index.ts';
import type { Who } from '../release/index.ts';

const DEFAULT_ROLE = 'engineer';

/** Who a request with a token acts for, as its headers say; the token has every scope, so it is believed. */
export function whoActs(request: FastifyRequest): Who {
  const name = decoded(headerOf(request, 'x-acting-as'));
  return { name: name ?? 'Automation', role: headerOf(request, 'x-acting-role') ?? DEFAULT_ROLE };
}

/** Who changes a feature by the flag API, and why. */
export function noteOfChange(request: FastifyRequest): ChangeNote {
  const why = decoded(headerOf(request, 'x-acting-why'));
  const { name: who, role } = whoActs(request);
  return { who, role, through: 'flag-api', why };
}

/** Lets requests with a token through that act in a role there is. */
export function authorise(check: TokenCheck, scope: TokenScope): preHandlerHookHandler[] {
  return [requireToken(check, scope), knownRole];
}

function knownRole(request: FastifyRequest, reply: FastifyReply, done: () => void): void {
  const role = headerOf(request, 'x-acting-role') ?? DEFAULT_ROLE;
  if (OPERATOR_ROLES.some((known) => known === role)) {
    done();
    return;
  }
  const message = `There is no role “${role}”. The roles are ${OPERATOR_ROLES.join(', ')}.`;
  void reply.code(400).send({ code: 'unknown-role', message });
}

function headerOf(request: FastifyRequest, name: string): string | null {
  const value = request.headers[name];
  return typeof value === 'string' && value !== '' ? value : null;
}

/** Names may be of any script, headers may not. */
function decoded(text: string | null): string | null {
  try {
    return text === null ? null : decodeURIComponent(text).slice(0, 100);
  } catch {
    return text;
  }
}
