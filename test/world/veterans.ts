import type { AccountId, Person } from '../../src/identity/person.ts';
import type { AssociatedPerson } from '../../src/va-profile/index.ts';

/** The Veterans of every test: who they are, and what VA Profile holds for them. All invented. */
export type Veteran = {
  readonly person: Person;
  readonly records: readonly AssociatedPerson[];
};

export const VETERANS = {
  'all-four': veteran(1, {
    records: [
      {
        contactType: 'Other Next of Kin',
        givenName: 'ANNE-MARIE',
        familyName: "O'BRIEN",
        relationship: 'CHILD-IN-LAW',
        addressLine1: '900 MAPLE AVE',
        city: 'SAMPLETON',
        state: 'OR',
        zipCode: '99999',
        country: 'USA',
        primaryPhone: '(555)555-0104',
      },
      {
        contactType: 'Emergency Contact',
        givenName: 'ROBIN',
        middleName: 'Q',
        familyName: 'SAMPLE',
        relationship: 'SISTER',
        addressLine1: '12 EXAMPLE ST',
        city: 'SAMPLETON',
        state: 'OR',
        zipCode: '99999',
        country: 'USA',
        primaryPhone: '(555)555-0101',
      },
      {
        contactType: 'Primary Next of Kin',
        givenName: 'LEE',
        familyName: 'EXAMPLE',
        relationship: 'HUSBAND',
        addressLine1: '34 SPECIMEN RD',
        addressLine2: 'APT 3',
        city: 'SAMPLETON',
        state: 'OR',
        zipCode: '99999',
        country: 'USA',
        primaryPhone: '5555550103',
      },
      {
        contactType: 'Other emergency contact',
        givenName: 'Kim',
        familyName: 'McSample',
        relationship: 'NIECE/NEPHEW',
        primaryPhone: '(555)555-0102',
      },
    ],
  }),
  'one-of-each': veteran(2, {
    records: [
      {
        contactType: 'Primary Next of Kin',
        givenName: 'SAM',
        familyName: 'SINGLE',
        relationship: 'BROTHER',
        addressLine1: '7 LONE PINE LN',
        city: 'SAMPLETON',
        state: 'OR',
        zipCode: '99999',
        primaryPhone: '(555)555-0106',
      },
      {
        contactType: 'Emergency Contact',
        givenName: 'PAT',
        familyName: 'SINGLE',
        relationship: 'UNRELATED FRIEND',
      },
    ],
  }),
  'none-on-file': veteran(3, {}),
  'not-enrolled': veteran(4, { person: { vaPatient: false } }),
  unproofed: veteran(5, { person: { proofed: false } }),
  blocked: veteran(6, { person: { blocked: true } }),
  'not-in-mpi': veteran(7, { person: { foundInMpi: false } }),
  abroad: veteran(8, {
    records: [
      {
        contactType: 'Primary Next of Kin',
        givenName: 'MARÍA',
        familyName: 'DE LA CRUZ',
        relationship: 'WIFE',
        addressLine1: 'CALLE EJEMPLO 5',
        city: 'GUADALAJARA',
        state: 'JAL.',
        provinceCode: 'JAL',
        postalCode: '44100',
        country: 'MEX',
        primaryPhone: '+52 33 5555 0108',
      },
    ],
  }),
  'unknown-type': veteran(9, {
    records: [
      { contactType: 'Designee', givenName: 'DANA', familyName: 'DROPPED' },
      { contactType: 'Power of Attorney', givenName: 'PAULA', familyName: 'DROPPED' },
      { contactType: 'emergency contact', givenName: 'ERIC', familyName: 'DROPPED' },
      { contactType: 'Other emergency contact', givenName: 'BLAIR', familyName: 'BACKUP' },
    ],
  }),
} as const satisfies Record<string, Veteran>;

export type VeteranName = keyof typeof VETERANS;

export function veteranNamed(name: VeteranName): Veteran {
  return VETERANS[name];
}

type Particulars = {
  readonly person?: Partial<Person>;
  readonly records?: readonly AssociatedPerson[];
};

function veteran(number: number, { person = {}, records = [] }: Particulars): Veteran {
  return {
    person: {
      accountId: accountId(`00000000-0000-4000-8000-00000000000${number}`),
      credential: { provider: 'idme', uuid: `1000000000000000000000000000000${number}` },
      proofed: true,
      foundInMpi: true,
      vaPatient: true,
      blocked: false,
      operator: null,
      ...person,
    },
    records,
  };
}

function accountId(uuid: string): AccountId {
  return uuid as AccountId;
}
