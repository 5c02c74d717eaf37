import { hkdfSync } from 'node:crypto';

type KeyPurpose =
  | 'session cookie'
  | 'sign-in cookie'
  | 'e-mail digest'
  | 'account in the log'
  | 'account name'
  | 'survey answer';

/** A key for one purpose, from the one secret; knowing it tells nothing of the secret or of other keys. */
export function keyFor(purpose: KeyPurpose, secret: string): string {
  return Buffer.from(hkdfSync('sha256', secret, '', `phcc ${purpose}`, 32)).toString('hex');
}
