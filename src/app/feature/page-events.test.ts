import fastify from 'fastify';
import { expect, onTestFinished, test } from 'vitest';

import { veteran } from '../../../test/world/veterans.ts';
import { countPageViews, countSurvey, type PageAnalytics } from './page-events.ts';

type Report = Parameters<PageAnalytics['intake']['note']>[0];

const STAGE = 'mvp: Stage A, run 1';
const NOT_EVALUATED = { isOpen: () => true, of: () => null };

/** The contacts page with a survey, and what is counted of it. */
function pageWithSurvey({ isBusy = false } = {}) {
  const noted: Report[] = [];
  const taken: Report[] = [];
  const batches: (string | null)[] = [];
  const app = fastify();
  onTestFinished(() => app.close());
  const { accountId: person } = veteran('all-four');
  const analytics: PageAnalytics = {
    intake: {
      take: async ({ reports }) => {
        if (!isBusy) taken.push(...reports);
        return isBusy ? 'busy' : 'counted';
      },
      note: (report, batch) => {
        noted.push(report);
        batches.push(batch ?? null);
      },
      failedAt: () => null,
      close: () => Promise.resolve(),
    },
    figures: () => Promise.reject(new Error('nobody asks')),
    close: () => Promise.resolve(),
    senderOf: () => ({
      person: '17',
      from: { feature: 'profile_contacts', stage: 'mvp: Stage B, run 1', cohort: 'open' },
    }),
    visitOf: (_request, { stage }) => `visit in ${stage}`,
  };
  countPageViews(app, analytics, NOT_EVALUATED);
  app.get('/profile/contacts', async (request) => {
    await countSurvey({ kind: 'shown', person, stage: STAGE }, request);
    return 'the page';
  });
  app.post('/v0/feedback', async (request, reply) => {
    await countSurvey({ kind: 'answered', answer: 'helpful', person, stage: STAGE }, request);
    const acknowledged = taken.length + noted.length;
    return reply.send({ acknowledged });
  });
  const told = (reports: readonly Report[]) =>
    reports.map(({ events: [event], from }) => [event?.name, event?.detail, from.stage]);
  const answer = (headers = {}) =>
    app.inject({ method: 'POST', url: '/v0/feedback', payload: { answer: 'helpful' }, headers });
  return {
    app,
    batches: () => batches,
    noted: () => told(noted),
    taken: () => told(taken),
    answer,
  };
}

test('a page counts its view, its visit once and that its survey was shown, in the stage that asks', async () => {
  const { app, noted, batches } = pageWithSurvey();
  await app.inject('/profile/contacts');
  await expect.poll(noted).toEqual([
    ['survey-shown', '', STAGE],
    ['page-view', '', 'mvp: Stage B, run 1'],
    ['visit', '', 'mvp: Stage B, run 1'],
  ]);
  expect(batches()).toEqual([null, null, 'visit in mvp: Stage B, run 1']);
});

test('an answer is counted before it is acknowledged', async () => {
  const { answer, taken } = pageWithSurvey();
  expect((await answer()).json()).toEqual({ acknowledged: 1 });
  expect(taken()).toEqual([['survey-answered', 'helpful', STAGE]]);
});

test('an answer that can’t be counted now is tried again, and not acknowledged', async () => {
  const { answer, noted } = pageWithSurvey({ isBusy: true });
  expect((await answer()).json()).toMatchObject({ code: 'store-too-slow' });
  expect(noted()).toEqual([['survey-answered', 'helpful', STAGE]]);
});

test('of who asks not to be followed neither is counted', async () => {
  const { app, answer, noted, taken } = pageWithSurvey();
  const headers = { 'sec-gpc': '1' };
  await app.inject({ url: '/profile/contacts', headers });
  await answer(headers);
  expect([noted(), taken()]).toEqual([[], []]);
});
