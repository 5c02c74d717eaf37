import { gunzipSync } from 'node:zlib';
import { describe, expect, test } from 'vitest';

import { BY_ENZO } from '../../../../test/world/flag-notes.ts';
import { flagServer } from '../../../../test/world/flag-server.ts';

const FEATURE = 'profile_contacts';
const ACTOR = '6f9619ff-8b86-4d01-b42d-00cf4fc964ff';
const RELEASE = 'personal-health-care-contacts-mvp';
const AT = `/features/${FEATURE}`;
const FORM = { 'content-type': 'application/x-www-form-urlencoded' };

const server = flagServer();
const gateOf = (answer: { json(): unknown }, key: string) =>
  (answer.json() as { gates: { key: string; value: unknown }[] }).gates.find(
    (gate) => gate.key === key,
  )?.value;

describe('Flipper’s HTTP API', () => {
  test('adds a feature, opens it by every gate, and shows it as Flipper does', async () => {
    const { call } = server;
    await call('POST', '/features', { name: FEATURE });
    await call('POST', `${AT}/actors`, { flipper_id: ACTOR });
    await call('POST', `${AT}/groups`, { name: 'admins' });
    await call('POST', `${AT}/percentage_of_time`, { percentage: 5 });
    await call('POST', `${AT}/expression`, { Property: ['plan'] });
    const answer = await call('POST', `${AT}/percentage_of_actors`, { percentage: '12.5' });
    expect(answer.statusCode).toBe(200);
    expect(answer.headers['content-type']).toBe('application/json');
    expect(answer.json()).toEqual({
      key: FEATURE,
      state: 'conditional',
      gates: [
        { key: 'boolean', name: 'boolean', value: null },
        { key: 'expression', name: 'expression', value: { Property: ['plan'] } },
        { key: 'actors', name: 'actor', value: [ACTOR] },
        { key: 'percentage_of_actors', name: 'percentage_of_actors', value: '12.5' },
        { key: 'percentage_of_time', name: 'percentage_of_time', value: '5' },
        { key: 'groups', name: 'group', value: ['admins'] },
      ],
    });
  });

  test('takes a request without a body though it is labelled JSON', async () => {
    expect((await server.call('POST', `${AT}/boolean`)).json()).toMatchObject({ state: 'on' });
    expect((await server.call('DELETE', `${AT}/boolean`)).json()).toMatchObject({ state: 'off' });
  });

  test.each([
    ['the query', '?flipper_id=User%3B1', '', {}],
    ['a form', '', 'flipper_id=User%3B1', FORM],
    ['a body without a label', '', 'flipper_id=User%3B1', { 'content-type': '' }],
    ['JSON', '', '{"flipper_id":"User;1"}', {}],
    [
      'JSON with a charset',
      '',
      '{"flipper_id":"User;1"}',
      { 'content-type': 'application/json; charset=utf-8' },
    ],
    ['a body over a query', '?flipper_id=no', '{"flipper_id":"User;1"}', {}],
  ])('takes parameters from %s', async (_where, query, body, headers) => {
    const answer = await server.call('POST', `${AT}/actors${query}`, body, headers);
    expect(gateOf(answer, 'actors')).toEqual(['User;1']);
  });

  test.each([
    ['a%2Fb%20c', 'a/b c'],
    ['a/b+c', 'a/b+c'],
    ['a/b%20c', 'a/b c'],
    ['ws%20', 'ws '],
    ['fl%C3%A4gga', 'flägga'],
    ['a%2Bb', 'a+b'],
    ['clear', 'clear'],
  ])('knows the feature behind %s', async (encoded, name) => {
    const answer = await server.call('POST', `/features/${encoded}/boolean/`);
    expect(answer.json()).toMatchObject({ key: name, state: 'on' });
    expect((await server.call('GET', `/features/${encoded}`)).json()).toMatchObject({ key: name });
  });

  test('knows the actor behind a+b, which is no a b', async () => {
    await server.call('POST', `${AT}/actors`, { flipper_id: 'a+b' });
    for (const [encoded, enabled] of [
      ['a+b', true],
      ['a%2Bb', true],
      ['a%20b', false],
    ] as const) {
      const answer = await server.call('GET', `/actors/${encoded}`);
      expect(answer.json()).toMatchObject({ features: { [FEATURE]: { enabled } } });
    }
  });

  test('cleans the name of a new feature of what nobody sees', async () => {
    const answer = await server.call('POST', '/features', { name: ' \u200Bsearch\u00A0\n' });
    expect(answer.json()).toMatchObject({ key: 'search', state: 'off' });
  });

  test.each([
    ['GET', '/features/no_such_feature', {}, 404, 1],
    ['POST', `${AT}/groups`, { name: 'strangers' }, 404, 2],
    ['DELETE', `${AT}/groups`, { name: 'strangers' }, 404, 2],
    ['POST', `${AT}/percentage_of_actors`, { percentage: '101' }, 422, 3],
    ['POST', `${AT}/percentage_of_actors`, { percentage: '5abc' }, 422, 3],
    ['POST', `${AT}/percentage_of_time`, {}, 422, 3],
    ['POST', `${AT}/actors`, {}, 422, 4],
    ['DELETE', `${AT}/actors`, {}, 422, 4],
    ['POST', '/features', { name: ' ' }, 422, 5],
    ['POST', `${AT}/groups`, { name: '' }, 422, 5],
    ['POST', '/features//boolean', {}, 422, 5],
    ['POST', '/import', '', 422, 6],
    ['POST', '/import', 'no JSON', 422, 6],
    ['POST', `${AT}/expression`, { Nope: [] }, 422, 7],
    ['POST', `${AT}/expression`, '[1]', 422, 7],
    ['POST', `${AT}/expression`, 'no JSON', 422, 7],
    ['POST', `${AT}/actors`, 'no JSON', 400, 'invalid-request'],
    ['POST', `${AT}/actors`, '[]', 400, 'invalid-request'],
    ['POST', `${AT}/actors`, { flipper_id: 'a\0b' }, 422, 'text-not-storable'],
    ['POST', `${AT}/actors?flipper_id`, '', 400, 'invalid-request'],
    ['POST', `${AT}/boolean`, '{bad', 400, 'invalid-request'],
    ['POST', '/features/__proto__/boolean', {}, 422, 'text-not-storable'],
    ['POST', `${AT}/actors`, { flipper_id: 'é'.repeat(501) }, 422, 'text-not-storable'],
    ['POST', `/features/${'n'.repeat(256)}/boolean`, {}, 422, 'text-not-storable'],
    ['GET', '/features?keys=%FF', {}, 400, 'invalid-request'],
    ['GET', '/features?keys=a&keys[]=b', {}, 400, 'invalid-request'],
    ['PUT', AT, {}, 405, 'no-such-verb'],
    ['GET', '/import', {}, 405, 'no-such-verb'],
  ] as const)(
    '%s %s with %j is refused and changes nothing',
    async (method, path, body, status, code) => {
      const answer = await server.call(method, path, body);
      expect(answer.statusCode, answer.body).toBe(status);
      expect(answer.json()).toMatchObject({ code });
      expect(answer.json<{ message: string }>().message).toMatch(/\.$/);
      expect(server.flags.features()).toEqual([]);
    },
  );

  test.each(['/', '/actors', '/gates/x', '/features_x'])('has nothing at %s', async (path) => {
    const answer = await server.call('GET', path);
    expect(answer.statusCode).toBe(404);
    expect(answer.json()).toEqual({});
  });

  test('knows Flipper’s errors to the letter, and tells a person more', async () => {
    const expression = { Equal: [null] };
    const plain = await server.call('POST', `${AT}/expression`, expression);
    expect(plain.json()).toEqual({
      code: 7,
      message: 'The provided expression was not valid.',
      more_info: 'https://flippercloud.io/docs/api#error-code-reference',
    });
    const named = { 'x-acting-as': 'Enzo' };
    const told = await server.call('POST', `${AT}/expression`, expression, named);
    expect(told.json()).toHaveProperty('detail');
  });

  test('ignores the body of a DELETE of an expression or a percentage', async () => {
    await server.call('POST', `${AT}/expression`, { Property: ['plan'] });
    const answer = await server.call('DELETE', `${AT}/expression`, { All: [] });
    expect(gateOf(answer, 'expression')).toBeNull();
    const percentage = await server.call('DELETE', `${AT}/percentage_of_time`, '{"percentage":');
    expect(gateOf(percentage, 'percentage_of_time')).toBe('0');
  });

  test('clears a feature, which stays known, and removes one, which does not', async () => {
    await server.call('POST', `${AT}/boolean`);
    expect((await server.call('DELETE', `${AT}/clear`)).statusCode).toBe(204);
    expect((await server.call('GET', AT)).json()).toMatchObject({ state: 'off' });
    expect((await server.call('DELETE', AT)).statusCode).toBe(204);
    expect((await server.call('DELETE', AT)).statusCode).toBe(204);
    expect((await server.call('DELETE', `${AT}/clear`)).statusCode).toBe(204);
    expect(server.flags.features()).toEqual([]);
  });

  test('says for one actor which features are open', async () => {
    await server.call('POST', `${AT}/actors`, { flipper_id: 'User;1' });
    await server.call('POST', '/features', { name: 'search' });
    expect((await server.call('GET', '/actors/User%3B1')).json()).toEqual({
      flipper_id: 'User;1',
      features: { [FEATURE]: { enabled: true }, search: { enabled: false } },
    });
    const asked = await server.call('GET', `/actors/User;1?keys=${FEATURE},unknown`);
    expect(asked.json<{ features: unknown }>().features).toEqual({
      [FEATURE]: { enabled: true },
      unknown: { enabled: false },
    });
  });
});

describe('the list of features', () => {
  const keysIn = async (query: string) => {
    const answer = await server.call('GET', `/features${query}`);
    return answer.json<{ features: { key: string }[] }>().features.map(({ key }) => key);
  };

  test('holds the features asked for, whatever is in their names', async () => {
    for (const name of ['a', 'b', 'c,d', 'sp ace'])
      await server.call('POST', '/features', { name });
    expect(await keysIn('?keys=b,sp+ace,nope')).toEqual(['b', 'sp ace']);
    expect(await keysIn('?keys[]=c%2Cd&keys%5B%5D=a')).toEqual(['c,d', 'a']);
    expect(await keysIn('?keys=')).toEqual([]);
    expect(await keysIn('')).toEqual(['a', 'b', 'c,d', 'sp ace']);
  });

  test('leaves out gates, or their names, for who asks so', async () => {
    await server.call('POST', `${AT}/boolean`);
    const bare = await server.call('GET', '/features?exclude_gates=TRUE');
    expect(bare.json()).toEqual({ features: [{ key: FEATURE, state: 'on' }] });
    const nameless = await server.call('GET', '/features?exclude_gate_names=true');
    expect(nameless.body).toContain('{"key":"boolean","value":"true"}');
    const one = await server.call('GET', `${AT}?exclude_gates=true`);
    expect(one.json()).toEqual({ key: FEATURE, state: 'on' });
  });

  test('is not sent again to who has it, until something changes, by whatever way', async () => {
    await server.call('POST', `${AT}/boolean`);
    const first = await server.call('GET', '/features');
    expect(first.headers['poll-interval']).toBe('20');
    const known = { 'if-none-match': String(first.headers.etag) };
    const second = await server.call('GET', '/features', '', known);
    expect([second.statusCode, second.body]).toEqual([304, '']);
    await server.flags.change(FEATURE, { kind: 'enable-actor', actorId: ACTOR }, BY_ENZO);
    expect((await server.call('GET', '/features', '', known)).statusCode).toBe(200);
  });

  test('is compressed for who takes gzip, and headers alone are sent to HEAD', async () => {
    await server.call('POST', `${AT}/boolean`);
    const plain = await server.call('GET', '/features', '', { 'accept-encoding': 'gzip;q=0, br' });
    const answer = await server.call('GET', '/features', '', { 'accept-encoding': 'br, gzip' });
    expect(answer.headers).toMatchObject({ 'content-encoding': 'gzip', vary: 'accept-encoding' });
    expect(gunzipSync(answer.rawPayload).toString()).toBe(plain.body);
    const head = await server.call('HEAD', '/features');
    expect([head.statusCode, head.body]).toEqual([200, '']);
  });
});

describe('a feature that a release owns', () => {
  const owned = async () => {
    await server.flags.change(
      FEATURE,
      { kind: 'set-percentage-of-actors', percentage: 20 },
      BY_ENZO,
    );
    server.owners.set(FEATURE, RELEASE);
  };

  test.each([
    ['boolean', {}],
    ['actors', { flipper_id: ACTOR }],
    ['groups', { name: 'admins' }],
    ['percentage_of_actors', { percentage: 50 }],
    ['percentage_of_time', { percentage: 1 }],
    ['expression', { Property: ['plan'] }],
  ])('is not opened wider by its gate %s; the refusal names the release', async (gate, body) => {
    await owned();
    const before = server.flags.features();
    const answer = await server.call('POST', `${AT}/${gate}`, body);
    expect(answer.statusCode).toBe(409);
    expect(answer.body).toContain(RELEASE);
    expect(server.flags.features()).toEqual(before);
  });

  test.each([
    ['DELETE', `${AT}/boolean`],
    ['DELETE', `${AT}/percentage_of_actors`],
    ['DELETE', `${AT}/clear`],
    ['DELETE', AT],
  ] as const)('is rolled back by %s %s', async (method, path) => {
    await owned();
    expect((await server.call(method, path)).statusCode).toBeLessThan(300);
    expect(server.rolledBack).toEqual([FEATURE]);
    expect(server.flags.state(FEATURE)).toBe('off');
  });

  test.each([
    ['longer than it is read', 'application/json', `{"why":"${'x'.repeat(2_000_000)}"}`],
    ['of a type that is none', ';;/', 'why'],
    ['no JSON', 'application/json', '{"why":'],
  ])('is rolled back though the body is %s', async (_, type, payload) => {
    for (const url of [`${AT}/boolean`, `${AT}/clear`, AT]) {
      await owned();
      server.rolledBack.length = 0;
      const answer = await server.call('DELETE', url, payload, { 'content-type': type });
      expect(answer.statusCode, answer.body).toBeLessThan(300);
      expect(server.rolledBack).toEqual([FEATURE]);
      expect(server.flags.state(FEATURE)).toBe('off');
    }
  });

  test('is rolled back by the plainest close though it looks closed here already', async () => {
    server.owners.set(FEATURE, RELEASE);
    await server.call('DELETE', `${AT}/boolean`);
    expect(server.rolledBack).toEqual([FEATURE]);
  });

  test('is not rolled back by what changes nothing', async () => {
    server.owners.set(FEATURE, RELEASE);
    await server.call('POST', '/features', { name: FEATURE });
    await server.call('DELETE', `${AT}/actors`, { flipper_id: ACTOR });
    expect(server.rolledBack).toEqual([]);
  });
});

describe('who may change a feature', () => {
  test('a reviewer closes, and does not open', async () => {
    await server.call('POST', `${AT}/boolean`);
    server.note = { ...BY_ENZO, role: 'reviewer', why: null };
    expect((await server.call('DELETE', `${AT}/boolean`)).statusCode).toBe(200);
    const answer = await server.call('POST', `${AT}/boolean`);
    expect(answer.statusCode).toBe(403);
    expect(answer.json()).toMatchObject({ code: 'not-allowed' });
    expect(server.flags.state(FEATURE)).toBe('off');
  });

  test('nobody opens without a reason', async () => {
    server.note = { ...BY_ENZO, why: null };
    const answer = await server.call('POST', `${AT}/actors`, { flipper_id: ACTOR });
    expect(answer.statusCode).toBe(422);
    expect(answer.json()).toMatchObject({ code: 'reason-needed' });
    expect(server.flags.features()).toEqual([]);
  });
});
