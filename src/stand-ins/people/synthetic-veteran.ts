import { createHash } from 'node:crypto';
import type { AssociatedPerson } from '../../va-profile/index.ts';
import { emailOf, NO_INDICATOR, type StandInPerson } from './stand-in-person.ts';

/**
 * Veteran number n (1, 2, …), slug `veteran-001`: a proofed patient with one contact of each type.
 * Ids are hashes of the slug, so that they spread over a share of actors as real ones do.
 */
export function syntheticVeteran(n: number): StandInPerson {
  const number = String(n).padStart(3, '0');
  const slug = `veteran-${number}`;
  return {
    slug,
    group: 'synthetic',
    name: `Veteran ${number}`,
    description: 'One of many alike, with one contact of each type.',
    accountId: uuidFor(`account ${slug}`),
    email: emailOf(slug),
    credential: { provider: 'logingov', uuid: uuidFor(`credential ${slug}`) },
    proofed: true,
    foundInMpi: true,
    vaPatient: true,
    indicators: NO_INDICATOR,
    roles: [],
    contacts: CONTACT_TYPES.map((contactType, index) => contactOf(number, contactType, index)),
  };
}

/** Veterans number 1 to `count`. */
export const syntheticVeterans = (count: number): readonly StandInPerson[] =>
  Array.from({ length: count }, (_, index) => syntheticVeteran(index + 1));

const CONTACT_TYPES = [
  'Emergency Contact',
  'Other emergency contact',
  'Primary Next of Kin',
  'Other Next of Kin',
] as const;

const GIVEN_NAMES = ['AVERY', 'BLAIR', 'CAMERON', 'DREW'] as const;

// The family name tells whose contact this is, so that a test can see one person's data reach another.
function contactOf(number: string, contactType: string, index: number): AssociatedPerson {
  return {
    contactType,
    givenName: GIVEN_NAMES[index] ?? 'AVERY',
    familyName: `KIN-OF-${number}`,
    relationship: 'SISTER',
    addressLine1: `${number} EXAMPLE ST`,
    city: 'SAMPLETON',
    state: 'OR',
    zipCode: '00001',
    country: 'USA',
    primaryPhone: `(555)555-01${index}0`,
  };
}

/** A UUID of version 8 (made from a hash), the same for the same words. */
function uuidFor(words: string): string {
  const hex = createHash('sha256').update(words).digest('hex');
  return [
    hex.slice(0, 8),
    hex.slice(8, 12),
    `8${hex.slice(13, 16)}`,
    `8${hex.slice(17, 20)}`,
    hex.slice(20, 32),
  ].join('-');
}
