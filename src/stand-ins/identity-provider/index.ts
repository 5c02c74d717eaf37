/** A stand-in for the identity provider: OpenID Connect for real, with a page to pick who one is. */
export { startIdentityProviderStandIn, type IdentityProviderStandIn } from './server.ts';
