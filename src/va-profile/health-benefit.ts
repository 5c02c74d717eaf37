import type { CallOutcome } from './protection/breaker.ts';

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

/** Why VA Profile gave no health benefit. */
export type VaProfileFailure = {
  readonly kind: keyof typeof FAILURES;
  readonly upstreamStatus: number | null;
  readonly upstreamCode: string | null;
  readonly auditId: string | null;
  /** In how many milliseconds asking again can help, where that is known. */
  readonly waitMs?: number;
};

/** What a failure tells the breaker of VA Profile's health, and how loud its line in the log is. */
type FailureTraits = { readonly breaker: CallOutcome; readonly level: 'info' | 'warn' };

/** Every way in which VA Profile gives no health benefit. A refusal (4xx) is an answer: VA Profile is there. */
export const FAILURES = {
  /** 404 with VA Profile's code: it does not know the person. */
  'not-found': { breaker: 'answered', level: 'info' },
  /** Any other 4xx. */
  'refused-request': { breaker: 'answered', level: 'warn' },
  /** 5xx, with VA Profile's message code when it sent one. */
  failed: { breaker: 'error', level: 'warn' },
  /** No whole answer within the deadline. */
  timeout: { breaker: 'error', level: 'warn' },
  /** No connection, or one that ended too early. */
  unreachable: { breaker: 'error', level: 'warn' },
  /** Not the contract. */
  malformed: { breaker: 'error', level: 'warn' },
  /** Not asked: VA Profile has failed too often just now. */
  'breaker-open': { breaker: 'abandoned', level: 'warn' },
  /** Not asked: too many questions at once. */
  overloaded: { breaker: 'abandoned', level: 'warn' },
  /** The caller has left. */
  cancelled: { breaker: 'abandoned', level: 'info' },
} as const satisfies Record<string, FailureTraits>;

/** A failure without an answer from VA Profile behind it. */
export function noAnswer(kind: VaProfileFailure['kind']): VaProfileFailure {
  return { kind, upstreamStatus: null, upstreamCode: null, auditId: null };
}

/** The object identifier under which VA Profile files credential services' and VA's own identifiers. */
const VA_OID = '2.16.840.1.113883.4.349';

const ASSIGNING_SYSTEM = { idme: '200VIDM', logingov: '200VLGN' } as const;

/** The credential service that vouches for a person, and its id of them. */
export type CredentialOfPerson = {
  readonly provider: keyof typeof ASSIGNING_SYSTEM;
  readonly uuid: string;
};

/** What that address is for everybody, without the person. */
export const HEALTH_BENEFIT_TEMPLATE = '/profile-service/profile/v3/{oid}/{identifier}';

/** The path below VA Profile's own of this person's profile. Holds a credential's uuid: never to be logged. */
export function healthBenefitPath(credential: CredentialOfPerson): string {
  const identifier = `${credential.uuid}^PN^${ASSIGNING_SYSTEM[credential.provider]}^USDVA`;
  return `/profile-service/profile/v3/${VA_OID}/${encodeURIComponent(identifier)}`;
}
