/** What VA Profile answers of a Veteran who has named everyone. */
export const FOUR_CONTACTS = JSON.stringify({
  profile: {
    healthBenefit: {
      associatedPersons: [
        'Emergency Contact',
        'Other emergency contact',
        'Primary Next of Kin',
        'Other Next of Kin',
      ].map((contactType) => ({
        contactType,
        givenName: 'ROBIN',
        familyName: 'SAMPLE',
        relationship: 'SISTER',
        addressLine1: '12 EXAMPLE ST',
        city: 'SAMPLETON',
        state: 'OR',
        zipCode: '00001',
        primaryPhone: '(555)555-0142',
      })),
    },
  },
});
