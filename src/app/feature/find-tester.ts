import type { Accounts } from '../../identity/index.ts';
import type { FindTester } from '../../release/index.ts';

/** Testers are known by the keyed hash of their address, and by their account once they have one. */
export function findTesterIn(
  accounts: Pick<Accounts, 'emailDigest' | 'accountByEmail'>,
): FindTester {
  return async (email) => ({
    emailDigest: accounts.emailDigest(email),
    accountId: await accounts.accountByEmail(email),
  });
}
