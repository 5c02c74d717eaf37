import type { FastifyRequest } from 'fastify';

import type { OperatorRole } from '../roles/index.ts';

/** Who is signed in, in the program's own words. The OIDC adapter makes it from claims; nothing else does. */

/** The account's UUID: the one id by which flags, sessions and testers know a person. */
export type AccountId = string & { readonly __brand: 'AccountId' };

const UUID = /^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/;

/** Lower-cased, as Flipper's actors are compared byte by byte; null when it is no UUID. */
export function accountIdFrom(value: unknown): AccountId | null {
  const uuid = typeof value === 'string' ? value.toLowerCase() : '';
  return UUID.test(uuid) ? (uuid as AccountId) : null;
}

/** The credential service that vouches for the person, by which VA Profile knows them. */
export type Credential = { readonly provider: 'idme' | 'logingov'; readonly uuid: string };

export type Operator = { readonly name: string; readonly roles: readonly OperatorRole[] };

export type Person = {
  readonly accountId: AccountId;
  readonly credential: Credential | null;
  /** Identity proofed (LOA3, IAL2), as the ID token's `acr` says. */
  readonly proofed: boolean;
  readonly foundInMpi: boolean;
  readonly vaPatient: boolean;
  /** Any of the original's three indicators (competent, no fiduciary, not deceased) is false. */
  readonly blocked: boolean;
  /** Set only for people who run releases. */
  readonly operator: Operator | null;
};

export type NotAllowedReason = 'not-proofed' | 'not-in-mpi' | 'no-credential' | 'blocked';

/** Why this person may not read their Profile, or null when they may. The first reason that applies wins. */
export function whyNotAllowed(person: Person): NotAllowedReason | null {
  if (!person.proofed) return 'not-proofed';
  if (person.blocked) return 'blocked';
  if (!person.foundInMpi) return 'not-in-mpi';
  if (person.credential === null) return 'no-credential';
  return null;
}

/** Who sent this request, or null; throws where `identityRoutes` has not been registered. */
export const personOf = (request: FastifyRequest): Person | null =>
  request.getDecorator<Person | null>('person');

/** What tells the sign-in of this request from any other. It is a secret: only a keyed hash of it may be kept. */
export const signInOf = (request: FastifyRequest): string => request.session.sessionId;

/** How long ago the identity provider last said who this is and in which roles, in milliseconds. */
export const signInAgeMs = (request: FastifyRequest): number =>
  request.getDecorator<number>('signInAgeMs');

/** What the account of this request is called, for its own pages alone; null where the provider gave no name. */
export const accountNameOf = (request: FastifyRequest): string | null =>
  request.getDecorator<string | null>('accountName');

/** Somebody who is signed in, and what their account is called; null where the provider gave no name. */
export type SignedIn = { readonly person: Person; readonly accountName: string | null };

/** Who sent this request; null as well where nobody has found out yet who sent it. */
export function signedInBy(request: FastifyRequest): SignedIn | null {
  if (!request.server.hasRequestDecorator('person')) return null;
  const person = personOf(request);
  return person && { person, accountName: accountNameOf(request) };
}

/** Whether this browser was signed in until a moment ago: it signed out, or its sign-in came to its end. */
export const wasSignedOut = (request: FastifyRequest): boolean =>
  request.getDecorator<boolean>('wasSignedOut');

/** How long the sign-in of this request lasts from now on if nothing else is asked for, in milliseconds. */
export const signInEndsInMs = (request: FastifyRequest): number =>
  request.getDecorator<number>('signInEndsInMs');
