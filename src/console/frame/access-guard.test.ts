import Fastify, { type FastifyInstance } from 'fastify';
import { expect, onTestFinished, test } from 'vitest';

import { MINUTE_MS } from '../../lib/duration.ts';
import { sendAway } from './access-guard.ts';

/** A console of forms, for an operator whose role was confirmed a while ago. */
function formsOf(paths: readonly string[], signInAgeMs: number): FastifyInstance {
  const app = Fastify();
  onTestFinished(() => app.close());
  app.decorateRequest('person', null);
  app.decorateRequest('signInAgeMs', signInAgeMs);
  app.addHook('onRequest', async (request, reply) => {
    request.setDecorator('person', {
      proofed: true,
      operator: { name: 'Pat Example', roles: ['engineer'] },
    });
    return sendAway({ stylesheetUrl: '' }, request, reply);
  });
  app.get('/console/flags/:name', () => 'page');
  for (const path of paths) app.post(path, () => 'taken');
  return app;
}

const FORMS = [
  ['/console/access/tokens/:name/revoke', '/console/access/tokens/ci/revoke', '/console/access'],
  ['/console/remarks/:id/mark', '/console/remarks/7/mark?at=1', '/console/remarks'],
  ['/console/flags/:name', '/console/flags/contacts?at=1', '/console/flags/contacts'],
  ['/console/try-out/example', '/console/try-out/example', '/console'],
] as const;

test.each(FORMS)('a form at %s is asked for again on its page', async (route, url, page) => {
  const app = formsOf([route], 6 * MINUTE_MS);
  const { statusCode, headers } = await app.inject({ method: 'POST', url });
  const back = encodeURIComponent(`${page}?notice=asked-again`);
  expect([statusCode, headers.location]).toEqual([303, `/sign-in?return=${back}`]);
});

test('a form that keeps what was typed, and one whose role is fresh, are let through', async () => {
  const stepPath = '/console/releases/:id/steps/:step';
  const old = formsOf([stepPath, '/console/load', '/console/flags/:name/close'], 6 * MINUTE_MS);
  for (const url of ['/console/releases/a/steps/go', '/console/load', '/console/flags/a/close']) {
    expect((await old.inject({ method: 'POST', url })).body).toBe('taken');
  }
  const fresh = formsOf(['/console/remarks/:id/mark'], MINUTE_MS);
  expect((await fresh.inject({ method: 'POST', url: '/console/remarks/7/mark' })).body).toBe(
    'taken',
  );
});

test('a stranger is asked to sign in to the console, and led back to the page that they asked for', async () => {
  const app = Fastify();
  onTestFinished(() => app.close());
  app.decorateRequest('person', null);
  app.addHook('onRequest', async (request, reply) =>
    sendAway({ stylesheetUrl: '' }, request, reply),
  );
  app.get('/console/flags', () => 'page');
  const { statusCode, body } = await app.inject('/console/flags?at=1');
  expect(statusCode).toBe(401);
  expect(body).toContain('Sign in to the release console');
  expect(body).toContain('href="/sign-in?return=%2Fconsole%2Fflags%3Fat%3D1"');
});
