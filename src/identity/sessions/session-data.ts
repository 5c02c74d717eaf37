import type { FastifyRequest } from 'fastify';
import { Type } from 'typebox';
import { Compile } from 'typebox/compile';
import { OPERATOR_ROLES } from '../../roles/index.ts';
import { accountIdFrom, type Person } from '../person.ts';

const StoredPerson = Compile(
  Type.Object({
    accountId: Type.String(),
    credential: Type.Union([
      Type.Null(),
      Type.Object({
        provider: Type.Union([Type.Literal('idme'), Type.Literal('logingov')]),
        uuid: Type.String(),
      }),
    ]),
    proofed: Type.Boolean(),
    foundInMpi: Type.Boolean(),
    vaPatient: Type.Boolean(),
    blocked: Type.Boolean(),
    operator: Type.Union([
      Type.Null(),
      Type.Object({ name: Type.String(), roles: Type.Array(Type.Enum([...OPERATOR_ROLES])) }),
    ]),
  }),
);

/** What a session holds between requests. */
type SessionData = {
  readonly person: Person | null;
  /** What the account is called, sealed: the database holds no names. Null where nobody said. */
  readonly sealedName: string | null;
};

/** A person that is missing, or was written by another version of the program, counts as not there. */
export function readSessionData(session: unknown): SessionData {
  return {
    person: WithPerson.Check(session) ? readPerson(session.person) : null,
    sealedName: WithName.Check(session) ? session.sealedName : null,
  };
}

const WithPerson = Compile(Type.Object({ person: Type.Unknown() }));
const WithName = Compile(Type.Object({ sealedName: Type.String() }));

function readPerson(stored: unknown): Person | null {
  if (!StoredPerson.Check(stored)) return null;
  const accountId = accountIdFrom(stored.accountId);
  return accountId === null ? null : { ...stored, accountId };
}

/** Changes what the session of this request holds; it is saved with the answer. */
export function keepInSession(request: FastifyRequest, data: Partial<SessionData>): void {
  Object.assign(request.session, { ...readSessionData(request.session), ...data });
}
