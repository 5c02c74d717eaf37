/**
 * VA Profile's health benefit answer, in VA Profile's own words. A missing value is an omitted key.
 * Only what the page shows is kept; insurance, eligibility and screening data are dropped while parsing.
 */
export type AssociatedPerson = {
  readonly contactType: string;
  readonly givenName?: string;
  readonly middleName?: string;
  readonly familyName?: string;
  readonly relationship?: string;
  readonly addressLine1?: string;
  readonly addressLine2?: string;
  readonly addressLine3?: string;
  readonly city?: string;
  readonly state?: string;
  readonly provinceCode?: string;
  readonly zipCode?: string;
  readonly postalCode?: string;
  readonly country?: string;
  readonly primaryPhone?: string;
};

export type HealthBenefit = {
  readonly associatedPersons: readonly AssociatedPerson[];
  /** VA Profile's own id of this exchange (`vaprofiletxauditid`), for support to quote. */
  readonly auditId: string | null;
};

/**
 * Why VA Profile gave no health benefit. `not-found`: 404, VA Profile does not know the person.
 * `failed`: 5xx (with VA Profile's message code when it sent one). `refused-request`: other 4xx.
 * `timeout`: no answer within the deadline. `unreachable`: no connection. `malformed`: not the contract.
 * Not asked at all: `breaker-open`, it has failed too often just now; `overloaded`, too many questions at
 * once. `cancelled`: whoever asked has left.
 */
export type VaProfileFailure = {
  readonly kind:
    | 'not-found'
    | 'failed'
    | 'refused-request'
    | 'timeout'
    | 'unreachable'
    | 'malformed'
    | 'breaker-open'
    | 'overloaded'
    | 'cancelled';
  readonly upstreamStatus: number | null;
  readonly upstreamCode: string | null;
  readonly auditId: string | null;
};

/** A failure without an answer of VA Profile’s behind it. */
export function noAnswer(kind: VaProfileFailure['kind']): VaProfileFailure {
  return { kind, upstreamStatus: null, upstreamCode: null, auditId: null };
}
