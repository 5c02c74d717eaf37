import { afterEach, beforeEach, expect, test } from 'vitest';

import { openSurface, type OpenSurface } from '../../../test/world/surface.ts';

let surface: OpenSurface;
beforeEach(async () => {
  surface = await openSurface();
});
afterEach(() => surface.close());

test('somebody with the feature is told of with what they met and the share in force', async () => {
  await surface.openFor(100);
  await surface.visit('all-four', '/profile/contacts');
  expect(surface.told()).toMatchObject([
    {
      cohort: 'open',
      share: 1,
      shown: true,
      ofFeature: true,
      endpoint: '/profile/contacts',
      status: 200,
      cause: null,
      hasContent: true,
    },
  ]);
});

test('somebody without the feature who opens the hub is told of as such', async () => {
  await surface.openFor(0);
  await surface.visit('all-four', '/profile');
  expect(surface.told()).toMatchObject([
    { cohort: 'closed', share: 0, shown: false, ofFeature: false, endpoint: '/profile' },
  ]);
});

test('a tester is told of as a tester', async () => {
  await surface.letIn('all-four');
  await surface.visit('all-four', '/profile/contacts');
  expect(surface.told()).toMatchObject([{ cohort: 'tester', shown: true }]);
});

test('an answer that failed because VA Profile did is told as VA Profile’s fault', async () => {
  await surface.openFor(100);
  surface.fail({ kind: 'failed' });
  await surface.visit('all-four', '/profile/contacts');
  await surface.visit('all-four', '/v0/profile/contacts');
  expect(surface.told().map(({ cause }) => cause)).toEqual(['dependency', 'dependency']);
});

test('a request of ours that VA Profile refuses is our fault', async () => {
  await surface.openFor(100);
  surface.fail({ kind: 'refused-request' });
  await surface.visit('all-four', '/profile/contacts');
  expect(surface.told().map(({ cause }) => cause)).toEqual(['us']);
});

test('an answer that broke is our fault', async () => {
  await surface.openFor(100);
  surface.breakDown();
  await surface.visit('all-four', '/profile/contacts');
  expect(surface.told()).toMatchObject([{ status: 500, cause: 'us' }]);
});

test('a Veteran without contacts got a good answer with nothing in it', async () => {
  await surface.openFor(100);
  await surface.visit('none-on-file', '/profile/contacts');
  expect(surface.told()).toMatchObject([{ cause: null, hasContent: false }]);
});

test('nothing is told of somebody who is signed out, or whom the Profile does not let in', async () => {
  await surface.openFor(100);
  await surface.visit(null, '/profile/contacts');
  await surface.visit('unproofed', '/profile');
  expect(surface.told()).toEqual([]);
});
