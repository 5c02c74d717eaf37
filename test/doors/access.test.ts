/** Who gets in by a token, and no longer: every route by every scope, other toggles by every way. */
import { beforeAll, describe, expect, test } from 'vitest';

import { doorOf, scopesFor } from '../../src/app/http/doors.ts';
import { GRANTED_SCOPES } from '../../src/identity/tokens/scopes.ts';
import { apiCaller, codeIn, PAT } from './api-caller.ts';
import { programHere } from './program-here.ts';

const here = programHere();
const { ask, tokenFor, loadCanary } = apiCaller(here);

beforeAll(loadCanary);

describe('a token', () => {
  test.each([...GRANTED_SCOPES])(
    'with the scope %s opens the doors of that scope and no other',
    async (scope) => {
      const { token } = await tokenFor(scope);
      const doors = here().routes.filter(
        ({ method, route }) => method !== 'TRACE' && doorOf(route).who.startsWith('token'),
      );
      expect(doors.length).toBeGreaterThan(30);
      for (const { method, route } of doors) {
        const path = route.replace(/:(\w+)|\*/g, 'no-such');
        const { status, text } = await ask(method, path, { token });
        const isRefused = status === 403 && (method === 'HEAD' || isOutOfScope(text));
        const what = `${method} ${route} ${status}`;
        expect(isRefused, what).toBe(!scopesFor(route, method).includes(scope));
        expect(status, what).not.toBe(401);
      }
    },
  );

  const isOutOfScope = (text: string) => codeIn(text) === 'token-out-of-scope';

  test('is none of ours any more at any door once it is revoked', async () => {
    const { name, token } = await tokenFor(...GRANTED_SCOPES);
    expect((await ask('GET', '/api/flags', { token })).status).toBe(200);
    expect((await ask('DELETE', `/api/tokens/${name}`)).status).toBe(204);
    for (const path of ['/api/flags', '/flipper/api/features', '/api/release/plans']) {
      expect((await ask('GET', path, { token })).status, path).toBe(401);
    }
  });

  test('is listed with who made it, and without its secret', async () => {
    const body = { name: 'listed', scopes: ['read'], days: 7 };
    const { text } = await ask('POST', '/api/tokens', { body, as: PAT });
    const { secret } = JSON.parse(text) as { secret: string };
    const list = await ask('GET', '/api/tokens');
    expect(list.text).toContain('"name":"listed","scopes":["read"],"owner":"Pat Planner"');
    expect(list.text).not.toContain(secret);
  });

  test.each([
    [{ name: 'x', scopes: [] }],
    [{ name: 'x', scopes: ['read'], days: 0 }],
    [{ name: 'x', scopes: ['read'], days: 400 }],
    [{ name: 'x', scopes: ['read'], days: '7' }],
    [{ name: 'x', scopes: 'read' }],
    [{ name: 'X y', scopes: ['read'] }],
    [{ name: 'x', scopes: ['admin'] }],
  ])('is not made of %j', async (body) => {
    expect((await ask('POST', '/api/tokens', { body })).status).toBe(400);
  });
});

describe('a token for the flags of one feature', () => {
  const AT = '/flipper/api/features';
  const reasoned = { 'x-acting-why': 'tried' };

  test('changes that feature', async () => {
    const { token } = await tokenFor('flags:own_one');
    const opened = await ask('POST', `${AT}/own_one/boolean`, { token, as: reasoned });
    expect(opened.status).toBe(200);
    expect((await ask('DELETE', `${AT}/own_one/boolean`, { token })).status).toBe(200);
  });

  test.each([
    ['POST', `${AT}/other/boolean`, {}],
    ['DELETE', `${AT}/other/boolean`, {}],
    ['POST', `${AT}/other/actors`, { flipper_id: 'a' }],
    ['DELETE', `${AT}/other/actors`, { flipper_id: 'a' }],
    ['POST', `${AT}/other/groups?allow_unregistered_groups=true`, { name: 'a' }],
    ['POST', `${AT}/other/percentage_of_actors`, { percentage: 5 }],
    ['POST', `${AT}/other/percentage_of_time`, { percentage: 5 }],
    ['POST', `${AT}/other/expression`, { Property: ['plan'] }],
    ['DELETE', `${AT}/other/clear`, {}],
    ['DELETE', `${AT}/other`, {}],
    ['POST', AT, { name: 'other' }],
    ['POST', '/flipper/api/import', { version: 1, features: {} }],
    ['DELETE', `${AT}/canary/boolean`, {}],
    ['DELETE', `${AT}/CANARY/boolean`, {}],
  ])('changes no other: %s %s', async (method, path, body) => {
    await ask('POST', `${AT}/other/boolean`, { as: reasoned });
    const before = await ask('GET', AT);
    const { token } = await tokenFor('flags:own_one');
    const answer = await ask(method, path, { token, body, as: reasoned });
    expect([answer.status, codeIn(answer.text)]).toEqual([403, 'token-out-of-scope']);
    expect((await ask('GET', AT)).text).toBe(before.text);
  });

  test('undoes no change of another', async () => {
    await ask('POST', `${AT}/other/boolean`, { as: reasoned });
    await ask('DELETE', `${AT}/other/boolean`, { as: reasoned });
    const history = await ask('GET', '/api/flags/other/history');
    const [newest] = (JSON.parse(history.text) as { entries: { id: number }[] }).entries;
    const { token } = await tokenFor('flags:own_one');
    const answer = await ask('POST', `/api/flags/history/${newest?.id}/undo`, { token, body: {} });
    expect([answer.status, codeIn(answer.text)]).toEqual([403, 'token-out-of-scope']);
  });
});

test('a token for the observations of one toggle is believed about no other', async () => {
  const { token } = await tokenFor('observations:letters');
  const heartbeats = ['canary', 'letters'].map((toggle) => ({
    kind: 'heartbeat',
    toggle,
    cohort: 'open',
  }));
  const observations = [...heartbeats, { kind: 'answer', toggle: 'canary', status: 'broken' }];
  const answer = await ask('POST', '/api/release/observations', { token, body: { observations } });
  const { refused = [] } = JSON.parse(answer.text) as {
    refused?: { index: number; code: string }[];
  };
  expect(refused.map(({ index, code }) => [index, code])).toEqual([
    [0, 'token-out-of-scope'],
    [1, 'unowned-toggle'],
    [2, 'token-out-of-scope'],
  ]);
});

describe('who acts by a token', () => {
  const START = '/api/release/plans/canary/steps/start';

  test('is a claim of that token wherever it is told', async () => {
    const { name, token } = await tokenFor('release');
    expect((await ask('POST', START, { token, body: {}, as: PAT })).status).toBe(200);
    const claim = `Pat Planner, product manager (claimed by token ${name})`;
    expect((await ask('GET', '/api/release/plans/canary')).text).toContain(claim);
    expect((await ask('GET', '/api/release/plans/canary/report')).text).toContain(claim);
    const flag = { as: { ...PAT, 'x-acting-why': 'tried' } };
    await ask('POST', '/flipper/api/features/claimed/boolean', flag);
    const history = await ask('GET', '/api/flags/claimed/history');
    expect(history.text).toContain('"claimedBy":"administrator"');
  });

  test.each(['go', 'no-go', 'advance', 'resume', 'close', 'start'])(
    'is no engineer who could %s, without a person',
    async (step) => {
      const path = `/api/release/plans/canary/steps/${step}`;
      const answer = await ask('POST', path, { body: { reason: 'x' } });
      expect([answer.status, codeIn(answer.text)]).toEqual([403, 'not-allowed']);
    },
  );

  test('rolls back all the same, without a person', async () => {
    const { name, token } = await tokenFor('release');
    const answer = await ask('POST', '/api/release/plans/canary/steps/rollback', { token });
    expect(answer.status, answer.text).toBe(200);
    expect(answer.text).toContain(`Token ${name}, automation`);
  });
});
