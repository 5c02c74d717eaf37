import * as oidc from 'openid-client';
import { errorFields, type Log } from '../../lib/log.ts';
import { err, ok, type Result } from '../../lib/result.ts';
import { PROOFED_ACR } from './claims.ts';
import type { AskedSignIn } from './asked-sign-in.ts';
import type { SignInAttempt } from './attempts.ts';

export type OidcSettings = {
  /** The provider's issuer; `http` is accepted on this machine alone. */
  readonly issuer: string;
  readonly clientId: string;
  readonly clientSecret: string;
  /** By which the provider is asked; the platform’s own unless told. */
  readonly fetch?: oidc.CustomFetch;
};

/**
 * `unavailable`: no answer, or one that says "later". `denied`: the person turned back. `refused`: an answer
 * that does not match what was asked, or that cannot be trusted.
 */
export type SignInFailure = 'unavailable' | 'denied' | 'refused';

/** An attempt whose time the provider does not know. */
type NewAttempt = Omit<SignInAttempt, 'begunAt'>;

/** Signing in over OpenID Connect: code flow with PKCE, state and nonce. */
export type IdentityProvider = {
  /** Where to send the browser, and what to remember until it comes back. */
  begin(
    asked: AskedSignIn,
  ): Promise<Result<{ location: string; attempt: NewAttempt }, SignInFailure>>;
  /** The claims of the ID token, for the URL to which the browser came back. */
  finish(
    cameBackTo: URL,
    attempt: SignInAttempt,
  ): Promise<Result<Readonly<Record<string, unknown>>, SignInFailure>>;
  /** Where the browser signs out at the provider; null when the provider cannot say. */
  signOutLocation(): Promise<string | null>;
};

export function createIdentityProvider(deps: {
  readonly settings: OidcSettings;
  readonly callbackUrl: string;
  readonly signedOutUrl: string;
  readonly log: Log;
}): IdentityProvider {
  const discovered = discoverOnce(deps.settings);
  return {
    begin: (asked) =>
      attempting(deps.log, async () => beginAt(await discovered(), deps.callbackUrl, asked)),
    finish: (cameBackTo, attempt) =>
      attempting(deps.log, async () => finishAt(await discovered(), cameBackTo, attempt)),
    signOutLocation: async () => {
      const location = await attempting(deps.log, async () =>
        signOutAt(await discovered(), deps.signedOutUrl),
      );
      return location.ok ? location.value : null;
    },
  };
}

const TIMEOUT_S = 5;

/** On first use, so that the program starts without the provider; tried again after each failure. */
function discoverOnce(settings: OidcSettings): () => Promise<oidc.Configuration> {
  let running: Promise<oidc.Configuration> | null = null;
  return async () => {
    running ??= discover(settings);
    try {
      return await running;
    } catch (cause) {
      running = null;
      throw cause;
    }
  };
}

async function discover({ issuer, clientId, clientSecret, fetch }: OidcSettings) {
  const url = new URL(issuer);
  const execute = [oidc.enableNonRepudiationChecks];
  if (isOnThisMachine(url)) execute.push(oidc.allowInsecureRequests);
  const authentication = oidc.ClientSecretBasic(clientSecret);
  const options = { execute, timeout: TIMEOUT_S, ...(fetch && { [oidc.customFetch]: fetch }) };
  return oidc.discovery(url, clientId, {}, authentication, options);
}

const isOnThisMachine = ({ protocol, hostname }: URL): boolean =>
  protocol === 'http:' && ['localhost', '127.0.0.1', '[::1]'].includes(hostname);

async function beginAt(configuration: oidc.Configuration, callbackUrl: string, asked: AskedSignIn) {
  const attempt = {
    state: oidc.randomState(),
    nonce: oidc.randomNonce(),
    codeVerifier: oidc.randomPKCECodeVerifier(),
    ...asked,
  };
  const location = oidc.buildAuthorizationUrl(configuration, {
    redirect_uri: callbackUrl,
    scope: 'openid email profile',
    acr_values: PROOFED_ACR,
    ...(asked.verifies && { prompt: 'login' }),
    state: attempt.state,
    nonce: attempt.nonce,
    code_challenge: await oidc.calculatePKCECodeChallenge(attempt.codeVerifier),
    code_challenge_method: 'S256',
  });
  return { location: location.href, attempt };
}

async function finishAt(
  configuration: oidc.Configuration,
  cameBackTo: URL,
  attempt: SignInAttempt,
) {
  const tokens = await oidc.authorizationCodeGrant(configuration, cameBackTo, {
    pkceCodeVerifier: attempt.codeVerifier,
    expectedState: attempt.state,
    expectedNonce: attempt.nonce,
    idTokenExpected: true,
  });
  return tokens.claims() ?? {};
}

// Without an ID token as a hint: it would have to be kept, and it holds more about a person than a session may.
function signOutAt(configuration: oidc.Configuration, signedOutUrl: string): string | null {
  if (configuration.serverMetadata().end_session_endpoint === undefined) return null;
  const parameters = { post_logout_redirect_uri: signedOutUrl };
  return oidc.buildEndSessionUrl(configuration, parameters).href;
}

async function attempting<T>(log: Log, step: () => Promise<T>): Promise<Result<T, SignInFailure>> {
  try {
    return ok(await step());
  } catch (cause) {
    const failure = failureOf(cause);
    if (failure !== 'denied') {
      log.warn('The identity provider did not sign anyone in', {
        code: failure,
        ...errorFields(cause),
      });
    }
    return err(failure);
  }
}

const LATER = ['server_error', 'temporarily_unavailable'];

function failureOf(cause: unknown): SignInFailure {
  if (cause instanceof oidc.AuthorizationResponseError) {
    if (cause.error === 'access_denied') return 'denied';
    return LATER.includes(cause.error) ? 'unavailable' : 'refused';
  }
  if (cause instanceof oidc.ResponseBodyError)
    return cause.status >= 500 ? 'unavailable' : 'refused';
  return hasNoAnswer(cause) ? 'unavailable' : 'refused';
}

// What fetch throws when there is no connection is a TypeError.
function hasNoAnswer(cause: unknown): boolean {
  if (cause instanceof TypeError) return true;
  const codes = ['OAUTH_TIMEOUT', 'OAUTH_RESPONSE_IS_NOT_CONFORM', 'OAUTH_RESPONSE_IS_NOT_JSON'];
  return cause instanceof oidc.ClientError && codes.includes(cause.code ?? '');
}
