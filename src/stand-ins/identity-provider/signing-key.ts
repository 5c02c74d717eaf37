import { generateKeyPair } from 'node:crypto';
import { promisify } from 'node:util';
import type { JWK } from 'oidc-provider';
import { newId } from '../../lib/ids.ts';

/** A key of this process's own; the package would otherwise sign with one that everybody knows. */
export function signingKey(): Promise<JWK> {
  return (made ??= make());
}

// Once, as making one takes a good part of a second and tests start many stand-ins.
let made: Promise<JWK> | undefined;

async function make(): Promise<JWK> {
  const { privateKey } = await promisify(generateKeyPair)('rsa', { modulusLength: 2048 });
  return { ...privateKey.export({ format: 'jwk' }), use: 'sig', alg: 'RS256', kid: newId() };
}
