import { readFileSync } from 'node:fs';

import Fastify, { type FastifyInstance } from 'fastify';
import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest';

import { openTestDatabase } from '../../../test/postgres/index.ts';
import { engineOn } from '../../../test/world/engine.ts';
import { ENZO } from '../../../test/world/releases.ts';
import { createFlags, createSqlStore, flagMigrations, type Flags } from '../../flags/index.ts';
import { systemClock } from '../../lib/clock.ts';
import { migrate, type OpenDatabase } from '../../lib/database/index.ts';
import { createLog } from '../../lib/log.ts';
import { releaseApi, releaseMigrations } from '../index.ts';

const PLAN = readFileSync('test/plans/canary.md', 'utf8');

let database: OpenDatabase;
let flags: Flags;
let app: FastifyInstance;
/** Each test has a release of its own, on a toggle of its own. */
let releases = 0;
let id: string;
let document: string;

beforeEach(() => {
  releases += 1;
  id = `canary-${releases}`;
  document = PLAN.replace('`canary`', `\`canary_${releases}\``);
});

beforeAll(async () => {
  database = await openTestDatabase();
  const { db } = database;
  await migrate(db, { ...flagMigrations, ...releaseMigrations });
  const log = createLog('silent');
  flags = createFlags({ store: createSqlStore(db), log, snapshotLimitMs: 30_000 });
  const engine = engineOn({ db, flags, clock: systemClock });
  app = Fastify();
  const findTester = (email: string) =>
    Promise.resolve({ emailDigest: `digest of ${email.length}`, accountId: null });
  await app.register(
    releaseApi({
      engine,
      clock: systemClock,
      authorize: [],
      whoActs: () => ENZO,
      mayObserve: () => true,
      whyRoleless: () => null,
      findTester,
    }),
  );
});

afterAll(async () => {
  await app.close();
  await flags.close();
  await database.close();
});

const mistakes = () =>
  [
    ['/plans', { id: 'my plan', document }, 400, 'not-a-plan-id'],
    ['/plans', { id: 'empty', document: '# Nothing' }, 422, 'plan-not-ready'],
    [`/plans/${id}/testers`, { email: 'tom' }, 400, 'not-an-email'],
    [`/plans/${id}/steps/leap`, {}, 404, 'no-such-step'],
    [`/plans/${id}/steps/constructor`, {}, 404, 'no-such-step'],
    ['/plans/unknown/steps/start', {}, 404, 'no-such-release'],
    [`/plans/${id}/steps/advance`, {}, 409, 'not-started'],
    [`/plans/${id}/steps/advance`, { override: true }, 409, 'reason-needed'],
  ] as const;

const post = (url: string, payload: object) => app.inject({ method: 'POST', url, payload });

describe('the release API', () => {
  test('loads a plan, takes its steps and answers with the status', async () => {
    expect((await post('/plans', { id, document })).statusCode).toBe(200);
    const started = await post(`/plans/${id}/steps/start`, {});
    expect(started.json()).toMatchObject({ id, phase: 'testing' });
    const { plans } = (await app.inject('/plans')).json<{ plans: { id: string }[] }>();
    expect(plans.map((plan) => plan.id)).toContain(id);
  });

  test('keeps the reason of a step, without the blanks around it', async () => {
    await post('/plans', { id, document });
    const held = await post(`/plans/${id}/steps/rollback`, { reason: '  Errors rose ' });
    expect(held.json<{ because: string }>().because).toContain('Errors rose');
  });

  test('signs a go up to a stage, with what has to be closed before more', async () => {
    await post('/plans', { id, document });
    await post(`/plans/${id}/steps/start`, {});
    const bare = await post(`/plans/${id}/steps/go`, { upTo: 'A' });
    expect(bare.json()).toMatchObject({ code: 'reason-needed' });
    await post(`/plans/${id}/steps/go`, { upTo: 'A', reason: 'Issue 12 is open' });
    const open = await post(`/plans/${id}/steps/advance`, {});
    expect(open.json<{ next: string }>().next).toContain('up to Stage A (“Issue 12 is open”)');
    const override = { override: true, reason: 'hurry' };
    expect((await post(`/plans/${id}/steps/advance`, override)).json()).toMatchObject({
      code: 'go-ends',
    });
  });

  test('takes calls only where each count is said: what is left out is no zero', async () => {
    await post('/plans', { id, document });
    await post(`/plans/${id}/steps/start`, {});
    const some = await post(`/plans/${id}/calls`, { day: '2024-04-08', confused: 3 });
    expect(some.statusCode).toBe(400);
    const all = { day: '2024-04-08', confused: 3, wrongContact: 0, cannotChange: 0, other: 0 };
    // What is said whole is understood, and then refused to who may not say it.
    expect((await post(`/plans/${id}/calls`, all)).json()).toMatchObject({ code: 'not-allowed' });
    expect((await app.inject(`/plans/${id}`)).json()).toMatchObject({ calls: [] });
  });

  test('answers an item and closes a condition by number, and prints the decision', async () => {
    const asking = `${document}- \`go item by engineer: The number is known\`\n`;
    await post('/plans', { id, document: asking });
    await post(`/plans/${id}/steps/start`, {});
    // Whose answer is missing is said before what a reason is enough for.
    const early = await post(`/plans/${id}/steps/go`, {});
    expect(early.json()).toMatchObject({ code: 'items-open' });
    const reason = 'No tester in this test';
    const items = `/plans/${id}/items`;
    const bad = { item: 1, answer: 'yes', link: 'javascript:alert(1)' };
    expect((await post(items, bad)).json()).toMatchObject({ code: 'not-a-link' });
    expect((await post(items, { ...bad, item: 2 })).json()).toMatchObject({ code: 'no-such-item' });
    expect((await post(items, { item: 1, answer: 'perhaps' })).statusCode).toBe(400);
    await post(items, { item: 1, answer: 'yes', link: 'https://example.gov/number' });
    const owner = { text: 'Issue *12* is closed', owner: 'engineer' };
    await post(`/plans/${id}/steps/go`, { upTo: 'A', conditions: [owner], reason });
    const conditions = `/plans/${id}/conditions`;
    const unknown = await post(conditions, { condition: 7, reason: 'Mended' });
    expect(unknown.json()).toMatchObject({ code: 'no-such-condition' });
    const closed = await post(conditions, { condition: 1, reason: 'Mended' });
    expect(closed.json()).toMatchObject({ goNoGo: { decision: 'go', open: [] } });
    const record = await app.inject(`/plans/${id}/go-no-go`);
    expect(record.headers['content-type']).toContain('text/markdown');
    expect(record.body).toContain('1. The number is known (engineer; good when yes): yes, Enzo');
    expect(record.body).toContain('Issue \\*12\\* is closed');
    expect(record.body).toContain('no tester has been seen using it');
  });

  test('takes an invited tester back', async () => {
    await post('/plans', { id, document });
    await post(`/plans/${id}/steps/start`, {});
    const payload = { email: 'tom@example.test' };
    const invited = await post(`/plans/${id}/testers`, payload);
    expect(invited.json()).toMatchObject({ testers: { enrolled: 0, waiting: 1 } });
    const removed = await app.inject({ method: 'DELETE', url: `/plans/${id}/testers`, payload });
    expect(removed.json()).toMatchObject({ testers: { enrolled: 0, waiting: 0 } });
  });

  test('refuses every mistake with a sentence, and changes nothing', async () => {
    await post('/plans', { id, document });
    const before = (await app.inject('/plans')).body;
    for (const [url, payload, status, code] of mistakes()) {
      const answer = await post(url, payload);
      expect(answer.statusCode, url).toBe(status);
      const message = expect.stringMatching(/\w+ .+\./) as string;
      expect(answer.json(), url).toMatchObject({ code, message });
    }
    expect((await app.inject('/plans')).body).toBe(before);
  });

  test('has no report and no status of a plan that nobody loaded', async () => {
    expect((await app.inject('/plans/unknown')).statusCode).toBe(404);
    expect((await app.inject('/plans/unknown/report')).statusCode).toBe(404);
    expect((await app.inject('/plans/unknown/go-no-go')).statusCode).toBe(404);
  });

  test('reports the plan in Markdown', async () => {
    await post('/plans', { id, document });
    const report = await app.inject(`/plans/${id}/report`);
    expect(report.headers['content-type']).toContain('text/markdown');
    expect(report.body).toContain('Plan loaded, version 1');
  });
});
