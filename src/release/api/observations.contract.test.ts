import Fastify, { type FastifyInstance } from 'fastify';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';

import { describeOnBothDatabases } from '../../../test/postgres/both-databases.ts';
import { counting } from '../../../test/world/counting.ts';
import { engineOn } from '../../../test/world/engine.ts';
import { PLAN } from '../../../test/world/release-on-database.ts';
import { ENZO, PAT } from '../../../test/world/releases.ts';
import { createFlags, createSqlStore, flagMigrations, type Flags } from '../../flags/index.ts';
import { systemClock } from '../../lib/clock.ts';
import { migrate } from '../../lib/database/index.ts';
import { createLog } from '../../lib/log.ts';
import { FROM_THE_START } from '../measuring/kept/measurements.ts';
import { createSqlMeasurements, releaseApi, releaseMigrations } from '../index.ts';
import type { ReleaseEngine } from '../index.ts';

const DAY_MS = 86_400_000;

const OTHER_FORMS: readonly unknown[] = [
  '',
  'x'.repeat(300),
  '1',
  'true',
  'null',
  0.5,
  -1,
  Infinity,
  true,
  false,
  null,
  [],
  ['open'],
  {},
  { open: true },
];

/** For each field of an answer the values of `OTHER_FORMS` that it may have. */
const RIGHT: Readonly<Record<string, readonly unknown[]>> = {
  kind: [],
  toggle: [],
  person: ['1', 'true', 'null'],
  cohort: [],
  share: [],
  shown: [true, false],
  ofFeature: [true, false],
  endpoint: [],
  status: [],
  cause: [null],
  durationMs: [0.5],
  hasContent: [true, false, null],
  at: [],
  id: ['1', 'true', 'null'],
};

type Posted = { readonly status: number; readonly body: Answered };
type Answered = {
  readonly code?: string;
  readonly taken: number;
  readonly unowned: number;
  readonly repeated?: number;
  readonly refused?: readonly { index: number; code: string; message: string }[];
};

describeOnBothDatabases('what another program observes', (open) => {
  let app: FastifyInstance;
  let engine: ReleaseEngine;
  let flags: Flags;
  let counted: ReturnType<typeof counting>;
  let releases = 0;

  beforeAll(async () => {
    await migrate(open().db, { ...flagMigrations, ...releaseMigrations });
    counted = counting(open().db);
    const store = createSqlStore(open().db);
    flags = createFlags({ store, log: createLog('silent'), snapshotLimitMs: 30_000 });
    engine = engineOn({ db: counted.db, flags, clock: systemClock });
    app = Fastify();
    const findTester = () => Promise.resolve({ emailDigest: 'a digest', accountId: null });
    const whoActs = () => ENZO;
    await app.register(
      releaseApi({
        ...{ engine, clock: systemClock, authorize: [], whoActs, findTester },
        mayObserve: () => true,
        whyRoleless: () => null,
      }),
    );
  });

  afterAll(async () => {
    await app.close();
    await engine.close();
    await flags.close();
  });

  async function post(observations: readonly unknown[], source?: string): Promise<Posted> {
    // As a program writes it: 1e999 can’t come out of JSON.stringify.
    const payload = JSON.stringify({ source, observations }, (_, value: unknown) =>
      value === Infinity ? 'TOO MUCH' : value,
    ).replaceAll('"TOO MUCH"', '1e999');
    const headers = { 'content-type': 'application/json' };
    const answer = await app.inject({ method: 'POST', url: '/observations', payload, headers });
    return { status: answer.statusCode, body: answer.json<Answered>() };
  }

  /** A release with its first stage open for so many percent. */
  async function opened(percent = '20'): Promise<{ id: string; toggle: string; since: Date }> {
    releases += 1;
    const [id, toggle] = [`release-${releases}`, `toggle_${releases}`];
    const document = PLAN.replace('`canary`', `\`${toggle}\``).replace('20%', `${percent}%`);
    expect(await engine.load({ id, document, who: PAT })).toMatchObject({ ok: true });
    const asked = { id, who: PAT, why: 'For this test' };
    for (const kind of ['start', 'go', 'advance'] as const) {
      const step = { kind, override: false };
      expect(await engine.take({ ...asked, step })).toMatchObject({ ok: true });
    }
    return { id, toggle, since: new Date() };
  }

  async function answersOf(id: string): Promise<number> {
    const { answerCounts } = await createSqlMeasurements(open().db).since(id, FROM_THE_START);
    return answerCounts.reduce((sum, { count }) => sum + count, 0);
  }

  let people = 0;
  const good = (toggle: string, particulars: object = {}) => ({
    kind: 'answer',
    toggle,
    person: `reader-${(people += 1)}`,
    cohort: 'open',
    share: 0.2,
    shown: true,
    ofFeature: true,
    endpoint: '/letters',
    status: 200,
    cause: null,
    durationMs: 120,
    hasContent: true,
    ...particulars,
  });

  describe('is read item by item', () => {
    test('so that each field in a wrong form is refused with its name, and what is well counts', async () => {
      const { id, toggle } = await opened();
      const wrong = Object.entries(RIGHT).flatMap(([field, right]) =>
        [...OTHER_FORMS.filter((value) => !right.includes(value)), undefined]
          .filter((value) => value !== undefined || (field !== 'at' && field !== 'id'))
          .map((value) => ({ field, value })),
      );
      const items = wrong.map(({ field, value }) => good(toggle, { [field]: value }));
      const { status, body } = await post([good(toggle), ...items, good(toggle)]);
      expect(status).toBe(202);
      expect(body).toMatchObject({ taken: 2 });
      expect(body.refused?.map(({ index }) => index)).toEqual(items.map((_, index) => index + 1));
      for (const [index, { field, value }] of wrong.entries()) {
        const { code, message } = body.refused?.[index] ?? { code: '', message: '' };
        // A toggle in other words is well written, and nobody’s; a half is a share that was never in force.
        const isWellWritten =
          (field === 'toggle' && typeof value === 'string' && /^.{1,255}$/.test(value)) ||
          (field === 'share' && value === 0.5);
        expect(code !== 'unreadable-observation', `${field} ${index}`).toBe(isWellWritten);
        if (!isWellWritten) expect(message).toContain(`“${field}”`);
      }
      expect(await answersOf(id)).toBe(2);
    });

    test('and what is no object, has a field too much, or text that can’t be kept, is refused', async () => {
      const { id, toggle } = await opened();
      const items = [
        ...[null, 1, 'answer', [], {}],
        good(toggle, { colour: 'red' }),
        good(toggle, { toString: 1 }),
        ...['a\0b', '\ud800'].map((person) => good(toggle, { person })),
        ...['/a\0b', '/\u202e', 'letters', '/letters?who=me', '/a b'].map((endpoint) =>
          good(toggle, { endpoint }),
        ),
        ...[
          '2026-02-30T00:00:00Z',
          '2026-01-01',
          '2026-01-01T24:00:00Z',
          'now',
          '2999-01-01T00:00:00Z',
        ].map((at) => good(toggle, { at })),
        { ...good(toggle), kind: 'heartbeat' },
        { kind: 'heartbeat', toggle, cohort: 'tester' },
      ];
      const { status, body } = await post(items);
      expect(status).toBe(400);
      expect(body).toMatchObject({ code: 'nothing-counted', taken: 0, unowned: 0 });
      expect(body.refused?.length).toBe(items.length);
      expect(JSON.stringify(body)).not.toContain('who=me');
      expect(await answersOf(id)).toBe(0);
    });

    test('and what can’t have been is refused: failures without fault, and shares that let nobody in', async () => {
      const { id, toggle } = await opened();
      const impossible = [
        { status: 500, cause: null },
        { cohort: 'closed', shown: true },
        { share: 0 },
        { cohort: 'closed', shown: false, share: 1 },
      ];
      const { status, body } = await post(impossible.map((one) => good(toggle, one)));
      expect(status).toBe(400);
      expect(body.refused?.map(({ code }) => code)).toEqual(
        impossible.map(() => 'impossible-answer'),
      );
      expect(await answersOf(id)).toBe(0);
    });

    test('and the numbers are not trusted where many of them can’t be read', async () => {
      const { id, toggle } = await opened();
      const silent = Array.from({ length: 60 }, () =>
        good(toggle, { status: 500, durationMs: null }),
      );
      const heartbeats = ['open', 'closed'].map((cohort) => ({
        kind: 'heartbeat',
        toggle,
        cohort,
      }));
      await post([...heartbeats, good(toggle), ...silent]);
      expect((await engine.status(id))?.seen?.unhealthy).toContain('not trusted');
    });
  });

  describe('belongs to the stage of its share', () => {
    test.each([
      ['12.3', 0.123],
      ['12.3', 12.3 / 100],
      ['0.07', 0.0007],
      ['33.3', 33.3 / 100],
    ])('of %s %%, told as %d', async (percent, share) => {
      const { id, toggle } = await opened(percent);
      const closed = { cohort: 'closed', shown: false };
      const { body } = await post([good(toggle, { share }), good(toggle, { share, ...closed })]);
      expect(body).toEqual({ taken: 2, unowned: 0 });
      expect(await answersOf(id)).toBe(2);
      expect((await engine.status(id))?.seen?.people).toBe(1);
    });

    test('and of no other, one in 32 bits neither', async () => {
      const { id, toggle } = await opened();
      const others = [Math.fround(0.2), 0.21, 0.5, 0.2001, 20 / 101];
      const { status, body } = await post(others.map((share) => good(toggle, { share })));
      expect(status).toBe(400);
      expect(body.refused?.length).toBe(others.length);
      for (const { code, message } of body.refused ?? []) {
        expect(code).toBe('share-not-in-force');
        expect(message).toContain('the shares so far are: 0, 0.2.');
      }
      expect(await answersOf(id)).toBe(0);
    });

    test('and not before that was opened: the sender is told to check its clock', async () => {
      const { id, toggle, since } = await opened();
      const at = new Date(since.getTime() - 120_000).toISOString();
      const { body } = await post([good(toggle, { at }), good(toggle)]);
      expect(body).toMatchObject({ taken: 1, refused: [{ index: 0, code: 'share-not-in-force' }] });
      expect(body.refused?.[0]?.message).toContain('Check the sender’s clock');
      expect(await answersOf(id)).toBe(1);
    });

    test('and people who come while it is closed for them are what it is compared with', async () => {
      const { id, toggle } = await opened();
      const before = { cohort: 'closed', shown: false, share: 0 };
      expect((await post([good(toggle, before)])).body).toEqual({ taken: 1, unowned: 0 });
      expect(await answersOf(id)).toBe(1);
    });
  });

  describe('with an id', () => {
    test('counts once, however often and however much at once it is posted', async () => {
      const { id, toggle } = await opened();
      const items = [
        good(toggle, { id: 'a' }),
        good(toggle, { id: 'b' }),
        good(toggle, { id: 'a' }),
      ];
      const posts = await Promise.all([post(items), post(items), post(items)]);
      expect(posts.map(({ status }) => status)).toEqual([202, 202, 202]);
      expect(posts.reduce((sum, { body }) => sum + body.taken, 0)).toBe(2);
      expect(posts.reduce((sum, { body }) => sum + (body.repeated ?? 0), 0)).toBe(7);
      expect((await post(items)).body).toEqual({ taken: 0, unowned: 0, repeated: 3 });
      expect(await answersOf(id)).toBe(2);
    });

    test('is another one of another sender, and each time one without', async () => {
      const { id, toggle } = await opened();
      const item = good(toggle, { id: 'a' });
      await post([item], 'letters-1');
      await post([item], 'letters-2');
      await post([item], 'letters-1');
      const without = good(toggle);
      await post([without, without]);
      expect(await answersOf(id)).toBe(4);
    });

    test('may be told again, mended, after it was refused', async () => {
      const { id, toggle } = await opened();
      await post([good(toggle, { id: 'a', durationMs: null })]);
      await post([good(toggle, { id: 'a', share: 0.3 })]);
      expect((await post([good(toggle, { id: 'a' })])).body).toEqual({ taken: 1, unowned: 0 });
      expect(await answersOf(id)).toBe(1);
    });

    test('is refused when it is older than ids are kept', async () => {
      const { toggle } = await opened();
      const at = new Date(Date.now() - DAY_MS - 1_000).toISOString();
      const { body } = await post([good(toggle, { id: 'a', at })]);
      expect(body.refused).toMatchObject([{ code: 'too-old' }]);
    });
  });

  test('costs no statement more for a thousand toggles, known or not, than for one', async () => {
    const { toggle } = await opened();
    const toggles = Array.from({ length: 999 }, (_, index) => `nobodys-${index}`);
    const one = await counted.during(() => post([good(toggle, { id: 'first' })]));
    let answer: Posted | undefined;
    const thousand = await counted.during(async () => {
      answer = await post([...toggles.map((name) => good(name)), good(toggle, { id: 'second' })]);
    });
    expect(answer?.body).toMatchObject({ taken: 1, unowned: 999 });
    expect(answer?.body.refused?.length).toBe(999);
    expect(thousand).toBeLessThanOrEqual(one);
    const heartbeats = toggles.map((name) => ({ kind: 'heartbeat', toggle: name, cohort: 'open' }));
    expect(await counted.during(() => post(heartbeats))).toBeLessThanOrEqual(one);
  });
});
