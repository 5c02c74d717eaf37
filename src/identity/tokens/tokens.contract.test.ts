import { sql } from 'kysely';
import { afterEach, beforeAll, beforeEach, expect, it } from 'vitest';

import { describeOnBothDatabases } from '../../../test/postgres/both-databases.ts';
import { movableClock, type MovableClock } from '../../lib/clock.ts';
import { migrate } from '../../lib/database/index.ts';
import { createLog } from '../../lib/log.ts';
import { holdsScopeFor, identityMigrations, openTokens, type Tokens } from '../index.ts';

const DAY_MS = 86_400_000;

describeOnBothDatabases('tokens', (open) => {
  let clock: MovableClock;
  let logged: string[];
  let elapsed: number;
  const instances: Tokens[] = [];
  beforeAll(() => migrate(open().db, identityMigrations));
  beforeEach(async () => {
    clock = movableClock();
    logged = [];
    elapsed = 0;
    await sql`delete from api_tokens`.execute(open().db);
  });
  afterEach(async () => {
    for (const instance of instances.splice(0)) await instance.close();
  });

  async function instance(elapsedMs?: () => number): Promise<Tokens> {
    const tokens = await openTokens({
      db: open().db,
      clock,
      log: createLog('info', { write: (line: string) => void logged.push(line) }),
      administrator: 'the-administrator',
      ...(elapsedMs && { elapsedMs }),
    });
    instances.push(tokens);
    return tokens;
  }

  async function created(tokens: Tokens, name = 'ci-deploy', scopes = ['release']) {
    const made = await tokens.create({ name, scopes }, 'Pat Planner');
    if (!made.ok) throw new Error(made.error.sentence);
    return made.value;
  }

  const isGood = (tokens: Tokens, secret: string) => tokens.check(`Bearer ${secret}`) !== null;

  it('are good for what they were made for, as whoever made them called them', async () => {
    const tokens = await instance(() => 0);
    const { secret, token } = await created(tokens, 'canary-app', ['observations:canary']);
    const grant = tokens.check(`Basic ${Buffer.from(`x:${secret}`).toString('base64')}`);
    if (!grant) throw new Error('not known');
    expect(grant).toMatchObject({ name: 'canary-app', isFresh: true });
    expect(holdsScopeFor(grant, 'observations', 'Canary')).toBe(true);
    expect(holdsScopeFor(grant, 'observations', 'other')).toBe(false);
    expect(token).toMatchObject({ owner: 'Pat Planner', lastUsedAt: null, revokedAt: null });
  });

  it('leave neither the secret nor its hash in the list, nor the secret in the table', async () => {
    const tokens = await instance();
    const { secret } = await created(tokens);
    expect(secret).toMatch(/^phcc_[\w-]{43}$/);
    expect(JSON.stringify(await tokens.list())).not.toMatch(/digest|phcc_/);
    const { rows } = await sql`select * from api_tokens`.execute(open().db);
    expect(JSON.stringify(rows)).not.toContain(secret);
    expect(logged.join()).not.toContain(secret);
  });

  it('end everywhere when they are revoked', async () => {
    const [here, there] = [await instance(), await instance()];
    const { secret } = await created(here);
    await expect.poll(() => isGood(there, secret)).toBe(true);
    expect(await there.revoke('ci-deploy', 'Enzo')).toMatchObject({ ok: true });
    expect(isGood(there, secret)).toBe(false);
    await expect.poll(() => isGood(here, secret)).toBe(false);
    expect(await here.list()).toMatchObject([{ revokedBy: 'Enzo' }]);
    expect(await here.revoke('ci-deploy', 'Enzo')).toMatchObject({
      error: { code: 'no-such-token' },
    });
  });

  it('end by themselves when their time is over', async () => {
    const tokens = await instance();
    const { secret } = await created(tokens);
    clock.advance(90 * DAY_MS - 60_000);
    expect(isGood(tokens, secret)).toBe(true);
    clock.advance(60_000);
    expect(isGood(tokens, secret)).toBe(false);
  });

  it('may have been revoked when the store has not answered for more than five seconds', async () => {
    const tokens = await instance(() => elapsed);
    const { secret } = await created(tokens);
    elapsed = 5_000;
    expect(tokens.check(`Bearer ${secret}`)).toMatchObject({ isFresh: true });
    elapsed = 60_000;
    expect(tokens.check(`Bearer ${secret}`)).toMatchObject({ isFresh: false });
    expect(tokens.check('Bearer the-administrator')).toMatchObject({ isFresh: true });
  });

  it('tell when they were last used, to the minute and with one write a minute', async () => {
    const tokens = await instance();
    const { secret } = await created(tokens);
    const lastUse = async () => (await tokens.list())[0]?.lastUsedAt ?? null;
    isGood(tokens, secret);
    await expect.poll(lastUse).not.toBeNull();
    const first = await lastUse();
    clock.advance(30_000);
    isGood(tokens, secret);
    await tokens.close();
    expect(await lastUse()).toEqual(first);
    clock.advance(30_001);
    isGood(tokens, secret);
    await tokens.close();
    expect(await lastUse()).not.toEqual(first);
  });

  it('have names that no other live token has, and that may come again', async () => {
    const tokens = await instance();
    await created(tokens);
    const again = await tokens.create({ name: 'ci-deploy', scopes: ['read'] }, 'Pat');
    expect(again).toMatchObject({ error: { code: 'token-name-taken' } });
    await tokens.revoke('ci-deploy', 'Pat');
    await created(tokens);
  });

  it.each([
    ['Ci', ['read'], 'not-a-token-name'],
    ['administrator', ['read'], 'not-a-token-name'],
    ['cі-deploy', ['read'], 'not-a-token-name'],
    ['ci', ['everything'], 'unknown-scope'],
    ['ci', ['administrator'], 'unknown-scope'],
    ['ci', ['release:mine'], 'unknown-scope'],
    ['ci', ['flags:'], 'unknown-scope'],
    ['ci', ['flags:a\u202eb'], 'unknown-scope'],
  ])('are not made as %j for %j', async (name, scopes, code) => {
    const tokens = await instance();
    expect(await tokens.create({ name, scopes }, 'Pat')).toMatchObject({ error: { code } });
    expect(await tokens.list()).toEqual([]);
  });

  it('are 200 at most, of which those that are over make room', async () => {
    const tokens = await instance();
    await sql`insert into api_tokens (id, digest, name, scopes, owner, created_at, expires_at)
      select gen_random_uuid(), 'd' || n, 't' || n, '["read"]', 'Pat', ${clock.now()}::timestamptz,
        ${new Date(clock.now().getTime() + DAY_MS)}::timestamptz
      from generate_series(1, 200) as n`.execute(open().db);
    const one = { name: 'one-more', scopes: ['read'] };
    expect(await tokens.create(one, 'Pat')).toMatchObject({ error: { code: 'too-many-tokens' } });
    await tokens.revoke('t7', 'Pat');
    const made = await Promise.all([
      tokens.create(one, 'Pat'),
      tokens.create({ ...one, name: 'and-another' }, 'Pat'),
    ]);
    expect(made.map(({ ok }) => ok).toSorted()).toEqual([false, true]);
    expect(await tokens.list()).toHaveLength(200);
  });
});
