import { expect, test } from 'vitest';

import { BY_ENZO } from '../../../../test/world/flag-notes.ts';
import { flagServer } from '../../../../test/world/flag-server.ts';
import { createMemoryStore } from '../../index.ts';

const FEATURE = 'profile_contacts';

const store = createMemoryStore();
const server = flagServer(() => store);

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
