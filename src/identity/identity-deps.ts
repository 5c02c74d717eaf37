import type { FastifyReply } from 'fastify';
import type { Log } from '../lib/log.ts';
import type { Accounts } from './accounts.ts';
import type { OidcSettings } from './identity-provider.ts';
import type { AccountId } from './person.ts';
import type { RenderProblem } from './problems.ts';
import type { Sessions } from './sessions.ts';

/** What signing in needs from the program around it. */
export type IdentityDeps = {
  readonly accounts: Accounts;
  readonly sessions: Sessions;
  readonly oidc: OidcSettings;
  /** The one address by which browsers know the program, without a path, e.g. `https://www.va.gov`. */
  readonly publicUrl: string;
  readonly sessionSecret: string;
  /** The claim that lists an operator's roles. */
  readonly roleClaim: string;
  readonly log: Log;
  /** Told of each sign-in; the digest is null when the provider gave no verified e-mail address. */
  readonly onSignedIn: (accountId: AccountId, emailDigest: string | null) => Promise<void>;
  readonly renderProblem: RenderProblem;
  /** A page with a form that posts to `/sign-out`. */
  readonly renderSignOut: (reply: FastifyReply) => FastifyReply;
};
