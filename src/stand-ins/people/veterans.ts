import { allFourContacts, oneOfEachContact } from './contacts-at-home.ts';
import { contactsAbroad } from './contacts-abroad.ts';
import { contactsOfOddTypes } from './contacts-of-odd-types.ts';
import { accountNumber, idme, logingov } from './fixed-ids.ts';
import { emailOf, NO_INDICATOR, type StandInPerson } from './stand-in-person.ts';

type Particulars = Pick<StandInPerson, 'slug' | 'name' | 'description' | 'accountId'> &
  Partial<StandInPerson>;

/** A proofed VA patient about whom nothing is special, changed in what makes this one special. */
const veteran = (particulars: Particulars): StandInPerson => ({
  group: 'veterans',
  email: emailOf(particulars.slug),
  credential: null,
  proofed: true,
  foundInMpi: true,
  vaPatient: true,
  indicators: NO_INDICATOR,
  roles: [],
  contacts: [],
  ...particulars,
});

export const veterans: readonly StandInPerson[] = [
  veteran({
    slug: 'all-four',
    name: 'Alma Fourcade',
    description: 'A VA patient with two emergency contacts and two next of kin on file.',
    accountId: accountNumber(1),
    credential: idme(1),
    contacts: allFourContacts,
  }),
  veteran({
    slug: 'one-of-each',
    name: 'Owen Eachley',
    description: 'A VA patient with one emergency contact and one next of kin.',
    accountId: accountNumber(2),
    credential: logingov(2),
    contacts: oneOfEachContact,
  }),
  veteran({
    slug: 'none-on-file',
    name: 'Nona Fyle',
    description: 'A VA patient without contacts on file.',
    accountId: accountNumber(3),
    credential: idme(3),
  }),
  veteran({
    slug: 'not-enrolled',
    name: 'Norm Enrolle',
    description: 'Not a VA patient, so VA holds no health care contacts to show.',
    accountId: accountNumber(4),
    credential: logingov(4),
    vaPatient: false,
    contacts: oneOfEachContact,
  }),
  veteran({
    slug: 'unproofed',
    name: 'Una Proofe',
    description: 'Signed up, but has not verified their identity yet.',
    accountId: accountNumber(5),
    credential: idme(5),
    proofed: false,
    foundInMpi: false,
    vaPatient: false,
    contacts: null,
  }),
  veteran({
    slug: 'blocked',
    name: 'Blake Locke',
    description: 'Has a fiduciary assigned, so VA does not show their profile.',
    accountId: accountNumber(6),
    credential: logingov(6),
    indicators: { ...NO_INDICATOR, noFiduciaryAssigned: false },
    contacts: oneOfEachContact,
  }),
  veteran({
    slug: 'not-in-mpi',
    name: 'Nina Mipley',
    description: 'Verified, but VA cannot match them to its records.',
    accountId: accountNumber(7),
    credential: idme(7),
    foundInMpi: false,
    vaPatient: false,
    contacts: null,
  }),
  veteran({
    slug: 'abroad',
    name: 'Ambrose Rhodes',
    description: 'A VA patient whose contacts live in Mexico, Canada and Germany.',
    accountId: accountNumber(8),
    credential: logingov(8),
    contacts: contactsAbroad,
  }),
  veteran({
    slug: 'unknown-type',
    name: 'Ursula Nowntyp',
    description: 'A VA patient some of whose contacts are of kinds that the page does not know.',
    accountId: accountNumber(9),
    credential: idme(9),
    contacts: contactsOfOddTypes,
  }),
];
