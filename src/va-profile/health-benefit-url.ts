/** The object identifier under which VA Profile files credential services' and VA's own identifiers. */
const VA_OID = '2.16.840.1.113883.4.349';

const ASSIGNING_SYSTEM = { idme: '200VIDM', logingov: '200VLGN' } as const;

/** The credential service that vouches for a person, and its id of them. */
export type CredentialOfPerson = {
  readonly provider: keyof typeof ASSIGNING_SYSTEM;
  readonly uuid: string;
};

/** Where to ask for this person's profile. Holds a credential's uuid: never to be logged. */
export function healthBenefitUrl(baseUrl: string, credential: CredentialOfPerson): string {
  const identifier = `${credential.uuid}^PN^${ASSIGNING_SYSTEM[credential.provider]}^USDVA`;
  const base = baseUrl.replace(/\/+$/, '');
  return `${base}/profile-service/profile/v3/${VA_OID}/${encodeURIComponent(identifier)}`;
}
