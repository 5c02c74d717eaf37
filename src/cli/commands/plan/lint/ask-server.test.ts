import { expect, test } from 'vitest';

import { err, ok } from '../../../../lib/result.ts';
import { failed, refused } from '../../../outcome.ts';
import type { Server } from '../../../server.ts';
import { askServer } from './ask-server.ts';

const RELEASE = {
  id: 'one-page',
  toggles: ['one_page', 'one_page_api'],
  phase: 'rollout',
  stages: [{ letter: 'A', name: 'Stage A: Canary', percentage: 20, state: 'open' }],
  since: '2024-04-08T14:00:00Z',
};

const FLAG = {
  key: 'one_page',
  state: 'conditional',
  gates: [
    { key: 'boolean', value: null },
    { key: 'percentage_of_actors', value: '20' },
  ],
};

/** A server with these answers; what it does not have, it says no to. */
function serverWith(answers: Readonly<Record<string, unknown>>): Server {
  const get: Server['get'] = async (path) =>
    path in answers ? ok(answers[path]) : err(refused('Feature not found.', 'not-found'));
  return { get, getText: async () => ok(''), send: async () => ok({}) };
}

const ASKED = { id: 'one-page', toggles: ['one_page'] };

test('the plan’s release and the flags of its toggles are found, the release’s own toggles too', async () => {
  const server = serverWith({
    '/api/release/plans': { plans: [{ ...RELEASE, id: 'other' }, RELEASE] },
    '/flipper/api/features/one_page': FLAG,
    '/flipper/api/features/one_page_api': { key: 'one_page_api', state: 'off', gates: [] },
  });
  expect(await askServer(server, ASKED)).toEqual(
    ok({
      release: RELEASE,
      flags: [
        { name: 'one_page', state: 'conditional', percentage: 20 },
        { name: 'one_page_api', state: 'off', percentage: 0 },
      ],
    }),
  );
});

test('a plan that is not loaded and a flag that nobody knows are answers', async () => {
  const server = serverWith({ '/api/release/plans': { plans: [] } });
  expect(await askServer(server, ASKED)).toEqual(ok({ release: null, flags: [] }));
});

test('a server that can’t be asked is a failure', async () => {
  const unreachable = failed('No server answers.', 'server-unreachable');
  const server: Server = { ...serverWith({}), get: async () => err(unreachable) };
  expect(await askServer(server, ASKED)).toEqual(err(unreachable));
});
