import { hkdfSync } from 'node:crypto';

/** A key for one purpose, from the one secret; knowing it tells nothing of the secret or of other keys. */
export function keyFor(purpose: 'session cookie' | 'e-mail digest', secret: string): string {
  return Buffer.from(hkdfSync('sha256', secret, '', `phcc ${purpose}`, 32)).toString('hex');
}
