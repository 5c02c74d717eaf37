import type { StandInPerson } from '../people/index.ts';

/** Identity assurance levels as `acr` names them: signed up, and identity verified. */
export const IAL_1 = 'http://idmanagement.gov/ns/assurance/ial/1';
export const IAL_2 = 'http://idmanagement.gov/ns/assurance/ial/2';

/** What the `profile` scope gives, beside `sub` and the e-mail address. */
export const PROFILE_CLAIMS = [
  'account_uuid',
  'idme_uuid',
  'logingov_uuid',
  'found_in_mpi',
  'va_patient',
  'competent_indicator',
  'no_fiduciary_assigned_indicator',
  'not_deceased_indicator',
  'name',
  'roles',
] as const;

/** The claims that this person's ID token carries; `acr` is the sign-in's own. */
export function claimsOf(person: StandInPerson) {
  const { credential, indicators } = person;
  return {
    sub: person.accountId,
    account_uuid: person.accountId,
    ...(credential && { [`${credential.provider}_uuid`]: credential.uuid }),
    found_in_mpi: person.foundInMpi,
    va_patient: person.vaPatient,
    competent_indicator: indicators.competent,
    no_fiduciary_assigned_indicator: indicators.noFiduciaryAssigned,
    not_deceased_indicator: indicators.notDeceased,
    name: person.name,
    roles: person.roles,
    email: person.email,
    email_verified: true,
  };
}
