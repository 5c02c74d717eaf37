import type { AssociatedPerson } from '../../va-profile/index.ts';

/** No ZIP codes: a postal code, a country, sometimes a province, sometimes a state that is none. */
export const contactsAbroad: readonly AssociatedPerson[] = [
  {
    contactType: 'Emergency Contact',
    givenName: 'GUADALUPE',
    familyName: 'EJEMPLO',
    relationship: 'DAUGHTER',
    addressLine1: 'CALLE INVENTADA 10',
    city: 'GUADALAJARA',
    state: 'JAL.',
    postalCode: '00000',
    country: 'MEX',
    primaryPhone: '52 33 5555 0111',
  },
  {
    contactType: 'Primary Next of Kin',
    givenName: 'RENÉE',
    familyName: 'DE LA FICTION',
    relationship: 'MOTHER',
    addressLine1: '40 RUE INVENTÉE',
    city: 'MONTRÉAL',
    provinceCode: 'QC',
    postalCode: 'H0H 0H0',
    country: 'CAN',
    primaryPhone: '(555)555-0112',
  },
  {
    contactType: 'Other Next of Kin',
    givenName: 'JÜRGEN',
    familyName: 'BEISPIEL',
    relationship: 'EXTENDED FAMILY MEMBER',
    addressLine1: 'MUSTERSTRASSE 1',
    addressLine2: 'HINTERHAUS',
    city: 'MUSTERSTADT',
    postalCode: '00000',
    country: 'DEU',
  },
];
