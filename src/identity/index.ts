/** Who someone is: sign-in, sessions, level of assurance, operator roles, tokens. */
export {
  accountIdFrom,
  whyNotAllowed,
  accountNameOf,
  personOf,
  signInOf,
  signInAgeMs,
  signedInBy,
  wasSignedOut,
  signInEndsInMs,
  type AccountId,
  type Credential,
  type NotAllowedReason,
  type Operator,
  type Person,
  type SignedIn,
} from './person.ts';
export { createAccounts, type Accounts } from './accounts.ts';
export { createSessions, type OwnSession, type Sessions } from './sessions/sessions.ts';
export { signInBehind } from './sessions/sign-in-behind.ts';
export { identityRoutes, SIGNED_OUT_PATH } from './identity-routes.ts';
export type { IdentityDeps } from './sign-in/sign-in.ts';
export type { OidcSettings } from './sign-in/identity-provider.ts';
export type { SignInProblem } from './sign-in/problems.ts';
export { IDLE_LIMIT_MINUTES } from './sessions/session-life.ts';
export { isFromHere, SAFE_METHODS, sameOriginOnly } from './same-origin.ts';
export {
  createTokenCheck,
  grantOf,
  requireToken,
  type TokenCheck,
} from './tokens/require-token.ts';
export { holdsScopeFor, type TokenScope } from './tokens/scopes.ts';
export { tokenRoutes } from './tokens/token-routes.ts';
export type { TokenRecord } from './tokens/token-rows.ts';
export { openTokens, type CreatedToken, type Tokens } from './tokens/tokens.ts';
export { keyFor } from './keys.ts';
export { identityMigrations } from './tables.ts';
