import type { FastifyRequest } from 'fastify';
import { Type, type Static } from 'typebox';
import { Check } from 'typebox/value';
import { accountIdFrom, OPERATOR_ROLES, type Person } from '../person.ts';

/** A sign-in that has been begun: what the answer has to match, and where to go then. */
const SignInAttempt = Type.Object({
  state: Type.String(),
  nonce: Type.String(),
  codeVerifier: Type.String(),
  returnPath: Type.String(),
});
export type SignInAttempt = Readonly<Static<typeof SignInAttempt>>;

const StoredPerson = Type.Object({
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
});

/** What a session holds between requests. */
type SessionData = {
  readonly attempts: readonly SignInAttempt[];
  readonly person: Person | null;
};

/** Parts that are missing, or were written by another version of the program, count as not there. */
export function readSessionData(session: unknown): SessionData {
  const { attempts, person } = Check(Parts, session) ? session : { attempts: [], person: null };
  return { attempts: Check(Attempts, attempts) ? attempts : [], person: readPerson(person) };
}

const Parts = Type.Object({ attempts: Type.Unknown(), person: Type.Unknown() });
const Attempts = Type.Array(SignInAttempt);

function readPerson(stored: unknown): Person | null {
  if (!Check(StoredPerson, stored)) return null;
  const accountId = accountIdFrom(stored.accountId);
  return accountId === null ? null : { ...stored, accountId };
}

/** Changes what the session of this request holds; it is saved with the answer. */
export function keepInSession(request: FastifyRequest, data: Partial<SessionData>): void {
  Object.assign(request.session, { ...readSessionData(request.session), ...data });
}
