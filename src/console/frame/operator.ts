import type { FastifyRequest } from 'fastify';

import { personOf, type Operator } from '../../identity/index.ts';
import type { Who } from '../../release/index.ts';
import { roleFor, type Action } from '../../roles/index.ts';

/** Who asks, where only operators get. */
export function operatorIn(request: FastifyRequest): Operator {
  const operator = personOf(request)?.operator;
  if (!operator) throw new Error('a person who is no operator came past the console’s door');
  return operator;
}

/** In the first of their roles that may do this; where none may, in the first one, to be refused by name. */
export function whoIs({ name, roles }: Operator, action: Action): Who {
  return { name, role: roleFor(roles, action) ?? roles[0] ?? 'reviewer' };
}
