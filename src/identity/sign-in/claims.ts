import { Type, type Static } from 'typebox';
import { Check, Errors } from 'typebox/value';
import { err, ok, type Result } from '../../lib/result.ts';
import { LONGEST_NAME, textFromPeople } from '../../lib/text-from-people.ts';
import { OPERATOR_ROLES, type OperatorRole } from '../../roles/index.ts';
import { accountIdFrom, type Credential, type Operator, type Person } from '../person.ts';

/**
 * A person as an ID token describes them. The e-mail address is for making its digest, and then dropped; the name is
 * for their own pages to show.
 */
export type Introduction = {
  readonly person: Person;
  readonly name: string | null;
  readonly email: string | null;
};

/** Which claim is missing or of another type than documented. Never what it held. */
type ClaimsProblem = {
  readonly code: 'no-account' | 'unreadable-claim';
  readonly claim: string;
};

/** What `acr` says of someone whose identity has been proofed (LOA3). */
export const PROOFED_ACR = 'http://idmanagement.gov/ns/assurance/ial/2';

/**
 * The claims that the program reads from an ID token; all but the account's may be missing. What is not
 * said of a person is taken as not so, except the three indicators: only one that is `false` blocks.
 */
const DocumentedClaims = Type.Object({
  /** The account's UUID; flags, sessions and testers know the person by it. */
  account_uuid: Type.Optional(Type.String()),
  /** Assurance level of this sign-in, see `PROOFED_ACR`. */
  acr: Type.Optional(Type.String()),
  /** The credential service's id of the person; ID.me's is taken when there are both. */
  idme_uuid: Type.Optional(Type.String()),
  logingov_uuid: Type.Optional(Type.String()),
  found_in_mpi: Type.Optional(Type.Boolean()),
  va_patient: Type.Optional(Type.Boolean()),
  competent_indicator: Type.Optional(Type.Boolean()),
  no_fiduciary_assigned_indicator: Type.Optional(Type.Boolean()),
  not_deceased_indicator: Type.Optional(Type.Boolean()),
  /** What the account is called. */
  name: Type.Optional(Type.String()),
  email: Type.Optional(Type.String()),
  email_verified: Type.Optional(Type.Boolean()),
});
type DocumentedClaims = Static<typeof DocumentedClaims>;

/** `roleClaim` names the claim that lists an operator's roles. */
export function readClaims(
  claims: Readonly<Record<string, unknown>>,
  roleClaim: string,
): Result<Introduction, ClaimsProblem> {
  const claimedRoles = claims[roleClaim];
  if (!Check(DocumentedClaims, claims)) return err(unreadable(claims));
  const accountId = accountIdFrom(claims.account_uuid);
  if (accountId === null) return err({ code: 'no-account', claim: 'account_uuid' });
  const { text: name } = textFromPeople(claims.name ?? '', LONGEST_NAME);
  const person: Person = {
    accountId,
    credential: readCredential(claims),
    proofed: claims.acr === PROOFED_ACR,
    foundInMpi: claims.found_in_mpi ?? false,
    vaPatient: claims.va_patient ?? false,
    blocked: isBlocked(claims),
    operator: readOperator(name, claimedRoles),
  };
  return ok({ person, name, email: readEmail(claims) });
}

function unreadable(claims: unknown): ClaimsProblem {
  const path = Errors(DocumentedClaims, claims)[0]?.instancePath ?? '';
  return { code: 'unreadable-claim', claim: path.replace(/^\//, '') };
}

function readCredential({ idme_uuid: idme, logingov_uuid: logingov }: DocumentedClaims) {
  const known: readonly Credential[] = [
    { provider: 'idme', uuid: idme ?? '' },
    { provider: 'logingov', uuid: logingov ?? '' },
  ];
  return known.find(({ uuid }) => uuid !== '') ?? null;
}

function isBlocked(claims: DocumentedClaims): boolean {
  return (
    claims.competent_indicator === false ||
    claims.no_fiduciary_assigned_indicator === false ||
    claims.not_deceased_indicator === false
  );
}

// An operator's name signs decisions, so it stands with the person; others' stay sealed in their session.
function readOperator(name: string | null, claimedRoles: unknown): Operator | null {
  const claimed: readonly unknown[] = Array.isArray(claimedRoles) ? claimedRoles : [claimedRoles];
  const roles: readonly OperatorRole[] = OPERATOR_ROLES.filter((role) => claimed.includes(role));
  return roles.length === 0 ? null : { name: name ?? 'Operator without a name', roles };
}

// Testers are found by their address, and an unverified address could belong to someone else.
function readEmail({ email, email_verified: verified }: DocumentedClaims): string | null {
  return email === undefined || email.trim() === '' || verified === false ? null : email;
}
