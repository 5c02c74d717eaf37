import type { FastifyRequest } from 'fastify';

import { personOf, type Operator } from '../../identity/index.ts';
import type { Who } from '../../release/index.ts';
import { mayDo, roleFor, type Action } from '../../roles/index.ts';

/** Who asks, where only operators get. */
export function operatorIn(request: FastifyRequest): Operator {
  const operator = personOf(request)?.operator;
  if (!operator) throw new Error('a person who is no operator came past the console’s door');
  return operator;
}

/**
 * In the role of theirs that the form names, else in the first one that may do this; where none may, in the first one,
 * to be refused by name.
 */
export function whoIs({ name, roles }: Operator, action: Action, asked = ''): Who {
  const meant = roles.find((role) => role === asked && mayDo(role, action));
  return { name, role: meant ?? roleFor(roles, action) ?? roles[0] ?? 'reviewer' };
}
