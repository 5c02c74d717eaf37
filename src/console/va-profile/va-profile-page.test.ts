import Fastify from 'fastify';
import { expect, onTestFinished, test } from 'vitest';

import { HOUR_MS, MINUTE_MS } from '../../lib/duration.ts';
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

const QUIET: UpstreamHealth['lastHour'] = {
  countedMs: HOUR_MS,
  outcomes: new Map(),
  sent: 0,
  retried: 0,
  latency: null,
};
const WELL: UpstreamHealth = {
  breaker: 'closed',
  restMs: 0,
  sent: 2,
  waiting: 0,
  most: { atOnce: 50, waiting: 25 },
  lastHour: QUIET,
};

test('An operator reads that VA Profile is asked, and that no downtime is planned', async () => {
  const html = await page(WELL);
  expect(html).toContain('Closed: VA Profile is asked.');
  expect(html).toContain('2 of at most 50 requests');
  expect(html).toContain('No question was asked in that time');
  expect(html).not.toContain('ms</td>');
  expect(html).toContain('None is planned.');
});

test('An operator reads that VA Profile is not asked while too much fails', async () => {
  const html = await page({ ...WELL, breaker: 'open', restMs: 41_200, waiting: 7 });
  expect(html).toContain('VA Profile is not asked for a while. The next try: in 42 s.');
  expect(html).toContain('7 of at most 25 requests');
});

test('An operator reads how long questions took, and how many failed in which way', async () => {
  const html = await page({
    ...WELL,
    lastHour: {
      countedMs: 12 * MINUTE_MS,
      outcomes: new Map([
        ['timeout', 1],
        ['answered', 150],
        ['breaker-open', 49],
      ]),
      sent: 151,
      retried: 3,
      latency: { p50: 80, p90: 120, p95: 190, p99: 640, longest: 5000 },
    },
  });
  expect(html).toContain('has run for 12 min');
  expect(html).toMatch(/Answered<.*>150<.*75%.*no answer in time<.*>1<.*0\.5%.*breaker was open/su);
  expect(html).toMatch(/95 of 100<.*190 ms.*All<.*5000 ms.*3 of 151 had one/su);
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
