import { describe, expect, test } from 'vitest';

import { flagServer } from '../../../test/world/flag-server.ts';
import { ofrepApi } from '../index.ts';

const server = flagServer();
const ACTORS = '/features/search/actors';
const actors = () => [...(server.flags.feature('search')?.gates.actors ?? [])];

describe('a form with a part for each field', () => {
  const MULTIPART = { 'content-type': 'multipart/form-data; boundary=x-y' };
  const form = (...parts: readonly string[]) =>
    [...parts.map((part) => `--x-y\r\n${part}\r\n`), '--x-y--\r\n'].join('');
  const field = (name: string, value: string) =>
    `Content-Disposition: form-data; name="${name}"\r\n\r\n${value}`;

  test('says what any other form says', async () => {
    await server.call('POST', ACTORS, form(field('flipper_id', 'User;1')), MULTIPART);
    const labelled = `Content-Type: text/plain\r\n${field('flipper_id', '漢;2\r\n')}`;
    await server.call('POST', ACTORS, form(labelled), MULTIPART);
    const quoted = { 'content-type': 'Multipart/Form-Data; charset=utf-8; boundary="x-y"' };
    await server.call('POST', ACTORS, form(field('a', ''), field('flipper_id', '')), quoted);
    expect(actors()).toEqual(['User;1', '漢;2\r\n', '']);
    const body = form(field('name', 'nobody'), field('allow_unregistered_groups', 'true'));
    const group = await server.call('POST', '/features/search/groups', body, MULTIPART);
    expect(group.statusCode).toBe(200);
  });

  test('as the platform itself writes it is read', async () => {
    const data = new FormData();
    data.set('flipper_id', 'User;3');
    const sent = new Request('http://127.0.0.1', { method: 'POST', body: data });
    const type = sent.headers.get('content-type') ?? '';
    await server.call('POST', ACTORS, await sent.text(), { 'content-type': type });
    expect(actors()).toEqual(['User;3']);
  });

  test.each([
    ['no boundary', 'multipart/form-data', form(field('flipper_id', 'a'))],
    ['another boundary', 'multipart/form-data; boundary=z', form(field('flipper_id', 'a'))],
    ['no end', MULTIPART['content-type'], form(field('flipper_id', 'a')).replace('y--', 'y')],
    ['no name', MULTIPART['content-type'], form('Content-Disposition: form-data\r\n\r\na')],
    ['no head', MULTIPART['content-type'], form('a')],
    [
      'a file',
      MULTIPART['content-type'],
      form('Content-Disposition: form-data; name="flipper_id"; filename="a"\r\n\r\na'),
    ],
    [
      'one name in two forms',
      MULTIPART['content-type'],
      form(field('flipper_id', 'a'), field('flipper_id[]', 'b')),
    ],
  ])('with %s is refused in words, and changes nothing', async (_, type, body) => {
    for (const path of [ACTORS, '/features/search/boolean']) {
      const answer = await server.call('POST', path, body, { 'content-type': type });
      expect(answer.statusCode).toBe(400);
      expect(answer.json<{ message: string }>().message).toMatch(/\.$/);
    }
    expect(server.flags.feature('search')).toBeUndefined();
  });
});

describe('an id in JSON', () => {
  test('that is no text is taken for what Ruby writes', async () => {
    for (const id of [42, 1.5, -7, 0.00001, true, false]) {
      expect((await server.call('POST', ACTORS, { flipper_id: id })).statusCode).toBe(200);
    }
    expect(actors()).toEqual(['42', '1.5', '-7', '1.0e-05', 'true', 'false']);
    await server.call('DELETE', ACTORS, { flipper_id: 1.5 });
    expect(actors()).not.toContain('1.5');
    expect((await server.call('POST', '/features', { name: 2027 })).json()).toMatchObject({
      key: '2027',
    });
  });

  test('is one of a whole number that is written as a fraction as Ruby writes it', async () => {
    for (const id of ['1.0', '1e2', '-0.0', '"1e2"', '1.50', '25E-1']) {
      const answer = await server.call('POST', ACTORS, `{"a":"\\"1.0","flipper_id":${id}}`);
      expect(answer.statusCode).toBe(200);
    }
    expect(actors()).toEqual(['1.0', '100.0', '-0.0', '1e2', '1.5', '2.5']);
  });

  test.each([
    ['a number for a name', '{1.0:"x","flipper_id":"a"}'],
    ['a text without an end', `{"flipper_id":"a","b":"${'\\"'.repeat(30_000)}`],
  ])('beside %s is refused: that is no JSON', async (_, body) => {
    const answer = await server.call('POST', ACTORS, body);
    expect([answer.statusCode, answer.json<{ code: string }>().code]).toEqual([
      400,
      'invalid-request',
    ]);
    expect(actors()).toEqual([]);
  });

  test.each(['12345678901234567890', '1e20', '9007199254740993'])(
    'that has lost digits is refused, lest it opens for somebody else: %s',
    async (id) => {
      const answer = await server.call('POST', ACTORS, `{"flipper_id":${id}}`);
      expect(answer.statusCode).toBe(422);
      expect(answer.json()).toMatchObject({ code: 'text-not-storable' });
      expect(actors()).toEqual([]);
    },
  );

  test.each(['null', '[1]', '{"a":1}'])('that is none is missing: %s', async (id) => {
    const answer = await server.call('POST', ACTORS, `{"flipper_id":${id}}`);
    expect([answer.statusCode, answer.json<{ code: number }>().code]).toEqual([422, 4]);
  });
});

test('an address without a name is one of a feature, or an actor, without a name, as in Flipper', async () => {
  const feature = await server.call('GET', '/features/');
  expect([feature.statusCode, feature.json<{ code: number }>().code]).toEqual([404, 1]);
  expect((await server.call('POST', '/features/', { name: 'search' })).statusCode).toBe(405);
  await server.flags.change('search', { kind: 'enable' }, server.note);
  const actor = await server.call('GET', '/actors/');
  expect(actor.json()).toEqual({ flipper_id: '', features: { search: { enabled: true } } });
});

describe('values in one another, however deep', () => {
  const nested = (deep: number) => '['.repeat(deep) + ']'.repeat(deep);
  test.each([101, 1_000, 20_000])('are refused by every door: %i', async (deep) => {
    const api = ofrepApi({
      flags: server.flags,
      authorize: [],
      onSnapshot: server.flags.onSnapshot,
      streamTicket: 'the-ticket',
    });
    await server.app.register(api, { prefix: '/ofrep/v1' });
    await server.flags.change('search', { kind: 'enable' }, server.note);
    const value = nested(deep);
    const statuses = [];
    for (const path of ['', '/search']) {
      const answer = await server.app.inject({
        method: 'POST',
        url: `/ofrep/v1/evaluate/flags${path}`,
        payload: `{"context":{"targetingKey":"a","b":${value}}}`,
      });
      expect(answer.json()).toMatchObject({ errorCode: 'PARSE_ERROR' });
      statuses.push(answer.statusCode);
    }
    for (const [path, body] of [
      [ACTORS, `{"flipper_id":${value}}`],
      ['/features/search/expression', `{"Any":${value}}`],
      ['/features/search/boolean', value],
      ['/import', `{"version":1,"features":{"search":{"boolean":${value}}}}`],
      ['/import', value],
    ] as const) {
      statuses.push((await server.call('POST', path, body)).statusCode);
    }
    expect(statuses).toEqual([400, 400, 400, 422, 400, 422, 422]);
  });
});

describe('a body of another type', () => {
  test.each([
    'text/plain',
    'text/plain;charset=UTF-8',
    'application/octet-stream',
    'application/xml',
  ])('opens nothing: %s', async (type) => {
    for (const body of ['{bad', 'a', '{"flipper_id":"User;1"}']) {
      for (const path of ['/features/search/boolean', `${ACTORS}?flipper_id=a`]) {
        const answer = await server.call('POST', path, body, { 'content-type': type });
        expect(answer.statusCode).toBe(400);
        expect(answer.json()).toMatchObject({ code: 'invalid-request' });
      }
    }
    expect(server.flags.feature('search')).toBeUndefined();
  });

  test('keeps nothing open, and an empty one says nothing', async () => {
    const type = { 'content-type': 'text/plain' };
    expect((await server.call('POST', '/features/search/boolean', '', type)).statusCode).toBe(200);
    await server.call('DELETE', '/features/search/boolean', '{bad', type);
    expect(server.flags.feature('search')?.gates.boolean).toBeNull();
  });
});
