import type { AssociatedPerson } from '../../va-profile/index.ts';

/** Two contacts that the page knows among three that it must leave out. */
export const contactsOfOddTypes: readonly AssociatedPerson[] = [
  {
    contactType: 'Designee',
    givenName: 'DESI',
    familyName: 'LEFTOUT',
    relationship: 'SON',
    primaryPhone: '(555)555-0121',
  },
  {
    contactType: 'Emergency Contact',
    givenName: 'KIT',
    familyName: 'KNOWN',
    relationship: 'FATHER',
    primaryPhone: '(555)555-0122',
  },
  {
    contactType: 'Power of Attorney',
    givenName: 'PAT',
    familyName: 'LEFTOUT',
    relationship: 'WARD',
    primaryPhone: '(555)555-0123',
  },
  {
    contactType: 'PRIMARY NEXT OF KIN',
    givenName: 'CAPPY',
    familyName: 'LEFTOUT',
    relationship: 'HUSBAND',
    primaryPhone: '(555)555-0124',
  },
  {
    contactType: 'Primary Next of Kin',
    givenName: 'LEE',
    familyName: 'KNOWN',
    relationship: 'GREAT-AUNT (BY MARRIAGE)',
    addressLine1: '9 MAKE-BELIEVE BLVD',
    city: 'SAMPLETON',
    state: 'OH',
    zipCode: '00009',
    country: 'USA',
    primaryPhone: '555.555.0125 x7',
  },
];
