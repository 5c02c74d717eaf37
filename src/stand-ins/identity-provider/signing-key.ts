import { generateKeyPair } from 'node:crypto';
import { promisify } from 'node:util';
import type { JWK } from 'oidc-provider';
import { newId } from '../../lib/ids.ts';

/** A key of this run's own; the package would otherwise sign with one that everybody knows. */
export async function createSigningKey(): Promise<JWK> {
  const { privateKey } = await promisify(generateKeyPair)('rsa', { modulusLength: 2048 });
  const alg = 'RS256';
  return { ...privateKey.export({ format: 'jwk' }), use: 'sig', alg, kid: newId() };
}
