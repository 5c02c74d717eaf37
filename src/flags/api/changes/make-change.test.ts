import { afterEach, describe, expect, test } from 'vitest';

import { BY_ENZO } from '../../../../test/world/flag-notes.ts';
import { flagServer } from '../../../../test/world/flag-server.ts';
import { createMemoryStore } from '../../index.ts';

const FEATURE = 'profile_contacts';

const store = createMemoryStore();
let isLost = false;
const server = flagServer(() => ({
  ...store,
  load: () => (isLost ? Promise.reject(new Error('out of reach')) : store.load()),
}));

test('opening a feature that another instance closed a moment ago is opening it wider', async () => {
  await server.call('POST', `/features/${FEATURE}/boolean`);
  await store.write(FEATURE, { kind: 'disable' }, BY_ENZO);
  server.note = { ...BY_ENZO, role: 'reviewer' };
  const answer = await server.call('POST', `/features/${FEATURE}/boolean`);
  expect(answer.statusCode).toBe(403);
});

test('closing reaches a feature that another instance opened a moment ago', async () => {
  await server.call('DELETE', `/features/${FEATURE}`);
  await store.write(FEATURE, { kind: 'enable' }, BY_ENZO);
  expect((await server.call('DELETE', `/features/${FEATURE}/clear`)).statusCode).toBe(204);
  expect(server.flags.state(FEATURE)).toBe('off');
});

test('removing a feature rolls its release back, unless that has been carried out', async () => {
  server.owners.set(FEATURE, 'a-release');
  await store.write(FEATURE, { kind: 'enable' }, BY_ENZO);
  expect((await server.call('DELETE', `/features/${FEATURE}`)).statusCode).toBe(204);
  expect(server.rolledBack).toEqual([FEATURE]);
  await store.write(FEATURE, { kind: 'enable' }, BY_ENZO);
  server.carriedOut.add(FEATURE);
  expect((await server.call('DELETE', `/features/${FEATURE}`)).statusCode).toBe(204);
  expect(server.rolledBack).toEqual([FEATURE]);
  expect(server.flags.feature(FEATURE)).toBeUndefined();
});

describe('a feature that a program still asks for', () => {
  const removal = () => server.call('DELETE', `/features/${FEATURE}`);
  const isOpen = () => server.flags.isOpen(FEATURE, 'anybody');

  test('is not removed, and stays open for people', async () => {
    await store.write(FEATURE, { kind: 'enable' }, BY_ENZO);
    for (const isCarriedOut of [false, true]) {
      if (isCarriedOut) server.owners.set(FEATURE, 'a-release');
      if (isCarriedOut) server.carriedOut.add(FEATURE);
      server.stillAsked = 'Somebody asks for it.';
      const answer = await removal();
      expect(answer.statusCode).toBe(409);
      expect(answer.json()).toEqual({ code: 'still-asked', message: 'Somebody asks for it.' });
      expect(isOpen()).toBe(true);
    }
    server.stillAsked = null;
    expect((await removal()).statusCode).toBe(204);
  });

  test('is closed by its removal while its release is under way, and not removed', async () => {
    await store.write(FEATURE, { kind: 'enable' }, BY_ENZO);
    server.owners.set(FEATURE, 'a-release');
    server.stillAsked = 'Somebody asks for it.';
    expect((await removal()).statusCode).toBe(409);
    expect(server.rolledBack).toEqual([FEATURE]);
    expect(isOpen()).toBe(false);
    expect(server.flags.feature(FEATURE)).toBeDefined();
  });
});

test('a person who removes a feature says why', async () => {
  await store.write(FEATURE, { kind: 'add' }, BY_ENZO);
  server.note = { ...BY_ENZO, why: null };
  const answer = await server.call('DELETE', `/features/${FEATURE}`);
  expect(answer.json()).toMatchObject({ code: 'reason-needed' });
  expect(server.flags.feature(FEATURE)).toBeDefined();
});

describe('while the store can’t be reached', () => {
  afterEach(() => {
    isLost = false;
  });

  test.each(['/boolean', '/clear', ''])(
    'closing a feature of a release by DELETE …%s closes it here',
    async (place) => {
      await store.write(FEATURE, { kind: 'enable' }, BY_ENZO);
      await server.flags.refresh();
      server.owners.set(FEATURE, 'a-release');
      isLost = true;
      const answer = await server.call('DELETE', `/features/${FEATURE}${place}`);
      expect(answer.statusCode).toBe(202);
      expect(answer.json()).toEqual({
        code: 'not-yet-recorded',
        message: 'Closed here, not yet recorded.',
      });
      expect(server.flags.isOpen(FEATURE, 'anybody')).toBe(false);
    },
  );

  test('nothing is opened, and what no release is known to own can’t be closed either', async () => {
    server.owners.set(FEATURE, 'a-release');
    isLost = true;
    expect((await server.call('POST', `/features/${FEATURE}/boolean`)).statusCode).toBe(500);
    server.owners.clear();
    expect((await server.call('DELETE', `/features/${FEATURE}/boolean`)).statusCode).toBe(500);
  });
});
