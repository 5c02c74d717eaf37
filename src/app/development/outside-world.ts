import { SIGNED_OUT_PATH, type OidcSettings } from '../../identity/index.ts';
import { newSecret } from '../../lib/ids.ts';
import type { StandInPerson } from '../../stand-ins/people/index.ts';
import type { Fault } from '../../stand-ins/va-profile/index.ts';
import type { Visits } from '../../stand-ins/visitors/index.ts';
import { VISITOR_PASS_HEADER } from '../http/limit-requests.ts';
import type { Settings } from '../settings/index.ts';

/** The services outside: real ones, or stand-ins for those that no setting names. */
export type OutsideWorld = {
  readonly oidc: OidcSettings;
  readonly vaProfileUrl: string;
  /** Null where VA Profile is real. */
  readonly setFault: ((fault: Fault) => void) | null;
  /** Has numbered Veterans visit; null where the identity provider is real. */
  readonly sendVeterans: ((sending: VisitorTraffic) => Promise<Visits>) | null;
  /** By which those Veterans are known; null where there are none. */
  readonly visitorPass: string | null;
  close(): Promise<void>;
};

/** How many numbered Veterans can sign in besides the named people. */
export const SYNTHETIC_VETERANS = 4_000;

export type VisitorTraffic = {
  readonly from: number;
  readonly people: number;
  readonly visits: number;
  readonly browsers?: boolean;
};

const CLIENT_ID = 'personal-health-care-contacts';

/** Production’s settings name every service or are refused, so production never gets to a stand-in. */
export async function openOutsideWorld(settings: Settings): Promise<OutsideWorld> {
  const hasStandIn = settings.vaProfileUrl === null || !settings.oidc;
  const people = hasStandIn ? await allPeople() : [];
  const vaProfile = await openVaProfile(settings, people);
  const identityProvider = await openIdentityProvider(settings, people);
  return {
    oidc: identityProvider.oidc,
    vaProfileUrl: vaProfile.url,
    setFault: vaProfile.fault,
    sendVeterans: identityProvider.sendVeterans,
    visitorPass: identityProvider.visitorPass,
    close: async () => {
      await Promise.all([vaProfile.close(), identityProvider.close()]);
    },
  };
}

const NOTHING_TO_CLOSE = () => Promise.resolve();

// Stand-ins are imported only where one is started: in production none is even loaded.

async function openVaProfile(
  { vaProfileUrl, standInVaProfilePort: port }: Settings,
  people: readonly StandInPerson[],
) {
  if (vaProfileUrl !== null) return { url: vaProfileUrl, fault: null, close: NOTHING_TO_CLOSE };
  const { startVaProfileStandIn } = await import('../../stand-ins/va-profile/index.ts');
  return startVaProfileStandIn({ people, port });
}

async function openIdentityProvider(
  { oidc, standInOidcPort: port, publicUrl }: Settings,
  people: readonly StandInPerson[],
) {
  if (oidc) return { oidc, sendVeterans: null, visitorPass: null, close: NOTHING_TO_CLOSE };
  const { startIdentityProviderStandIn } =
    await import('../../stand-ins/identity-provider/index.ts');
  const client = { clientId: CLIENT_ID, clientSecret: newSecret() };
  const { issuer, close } = await startIdentityProviderStandIn({
    ...client,
    people,
    port,
    redirectUris: [`${publicUrl}/auth/callback`],
    postLogoutRedirectUris: [`${publicUrl}${SIGNED_OUT_PATH}`],
  });
  const { sendVeterans } = await import('../../stand-ins/visitors/index.ts');
  const visitorPass = newSecret();
  const headers = { [VISITOR_PASS_HEADER]: visitorPass };
  return {
    oidc: { ...client, issuer },
    sendVeterans: (sending: VisitorTraffic) => sendVeterans({ publicUrl, headers, ...sending }),
    visitorPass,
    close,
  };
}

async function allPeople(): Promise<readonly StandInPerson[]> {
  const { namedPeople, syntheticVeterans } = await import('../../stand-ins/people/index.ts');
  return [...namedPeople, ...syntheticVeterans(SYNTHETIC_VETERANS)];
}
