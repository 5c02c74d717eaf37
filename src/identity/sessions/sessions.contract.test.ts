import { promisify } from 'node:util';

import { sql } from 'kysely';
import { beforeAll, beforeEach, expect, it, onTestFinished } from 'vitest';

import { describeOnBothDatabases } from '../../../test/postgres/both-databases.ts';
import { movableClock, type MovableClock } from '../../lib/clock.ts';
import { createLog } from '../../lib/log.ts';
import { migrate } from '../../lib/database/index.ts';
import {
  accountIdFrom,
  createAccounts,
  createSessions,
  identityMigrations,
  type AccountId,
  type Accounts,
  type Person,
  type Sessions,
} from '../index.ts';

const account = (n: number): AccountId => {
  const id = accountIdFrom(`7e57ab1e-0000-4000-8000-00000000000${n}`);
  if (id === null) throw new Error('no UUID');
  return id;
};

const alma: Person = {
  accountId: account(1),
  credential: { provider: 'idme', uuid: 'a' },
  proofed: true,
  foundInMpi: true,
  vaPatient: true,
  blocked: false,
  operator: { name: 'Ålma "A" O’Fourcade', roles: ['engineer'] },
};

describeOnBothDatabases('sessions and accounts', (open) => {
  let clock: MovableClock;
  let sessions: Sessions;
  let accounts: Accounts;
  beforeAll(() => migrate(open().db, identityMigrations));
  beforeEach(() => {
    clock = movableClock();
    sessions = createSessions({ db: open().db, clock, log: createLog('silent') });
    accounts = createAccounts({ db: open().db, clock, sessionSecret: 'x'.repeat(32) });
  });

  const load = (sid: string) => promisify(sessions.store.get)(sid);
  const save = (sid: string, session: object) =>
    promisify(sessions.store.set)(sid, { cookie: { originalMaxAge: null }, ...session });
  const destroy = (sid: string) => promisify(sessions.store.destroy)(sid);

  it('give back what they were given', async () => {
    await save('first', { person: alma });
    expect(await load('first')).toMatchObject({ person: alma });
    await destroy('first');
    expect(await load('first')).toBeNull();
  });

  it('still show their page while they can’t be extended', async () => {
    await save('full', { person: alma });
    await sql`create function no_room() returns trigger language plpgsql as
      $$ begin raise exception 'no space left' using errcode = '53100'; end $$`.execute(open().db);
    await sql`create trigger no_room before update on sessions
      execute function no_room()`.execute(open().db);
    onTestFinished(async () => {
      await sql`drop function no_room cascade`.execute(open().db);
    });
    clock.advance(10 * 60_000);
    // To five seconds: the clock goes on.
    const endsInMs = expect.closeTo(20 * 60_000, -4) as number;
    expect(await load('full')).toMatchObject({ person: alma, endsInMs });
  });

  it('do not come back by being saved after they were revoked', async () => {
    await save('revoked', { person: alma });
    const held = await load('revoked');
    await sessions.revokeSessionsOf(alma.accountId);
    await save('revoked', { ...held });
    expect(await load('revoked')).toBeNull();
  });

  it('are listed for their account while they last, the newest first, and no one else’s', async () => {
    const own = { ...alma, accountId: account(8) };
    await save('own-first', { person: own });
    clock.advance(60_000);
    await save('own-second', { person: own });
    await save('other', { person: { ...alma, accountId: account(9) } });
    const [newer, older, ...rest] = await sessions.sessionsOf(account(8), 'own-first');
    expect([newer?.isThis, older?.isThis]).toEqual([false, true]);
    expect(rest).toEqual([]);
    expect(newer?.startedAt.getTime()).toBeGreaterThan(older?.startedAt.getTime() ?? Infinity);
    clock.advance(31 * 60_000);
    expect(await sessions.sessionsOf(account(8), 'own-first')).toEqual([]);
  });

  it('are as good as empty when another version of the program wrote them', async () => {
    await save('odd', { person: { ...alma, roles: 1, proofed: 'yes' } });
    expect(await load('odd')).toMatchObject({ person: null });
  });

  it('of two accounts with one e-mail address give the one that signed in last', async () => {
    await accounts.signedIn(account(2), 'one@example.test');
    clock.advance(1000);
    await accounts.signedIn(account(3), 'ONE@example.test ');
    expect(await accounts.accountByEmail('one@example.test')).toBe(account(3));
    clock.advance(1000);
    await accounts.signedIn(account(2), 'one@example.test');
    expect(await accounts.accountByEmail('one@example.test')).toBe(account(2));
  });

  it('forget an address that the account has given up', async () => {
    await accounts.signedIn(account(4), 'old@example.test');
    await accounts.signedIn(account(4), 'new@example.test');
    expect(await accounts.accountByEmail('old@example.test')).toBeNull();
    expect(await accounts.signedIn(account(4), null)).toBeNull();
  });

  it('make other digests of the same address under another secret', () => {
    const others = createAccounts({ db: open().db, clock, sessionSecret: 'y'.repeat(32) });
    const address = 'one@example.test';
    expect(others.emailDigest(address)).not.toBe(accounts.emailDigest(address));
  });
});
