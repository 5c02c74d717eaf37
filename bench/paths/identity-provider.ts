/** The identity provider in a process of its own, for a program at a URL: `identity-provider.ts URL`. Says its issuer. */
import { startIdentityProviderStandIn } from '../../src/stand-ins/identity-provider/index.ts';
import { syntheticVeterans } from '../../src/stand-ins/people/index.ts';
import { CLIENT, VETERANS } from './visitors.ts';

const [program] = process.argv.slice(2);
const { issuer } = await startIdentityProviderStandIn({
  ...CLIENT,
  people: syntheticVeterans(VETERANS),
  redirectUris: [`${program}/auth/callback`],
  postLogoutRedirectUris: [`${program}/profile`],
});
console.log(issuer);
