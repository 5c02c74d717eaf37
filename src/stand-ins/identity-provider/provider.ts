import type { Configuration, ErrorOut, KoaContextWithOIDC, JWK } from 'oidc-provider';
import { createMemoryAdapter } from 'oidc-provider/lib/adapters/memory_adapter.js';
import { Provider } from 'oidc-provider/lib/provider.js';
import { generateKeyPair } from 'node:crypto';
import { promisify } from 'node:util';
import { newSecret, newId } from '../../lib/ids.ts';
import type { StandInPerson } from '../people/index.ts';
import { claimsOf, IAL_1, IAL_2, PROFILE_CLAIMS } from './claims-of.ts';
import { renderNotice } from './picker/notice.tsx';

/** The one program that may sign people in here. */
export type ClientOfStandIn = {
  readonly clientId: string;
  readonly clientSecret: string;
  readonly redirectUris: readonly string[];
  readonly postLogoutRedirectUris: readonly string[];
};

export async function createProvider(
  issuer: string,
  options: ClientOfStandIn & { readonly people: readonly StandInPerson[] },
): Promise<Provider> {
  return new Provider(issuer, {
    ...whatItKnows(options),
    ...howItBehaves,
    adapter: createMemoryAdapter(),
    jwks: { keys: [await signingKey()] },
    cookies: { keys: [newSecret()], names: COOKIE_NAMES },
  });
}

// Cookies ignore ports: the program on the same host sees these, and these must not displace its own.
const COOKIE_NAMES = {
  session: 'stand_in_idp_session',
  interaction: 'stand_in_idp_interaction',
  resume: 'stand_in_idp_resume',
};

function whatItKnows({
  people,
  ...client
}: ClientOfStandIn & { readonly people: readonly StandInPerson[] }): Configuration {
  return {
    clients: [
      {
        client_id: client.clientId,
        client_secret: client.clientSecret,
        redirect_uris: client.redirectUris,
        post_logout_redirect_uris: client.postLogoutRedirectUris,
        grant_types: ['authorization_code'],
        response_types: ['code'],
      },
    ],
    acrValues: [IAL_1, IAL_2],
    claims: { openid: ['sub'], email: ['email', 'email_verified'], profile: [...PROFILE_CLAIMS] },
    findAccount: (_context, accountId) => {
      const person = people.find((candidate) => candidate.accountId === accountId);
      return person && { accountId, claims: () => claimsOf(person) };
    },
  };
}

const MINUTE_S = 60;
const HOUR_S = 60 * MINUTE_S;

const howItBehaves: Configuration = {
  // The program reads the ID token alone, as it does with any provider.
  conformIdTokenClaims: false,
  pkce: { required: () => true },
  features: {
    devInteractions: { enabled: false },
    rpInitiatedLogout: { logoutSource: signOutAtOnce, postLogoutSuccessSource: saySignedOut },
  },
  loadExistingGrant: grantWhatIsAsked,
  clientBasedCORS: () => false,
  renderError: sayWhatWentWrong,
  ttl: {
    AccessToken: HOUR_S,
    AuthorizationCode: MINUTE_S,
    Grant: 12 * HOUR_S,
    IdToken: HOUR_S,
    Interaction: HOUR_S,
    Session: 12 * HOUR_S,
  },
};

/** There is no consent step: picking a person is all there is to do. */
async function grantWhatIsAsked({ oidc }: KoaContextWithOIDC) {
  const { client, session, params } = oidc;
  if (!client || !session?.accountId) return undefined;
  const known = session.grantIdFor(client.clientId);
  const grant = known === undefined ? undefined : await oidc.provider.Grant.find(known);
  if (grant?.accountId === session.accountId) return grant;
  const fresh = new oidc.provider.Grant({
    clientId: client.clientId,
    accountId: session.accountId,
  });
  fresh.addOIDCScope(typeof params?.['scope'] === 'string' ? params['scope'] : 'openid');
  await fresh.save();
  return fresh;
}

/** The program has asked already, so the stand-in does not ask again. */
async function signOutAtOnce(context: KoaContextWithOIDC): Promise<void> {
  const goOn = context.oidc.params?.['post_logout_redirect_uri'];
  await context.oidc.session?.destroy();
  context.cookies.set(COOKIE_NAMES.session, null);
  if (typeof goOn === 'string') context.redirect(goOn);
  else saySignedOut(context);
}

function saySignedOut(context: KoaContextWithOIDC): void {
  context.type = 'html';
  context.body = renderNotice({
    heading: 'You are signed out',
    sentence: 'The stand-in for sign-in has forgotten who you were.',
  });
}

function sayWhatWentWrong(
  context: KoaContextWithOIDC,
  { error, error_description: description }: ErrorOut,
): void {
  context.type = 'html';
  context.body = renderNotice({
    heading: 'The stand-in for sign-in cannot go on',
    sentence: `${description ?? 'It was asked for something that it does not do'} (${error}). Go back to the program and sign in again.`,
  });
}

/** A key made by this process; the package would otherwise sign with a published one. */
function signingKey(): Promise<JWK> {
  return (made ??= make());
}

// Once, as making one takes a good part of a second and tests start many stand-ins.
let made: Promise<JWK> | undefined;

async function make(): Promise<JWK> {
  const { privateKey } = await promisify(generateKeyPair)('rsa', { modulusLength: 2048 });
  return { ...privateKey.export({ format: 'jwk' }), use: 'sig', alg: 'RS256', kid: newId() };
}
