import Fastify from 'fastify';
import { expect, onTestFinished, test } from 'vitest';

import type { UpstreamHealth } from './va-profile-page.tsx';
import { vaProfileRoutes, type VaProfileRoutesDeps } from './va-profile-routes.ts';

const NOW = new Date('2024-04-09T07:00:00Z');

async function page(health: UpstreamHealth, downtimes: VaProfileRoutesDeps['downtimes'] = []) {
  const app = Fastify();
  onTestFinished(() => app.close());
  app.decorateRequest('person', null);
  app.addHook('onRequest', async (request) =>
    request.setDecorator('person', {
      proofed: true,
      operator: { name: 'Pat Example', roles: ['reviewer'] },
    }),
  );
  const clock = { now: () => NOW };
  vaProfileRoutes(app, {
    clock,
    vaProfileHealth: () => health,
    downtimes,
    stylesheetUrl: '/console.css',
  });
  return (await app.inject('/console/va-profile')).body;
}

const WELL: UpstreamHealth = { breaker: 'closed', sent: 2, waiting: 0 };

test('An operator reads that VA Profile is asked, and that no downtime is planned', async () => {
  const html = await page(WELL);
  expect(html).toContain('Closed: VA Profile is asked.');
  expect(html).toContain('<dd>2</dd>');
  expect(html).toContain('None is planned.');
});

test('An operator reads that VA Profile is not asked while too much fails', async () => {
  expect(await page({ ...WELL, breaker: 'open', waiting: 7 })).toContain('VA Profile is not asked');
});

test('A downtime under way is marked, one to come is listed after it, and one that is over is not shown', async () => {
  const html = await page(WELL, [
    { from: new Date('2024-04-20T06:00Z'), until: new Date('2024-04-20T08:00Z') },
    { from: new Date('2024-04-09T06:00Z'), until: new Date('2024-04-09T08:00Z') },
    { from: new Date('2024-04-01T06:00Z'), until: new Date('2024-04-01T08:00Z') },
  ]);
  expect(html).toMatch(/Apr 9, 2024, 2:00 AM ET.*\(now\).*Apr 20, 2024/su);
  expect(html).not.toContain('Apr 1, 2024');
});
