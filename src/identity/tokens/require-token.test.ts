import Fastify from 'fastify';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { createTokenCheck, requireToken, type TokenCheck } from '../index.ts';

const SEED = 'the-seed-token';
const check = createTokenCheck(SEED);
const basic = (userAndPassword: string) =>
  `Basic ${Buffer.from(userAndPassword).toString('base64')}`;

describe('the administrator’s token', () => {
  it.each([`Bearer ${SEED}`, `bearer  ${SEED}`, basic(`flipper:${SEED}`), basic(`:${SEED}`)])(
    'has every scope as %s',
    (authorization) => {
      expect(check(authorization)).toMatchObject({ name: 'administrator', isFresh: true });
    },
  );

  it.each([
    undefined,
    '',
    SEED,
    'Bearer',
    `Bearer ${SEED}x`,
    `Bearer ${SEED.slice(1)}`,
    `Token ${SEED}`,
    basic(SEED),
    basic(`${SEED}:`),
    'Basic ???',
  ])('is not recognised in %s', (authorization) => {
    expect(check(authorization)).toBeNull();
  });

  it('is the only one', () => {
    fc.assert(
      fc.property(fc.string(), (other) => {
        fc.pre(other !== SEED);
        expect(check(`Bearer ${other}`)).toBeNull();
        expect(check(basic(`user:${other}`))).toBeNull();
      }),
    );
  });
});

describe('a route that needs a token', () => {
  const ask = async (tokens: TokenCheck, authorization?: string) => {
    const app = Fastify();
    const needed = { scopes: ['flags'], isClosing: false } as const;
    app.get('/', { preHandler: requireToken(tokens, () => needed) }, async () => 'done');
    return app.inject({ url: '/', headers: authorization === undefined ? {} : { authorization } });
  };

  it('answers to one that has the scope', async () => {
    expect((await ask(check, `Bearer ${SEED}`)).body).toBe('done');
  });

  it('says how to send one when there is none', async () => {
    const answer = await ask(check);
    expect(answer.statusCode).toBe(401);
    expect(answer.headers['www-authenticate']).toContain('Bearer');
    expect(answer.json()).toMatchObject({
      code: 'token-refused',
      message: expect.stringContaining('Authorization: Bearer') as string,
    });
  });

  it.each([
    [false, 503],
    [true, 200],
  ])(
    'answers to one that may have been revoked only to take something back: %j',
    async (isClosing, status) => {
      const app = Fastify();
      const stale: TokenCheck = () => ({ name: 'ci', scopes: ['release'], isFresh: false });
      const hook = requireToken(stale, () => ({ scopes: ['release'], isClosing }));
      app.get('/', { preHandler: hook }, async () => 'done');
      expect((await app.inject({ url: '/' })).statusCode).toBe(status);
    },
  );

  it('says which scope is missing when the token has others', async () => {
    const answer = await ask(() => ({ name: 'ci', scopes: ['read'], isFresh: true }), 'Bearer x');
    expect(answer.statusCode).toBe(403);
    expect(answer.json()).toMatchObject({
      code: 'token-out-of-scope',
      message: expect.stringContaining('"flags"') as string,
    });
  });
});
