import Fastify, { type FastifyInstance } from 'fastify';
import { beforeEach, describe, expect, test } from 'vitest';

import { BY_ENZO } from '../../../test/world/flag-notes.ts';
import { flagServer } from '../../../test/world/flag-server.ts';
import { toggleRoutes } from '../index.ts';

const FEATURE = 'profile_contacts';
const ALMA = '6f9619ff-8b86-4d01-b42d-00cf4fc964ff';
const SECRET = 'not_announced_yet';
const COOKIE = '0c2a6a4c-cookie';

const server = flagServer();
let app: FastifyInstance;
let signedIn: string | null;

beforeEach(async () => {
  signedIn = ALMA;
  app = Fastify();
  const actorTypeOf = (key: string) => (key === 'banner_test' ? 'cookie_id' : 'user');
  await app.register(
    toggleRoutes({
      flags: server.flags,
      actorOf: () => signedIn,
      actorTypeOf,
      isPublic: (key) => key !== SECRET,
    }),
  );
  return () => app.close();
});

const open = (key: string, actorId: string) =>
  server.flags.change(key, { kind: 'enable-actor', actorId }, BY_ENZO);

async function toggles(query = ''): Promise<readonly { name: string; value: boolean }[]> {
  const answer = await app.inject(`/v0/feature_toggles${query}`);
  expect(answer.statusCode).toBe(200);
  expect(answer.json()).toHaveProperty('data.type', 'feature_toggles');
  return answer.json<{ data: { features: [] } }>().data.features;
}

describe('the toggle list', () => {
  test('names every feature in both spellings, with the answer for who asks', async () => {
    await open(FEATURE, ALMA);
    expect(await toggles()).toEqual([
      { name: 'profileContacts', value: true },
      { name: FEATURE, value: true },
    ]);
    signedIn = null;
    expect(await toggles()).toEqual([
      { name: 'profileContacts', value: false },
      { name: FEATURE, value: false },
    ]);
  });

  test.each([
    ['Profile_contacts', 'profileContacts'],
    ['a__b_CD_1x_', 'aBCd1x'],
    ['claims/new_form', 'claims::NewForm'],
    ['_hidden', 'Hidden'],
    ['dash-ed_name', 'dash-edName'],
  ])('writes %s as ActiveSupport does, %s', async (key, camelCase) => {
    await open(key, ALMA);
    expect((await toggles()).map(({ name }) => name)).toEqual(
      expect.arrayContaining([camelCase, key]),
    );
  });

  test('asks an expression of nobody where nobody is signed in, as Flipper does', async () => {
    const expression = '{"Equal":[{"GreaterThan":[{"Property":["age"]},18]},false]}';
    await server.flags.change(FEATURE, { kind: 'set-expression', expression }, BY_ENZO);
    signedIn = null;
    expect(await toggles(`?features=${FEATURE}`)).toEqual([{ name: FEATURE, value: true }]);
  });

  test('names a feature that is not public only to those for whom it is open', async () => {
    await open(SECRET, ALMA);
    expect((await toggles()).map(({ name }) => name)).toContain(SECRET);
    for (const other of [null, '', '00000000-0000-4000-8000-000000000001']) {
      signedIn = other;
      expect(JSON.stringify(await toggles())).not.toMatch(/not_announced_yet|notAnnouncedYet/);
    }
  });

  test('echoes asked names once as they were asked, unknown ones as closed', async () => {
    await open(FEATURE, ALMA);
    const query = '?features=profileContacts,nothingLikeIt,profileContacts,';
    expect(await toggles(query)).toEqual([
      { name: 'profileContacts', value: true },
      { name: 'nothingLikeIt', value: false },
    ]);
    expect(await toggles('?features=')).toEqual([]);
  });

  test('asks a feature of cookies for the cookie, in either spelling', async () => {
    await open('banner_test', COOKIE);
    const query = `?features=bannerTest,banner_test&cookie_id=`;
    expect((await toggles(query + COOKIE)).map(({ value }) => value)).toEqual([true, true]);
    expect((await toggles(query + ALMA)).map(({ value }) => value)).toEqual([false, false]);
  });

  test('has no bucket for visitors without a cookie', async () => {
    await open('banner_test', '');
    await server.flags.change('banner_test', ALL_ACTORS, BY_ENZO);
    for (const query of ['', '&cookie_id=', '&cookie_id']) {
      expect(await toggles(`?features=banner_test${query}`)).toEqual([
        { name: 'banner_test', value: false },
      ]);
    }
    signedIn = '';
    await server.flags.change(FEATURE, ALL_ACTORS, BY_ENZO);
    expect(await toggles(`?features=${FEATURE}`)).toEqual([{ name: FEATURE, value: false }]);
  });

  test('knows features whose key is in no common spelling, and mixes none up', async () => {
    for (const key of ['a_b', 'aB', 'my-flag', 'Odd__Name']) {
      await server.flags.change(key, { kind: 'add' }, BY_ENZO);
    }
    await server.flags.change('a_b', { kind: 'enable' }, BY_ENZO);
    await server.flags.change('my-flag', { kind: 'enable' }, BY_ENZO);
    const all = await toggles();
    expect(all.filter(({ value }) => value).map(({ name }) => name)).toEqual([
      'a_b',
      'my-flag',
      'my-flag',
    ]);
    expect(await toggles('?features=aB,my-flag')).toEqual([
      { name: 'aB', value: false },
      { name: 'my-flag', value: true },
    ]);
  });

  test.each(['?features=%FF', '?features[x]=a', '?features=a&features[]=b', '?a=%E0%A4'])(
    'answers 400 with a sentence to %s',
    async (query) => {
      const answer = await app.inject(`/v0/feature_toggles${query}`);
      expect(answer.statusCode).toBe(400);
      expect(answer.json()).toMatchObject({
        errors: [{ status: '400', detail: expect.stringMatching(/\.$/) as string }],
      });
    },
  );
});

const ALL_ACTORS = { kind: 'set-percentage-of-actors', percentage: 100 } as const;
