import { accountIdFrom, type Person } from '../../src/identity/index.ts';
import { namedPerson, type StandInPerson } from '../../src/stand-ins/people/index.ts';

/** The Veterans of every test. Their particulars stand with the stand-ins; this is who they are to us. */
export const VETERANS = [
  'all-four',
  'one-of-each',
  'none-on-file',
  'not-enrolled',
  'unproofed',
  'blocked',
  'not-in-mpi',
  'abroad',
  'unknown-type',
] as const;
export type VeteranName = (typeof VETERANS)[number];

/** The person that a Veteran is after signing in. */
export function veteran(name: VeteranName): Person {
  const { accountId, credential, proofed, foundInMpi, vaPatient, indicators } = namedPerson(name);
  const blocked = Object.values(indicators).includes(false);
  return {
    accountId: known(accountId),
    credential,
    proofed,
    foundInMpi,
    vaPatient,
    blocked,
    operator: null,
  };
}

function known(accountId: StandInPerson['accountId']): Person['accountId'] {
  const id = accountIdFrom(accountId);
  if (id === null) throw new Error(`${accountId} is no account id`);
  return id;
}
