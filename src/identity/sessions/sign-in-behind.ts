import { promisify } from 'node:util';
import fastifyCookie from '@fastify/cookie';
import type { FastifyRequest } from 'fastify';

import { errorFields, type Log } from '../../lib/log.ts';
import { cookieTerms } from '../cookies.ts';
import { keyFor } from '../keys.ts';
import type { SignedIn } from '../person.ts';
import { unseal } from '../seal.ts';
import { readSessionData } from './session-data.ts';
import type { Sessions } from './sessions.ts';

type SignInBehindOf = {
  readonly sessions: Sessions;
  readonly sessionSecret: string;
  readonly publicUrl: string;
  readonly log: Log;
};

/**
 * Reads the sign-in behind a request that `identityRoutes` never sees, such as one for a path that leads nowhere. Null
 * also where it can't be read: a page about a problem must not end in another one.
 */
export function signInBehind({ sessions, sessionSecret, publicUrl, log }: SignInBehindOf) {
  const cookie = cookieTerms(publicUrl).session;
  const signer = sessionSigner(sessionSecret);
  const nameKey = accountNameKey(sessionSecret);
  const load = promisify(sessions.store.get.bind(sessions.store));
  return async ({ headers }: Pick<FastifyRequest, 'headers'>): Promise<SignedIn | null> => {
    try {
      const { valid, value } = signer.unsign(cookieNamed(cookie, headers.cookie));
      if (!valid) return null;
      const { person, sealedName } = readSessionData(await load(value));
      return person && { person, accountName: nameIn(sealedName, nameKey) };
    } catch (error) {
      log.warn('the sign-in behind a request could not be read', errorFields(error));
      return null;
    }
  };
}

/** The value of a cookie; empty where it was not sent. */
function cookieNamed(wanted: string, header = ''): string {
  const cookies = header.split(';').map((pair) => pair.trim().split(/=(.*)/s, 2));
  const [, value = ''] = cookies.find(([name]) => name === wanted) ?? [];
  return decodeURIComponent(value);
}

/** Signs the id in the cookie of a session, and knows again what was signed so. */
export const sessionSigner = (sessionSecret: string) =>
  fastifyCookie.signerFactory(keyFor('session cookie', sessionSecret), 'sha256');

export const accountNameKey = (sessionSecret: string): string =>
  keyFor('account name', sessionSecret);

export function nameIn(sealed: string | null, key: string): string | null {
  const name = sealed === null ? null : unseal(sealed, key);
  return typeof name === 'string' ? name : null;
}
