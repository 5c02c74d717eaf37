import type { AssociatedPerson } from '../../va-profile/index.ts';

/**
 * A whole health benefit as VA Profile sends it: beside the contacts it holds insurance, eligibility and
 * screening data that the question does not need. All invented; each value says MUST-NOT-LEAK, so that a test can
 * look for it in every answer, log and table.
 */
export function healthBenefitWith(contacts: readonly AssociatedPerson[]) {
  return {
    profile: {
      healthBenefit: {
        identity: { createDate: '2020-01-01T00:00:00Z', sourceSystem: secret('source') },
        associatedPersons: contacts.map(withRecordKeeping),
        healthCareEligibilityFactors: {
          militarySexualTraumaStatus: secret('screening'),
          eligibilityDecision: secret('eligibility'),
        },
        healthCareCoverages: [
          { insuranceCompanyName: secret('insurer'), policyNumber: secret('policy') },
        ],
        veteranMedicalBenefitPlans: [{ planName: secret('plan'), effectiveDate: '20200101' }],
        healthCare: { visitedFacilities: [secret('facility')] },
      },
    },
  };
}

const secret = (what: string) => `MUST-NOT-LEAK-${what}`;

const withRecordKeeping = (contact: AssociatedPerson) => ({
  ...contact,
  county: secret('county'),
  alternatePhone: secret('alternate-phone'),
  createDate: '2020-01-01T00:00:00Z',
  updateDate: '2021-01-01T00:00:00Z',
  txAuditId: secret('record-audit-id'),
  sourceSystem: secret('record-source'),
  sourceSystemUser: secret('record-user'),
});
