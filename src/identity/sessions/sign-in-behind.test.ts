import { describe, expect, it } from 'vitest';

import { veteran } from '../../../test/world/veterans.ts';
import { createLog } from '../../lib/log.ts';
import { signInBehind, type Sessions } from '../index.ts';
import { seal } from '../seal.ts';
import { accountNameKey, sessionSigner } from './sign-in-behind.ts';

const SECRET = 'of no worth to anybody';
const person = veteran('all-four');
const SESSION = { person, sealedName: seal('Jo Sample', accountNameKey(SECRET)) };

type Store = Pick<Sessions['store'], 'get'>;

/** Who is behind a request with these cookies, while sessions are read so. */
async function behind(cookie: string | undefined, get: Store['get']) {
  const logged: string[] = [];
  const log = createLog('info', { write: (line: string) => void logged.push(line) });
  const sessions = { store: { get } } as Sessions;
  const of = { sessions, sessionSecret: SECRET, publicUrl: 'http://127.0.0.1', log };
  const signedIn = await signInBehind(of)({ headers: cookie === undefined ? {} : { cookie } });
  return { signedIn, logged };
}

const known: Store['get'] = (id, answer) => answer(null, (id === 'mine' ? SESSION : null) as never);
const cookieOf = (value: string) => `lang=es; phcc_session=${encodeURIComponent(value)}`;
const signed = (id: string) => cookieOf(sessionSigner(SECRET).sign(id));

describe('the sign-in behind a request that no room has seen', () => {
  it('is read from its cookie, with the name of the account', async () => {
    const { signedIn } = await behind(signed('mine'), known);
    expect(signedIn).toEqual({ person, accountName: 'Jo Sample' });
  });

  it.each([
    ['without a cookie', undefined],
    ['with one that nobody signed', cookieOf('mine')],
    ['with one that is signed by another', cookieOf(sessionSigner('another').sign('mine'))],
    ['with the cookie of a session that is over', signed('over')],
  ])('is nobody’s %s', async (_how, cookie) => {
    expect((await behind(cookie, known)).signedIn).toBeNull();
  });

  it('is nobody’s while sessions can’t be read, which the log says and nobody suffers from', async () => {
    const { signedIn, logged } = await behind(signed('mine'), (_id, answer) =>
      answer(new Error('the database is away')),
    );
    expect(signedIn).toBeNull();
    expect(logged.join()).toContain('the sign-in behind a request could not be read');
  });
});
