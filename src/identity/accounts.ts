import { createHmac } from 'node:crypto';
import type { Kysely } from 'kysely';
import type { Clock } from '../lib/clock.ts';
import { withinDeadline } from '../lib/deadline.ts';
import { keyFor } from './keys.ts';
import { accountIdFrom, type AccountId } from './person.ts';
import type { IdentityTables } from './tables.ts';

/** How long a sign-in waits until it is noted, in milliseconds. */
const SIGN_IN_MS = 2_000;

export type Accounts = {
  /** Remembers that this account signed in now; answers with the digest of its e-mail address. */
  signedIn(accountId: AccountId, email: string | null): Promise<string | null>;
  /** The account that signed in last with this e-mail address, or null when none ever did. */
  accountByEmail(email: string): Promise<AccountId | null>;
  /** The only form in which an e-mail address is kept: upper and lower case and blanks around it are one. */
  emailDigest(email: string): string;
};

export function createAccounts(deps: {
  readonly db: Kysely<object>;
  readonly clock: Clock;
  readonly sessionSecret: string;
}): Accounts {
  const db = deps.db.withTables<IdentityTables>();
  const key = keyFor('e-mail digest', deps.sessionSecret);
  const emailDigest = (email: string) =>
    createHmac('sha256', key).update(email.trim().toLowerCase()).digest('hex');

  return {
    emailDigest,
    signedIn: async (accountId, email) => {
      const now = deps.clock.now();
      const known = {
        email_digest: email === null ? null : emailDigest(email),
        last_signed_in: now,
      };
      const noted = db
        .insertInto('accounts')
        .values({ account_id: accountId, first_signed_in: now, ...known })
        .onConflict((conflict) => conflict.column('account_id').doUpdateSet(known))
        .execute();
      await withinDeadline(SIGN_IN_MS, noted);
      return known.email_digest;
    },
    accountByEmail: async (email) => {
      const row = await db
        .selectFrom('accounts')
        .select('account_id')
        .where('email_digest', '=', emailDigest(email))
        .orderBy('last_signed_in', 'desc')
        .limit(1)
        .executeTakeFirst();
      return accountIdFrom(row?.account_id);
    },
  };
}
