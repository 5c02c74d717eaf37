import Fastify from 'fastify';
import { sql } from 'kysely';
import { beforeAll, expect, onTestFinished, test } from 'vitest';

import { describeOnBothDatabases } from '../../../test/postgres/both-databases.ts';
import { engineOn } from '../../../test/world/engine.ts';
import { goodVisit } from '../../../test/world/people.ts';
import { loaded, START, TOM, type Stage } from '../../../test/world/release-on-database.ts';
import { ENZO, PAT } from '../../../test/world/releases.ts';
import { createFlags, createSqlStore, flagMigrations } from '../../flags/index.ts';
import { migrate } from '../../lib/database/index.ts';
import { HOUR_MS, MINUTE_MS } from '../../lib/duration.ts';
import { createLog } from '../../lib/log.ts';
import { releaseApi, releaseMigrations, type ReleaseStatus } from '../index.ts';
import { MOST_REQUESTS, REQUESTS_KEPT_MS } from './requests.ts';
import { createSqlTesterRequests } from './sql-requests.ts';

const ADDRESS = 'tom.tester@example.test';
const TICKET = 'https://tickets.example.test/bugs/7';

describeOnBothDatabases('moderated production testing', (open) => {
  beforeAll(async () => {
    const migrations = { ...flagMigrations, ...releaseMigrations };
    expect(await migrate(open().db, migrations)).toMatchObject({ ok: true });
  });

  /** Phase I of a release, with a session of P1 that begins in an hour and lasts one. */
  async function testingOf(toggle: string) {
    const stage = await loaded(open(), toggle);
    await stage.take(START);
    const app = Fastify();
    await app.register(
      releaseApi({
        engine: stage.engine,
        clock: stage.clock,
        authorize: [],
        mayObserve: () => true,
        whoActs: () => ENZO,
        whyRoleless: () => null,
        findTester: () => Promise.resolve(TOM),
      }),
      { prefix: '/api/release' },
    );
    onTestFinished(() => app.close());
    const post = async (place: string, body: object, method: 'POST' | 'DELETE' = 'POST') => {
      const url = `/api/release/plans/${stage.id}/${place}`;
      const answer = await app.inject({ method, url, payload: body });
      return answer.json<ReleaseStatus & { readonly code?: string; readonly message?: string }>();
    };
    const fromNow = (ms: number) => new Date(stage.clock.now().getTime() + ms).toISOString();
    const times = { startsAt: fromNow(HOUR_MS), endsAt: fromNow(2 * HOUR_MS) };
    await post('sessions', {
      ...times,
      moderator: 'Mona Moderator',
      participants: ['P1'],
      device: 'Windows laptop, Chrome',
      assistiveTechnology: 'NVDA',
      tasks: ['Open the page from the hub', 'Say whom we would call'],
    });
    const meet = async (particulars: Partial<Parameters<typeof goodVisit>[1]> = {}) => {
      const visit = { toggle, at: stage.clock.now(), cohort: 'tester', share: 0 } as const;
      stage.engine.observe(goodVisit(TOM.accountId, { ...visit, ...particulars }));
      await stage.engine.flush();
    };
    const testing = async () => {
      const status = await stage.engine.status(stage.id);
      if (!status) throw new Error('there is no status');
      return status.testing;
    };
    return { ...stage, post, meet, testing, times, fromNow };
  }

  const enroll = { email: ADDRESS, participant: 'P1' };
  const isOpen = ({ flags, toggle }: Pick<Stage, 'flags' | 'toggle'>) =>
    flags.isOpen(toggle, TOM.accountId);

  test('goes from enrolling to proof, session, bug and the end by the clock, without the address', async () => {
    const stage = await testingOf('moderated');
    const { post, meet, testing, clock, engine, times, id } = stage;
    expect((await testing()).missing).toContain('P1 of Session 1 is not enrolled.');
    const enrolled = await post('testers', enroll);
    expect(enrolled.testing.participants).toMatchObject([
      { code: 'P1', access: 'open', endsAt: times.endsAt, proof: null },
    ]);
    expect(isOpen(stage)).toBe(true);
    const traceId = 'a'.repeat(32);
    await meet({ ofFeature: false, endpoint: '/hub', traceId });
    await meet({ traceId, status: 500, cause: 'us' });
    await meet({ traceId });
    const [seen] = (await testing()).participants;
    expect(seen?.proof).toMatchObject({ endpoint: '/letters', status: 200 });
    expect(seen?.requests.map(({ endpoint, status }) => `${endpoint} ${status}`)).toEqual([
      '/hub 200',
      '/letters 500',
      '/letters 200',
    ]);
    expect(seen?.requests[0]).toMatchObject({ durationMs: 120, traceId });
    expect(await testing()).toMatchObject({ planned: 1, seen: 1, missing: [] });

    const task = { session: 1, participant: 'P1', task: 1, outcome: 'done-with-help' };
    await post('tasks', { ...task, quote: 'I looked under messages first' });
    await post('bugs', { severity: 'high', ticket: TICKET });
    await post('bugs', { bug: 1, fixed: true });
    const report = await engine.report(id);
    expect(report.ok && report.value).toContain(`Bug 1 (high) fixed: ${TICKET}`);

    clock.advance(2 * HOUR_MS - 2 * MINUTE_MS);
    await engine.look();
    expect(isOpen(stage)).toBe(true);
    clock.advance(2 * MINUTE_MS);
    await engine.look();
    expect(isOpen(stage)).toBe(false);
    expect(await testing()).toMatchObject({
      sessions: [{ state: 'over' }],
      participants: [{ access: 'ended', tasks: [{ outcome: 'done-with-help' }] }],
      bugs: [{ number: 1, severity: 'high', ticket: TICKET, fixed: true }],
      missing: ['Session 1: 1 of 2 tasks of P1 have no result.'],
    });
    const everything = JSON.stringify([await rowsOfEveryTable(), await engine.status(id), report]);
    expect(everything).toContain('I looked under messages first');
    expect(everything.toLowerCase()).not.toContain('tom.tester');
  });

  async function rowsOfEveryTable() {
    const { db } = open();
    const { rows } = await sql<{ name: string }>`
      select relname as name from pg_class
      where relnamespace = current_schema()::regnamespace and relkind = 'r'`.execute(db);
    return Promise.all(rows.map(({ name }) => sql`select * from ${sql.table(name)}`.execute(db)));
  }

  test('ends access after a restart, though nobody was there when its time came', async () => {
    const stage = await testingOf('restarted');
    await stage.post('testers', enroll);
    expect(isOpen(stage)).toBe(true);
    await stage.engine.close();
    stage.clock.advance(3 * HOUR_MS);
    const log = createLog('silent');
    const flags = createFlags({ store: createSqlStore(open().db), log, snapshotLimitMs: 30_000 });
    const engine = engineOn({ db: open().db, flags, clock: stage.clock });
    onTestFinished(async () => {
      await engine.close();
      await flags.close();
    });
    await engine.recover();
    await engine.look();
    expect(flags.isOpen(stage.toggle, TOM.accountId)).toBe(false);
    expect((await engine.status(stage.id))?.testing.participants).toMatchObject([
      { access: 'ended' },
    ]);
    expect(await engine.take({ id: stage.id, step: ADD_TOM_AGAIN, who: PAT, why: null })).toEqual({
      ok: false,
      error: expect.objectContaining({ code: 'session-over' }) as unknown,
    });
  });

  const ADD_TOM_AGAIN = {
    kind: 'enroll-tester',
    ...TOM,
    terms: { participant: 'P1', ends: 'session' },
  } as const;

  test('moves the end with the session, ends it with a canceled one, and at a time that was set', async () => {
    const stage = await testingOf('moved');
    const { post, testing, clock, engine, fromNow, times } = stage;
    await post('testers', enroll);
    const later = fromNow(3 * HOUR_MS);
    await post('sessions', { session: 1, endsAt: later });
    expect((await testing()).participants).toMatchObject([{ endsAt: later }]);
    await post('testers', { email: ADDRESS, ends: times.endsAt });
    expect((await testing()).participants).toMatchObject([{ endsAt: times.endsAt }]);
    await post('testers', { email: ADDRESS, ends: 'session' });
    clock.advance(2.5 * HOUR_MS);
    await engine.look();
    expect(isOpen(stage)).toBe(true);
    await post('sessions', { session: 1 }, 'DELETE');
    await engine.look();
    expect(isOpen(stage)).toBe(false);
  });

  test('keeps a tester without an end enrolled, as long as Phase I lasts, and keeps none of their requests', async () => {
    const stage = await testingOf('without-end');
    await stage.post('testers', { email: ADDRESS });
    await stage.meet();
    stage.clock.advance(100 * HOUR_MS);
    await stage.engine.look();
    expect(isOpen(stage)).toBe(true);
    expect(await stage.testing()).toMatchObject({
      seen: 1,
      participants: [{ code: 'P1', requests: [] }],
    });
    expect(await createSqlTesterRequests(open().db).of(stage.id)).toEqual([]);
  });

  test('asks who signs why, while fewer testers were seen than planned', async () => {
    const { take, meet, post, engine, id } = await testingOf('unseen');
    const sign = (why: string | null) => engine.take({ id, step: { kind: 'go' }, who: PAT, why });
    expect(await sign(null)).toMatchObject({
      ok: false,
      error: {
        code: 'testers-not-seen',
        sentence: expect.stringContaining('No tester was seen using it') as unknown,
      },
    });
    expect(await sign('The tester is ill; two of us looked instead')).toMatchObject({ ok: true });
    await take({ kind: 'rollback' });
    await take({ kind: 'go' }, PAT, 'Again');
    await take(START);
    await post('testers', enroll);
    await meet();
    expect(await sign(null)).toMatchObject({ ok: true });
  });

  test('refuses what could say who somebody is, and writes nothing of it down', async () => {
    const { post, engine, id, times } = await testingOf('screened');
    const before = (await engine.status(id))?.version;
    const task = { session: 1, participant: 'P1', task: 1, outcome: 'done' };
    const refused = [
      await post('tasks', { ...task, note: 'Call me at 202-555-0143' }),
      await post('tasks', { ...task, quote: 'write to kim (at) example dot com' }),
      await post('tasks', { ...task, note: 'GARCIA found it at once' }),
      await post('sessions', { ...times, moderator: 'M', participants: ['P2'], device: 'LOPEZ’s' }),
      await post('sessions', { ...times, moderator: 'M', participants: ['Kim Garcia'] }),
      await post('testers', { email: ADDRESS, participant: 'Kim' }),
      await post('bugs', { severity: 'low', ticket: 'https://a.test/?by=kim@example.test' }),
      await post('bugs', { severity: 'low', ticket: 'javascript:alert(1)' }),
      await post('testers', { email: ADDRESS, ends: 'tomorrow' }),
    ];
    expect(refused.map(({ code }) => code)).toEqual([
      ...['personal-data', 'personal-data', 'personal-data', 'personal-data'],
      ...['not-a-participant', 'not-a-participant', 'not-a-ticket', 'not-a-ticket', 'not-a-time'],
    ]);
    expect(JSON.stringify(refused)).not.toMatch(/0143|kim|garcia|lopez/i);
    expect((await engine.status(id))?.version).toBe(before);
  });

  test('keeps the newest requests of a participant, and none beyond their time', async () => {
    const { id, clock, engine } = await testingOf('many');
    const kept = createSqlTesterRequests(open().db);
    const start = clock.now().getTime();
    const requests = Array.from({ length: MOST_REQUESTS + 5 }, (_, index) => ({
      participant: 'P1',
      at: new Date(start + index * MINUTE_MS),
      endpoint: '/letters',
      status: 200,
      durationMs: 12.4,
      traceId: null,
    }));
    await kept.add(id, requests);
    const left = await kept.of(id);
    expect([left.length, left[0]?.at]).toEqual([MOST_REQUESTS, new Date(start + 5 * MINUTE_MS)]);
    clock.advance(REQUESTS_KEPT_MS + 6.5 * MINUTE_MS);
    await engine.look();
    expect((await kept.of(id))[0]?.at).toEqual(new Date(start + 7 * MINUTE_MS));
  });
});
