import { createCipheriv, createDecipheriv, randomBytes } from 'node:crypto';

const CIPHER = 'aes-256-gcm';
const IV_BYTES = 12;
const TAG_BYTES = 16;

/** JSON data that nobody without the key can read or alter; `key` is one of `keyFor`. */
export function seal(content: unknown, key: string): string {
  const iv = randomBytes(IV_BYTES);
  const cipher = createCipheriv(CIPHER, Buffer.from(key, 'hex'), iv);
  const text = Buffer.concat([cipher.update(JSON.stringify(content)), cipher.final()]);
  return Buffer.concat([iv, cipher.getAuthTag(), text]).toString('base64url');
}

/** Null where it was not sealed with this key, or has been altered. */
export function unseal(sealed: string, key: string): unknown {
  const bytes = Buffer.from(sealed, 'base64url');
  if (bytes.length <= IV_BYTES + TAG_BYTES) return null;
  const [iv, tag, text] = [
    bytes.subarray(0, IV_BYTES),
    bytes.subarray(IV_BYTES, IV_BYTES + TAG_BYTES),
    bytes.subarray(IV_BYTES + TAG_BYTES),
  ];
  try {
    const decipher = createDecipheriv(CIPHER, Buffer.from(key, 'hex'), iv, {
      authTagLength: TAG_BYTES,
    });
    decipher.setAuthTag(tag);
    return JSON.parse(`${decipher.update(text, undefined, 'utf8')}${decipher.final('utf8')}`);
  } catch {
    return null;
  }
}
