import { readFileSync } from 'node:fs';

import fc from 'fast-check';
import type { FastifyInstance } from 'fastify';
import { afterAll, beforeAll, expect, test } from 'vitest';

import { describeOnBothDatabases } from '../../../test/postgres/both-databases.ts';
import { engineOn } from '../../../test/world/engine.ts';
import { releaseSite, type ReleaseSite } from '../../../test/world/release-site.ts';
import type { Flags } from '../../flags/index.ts';
import { systemClock } from '../../lib/clock.ts';
import { textFromPeople } from '../../lib/text-from-people.ts';
import type { ReleaseEngine } from '../../release/index.ts';

const PLAN = readFileSync('test/plans/canary.md', 'utf8');
const JSON_TYPE = { 'content-type': 'application/json' };
const FORM_TYPE = { 'content-type': 'application/x-www-form-urlencoded' };

const PEOPLE = Array.from({ length: 40 }, (_, index) => `somebody-${index}`);

/** Any units of UTF-16, halves of characters too; now and then longer than a reason may be. */
const anyReason = fc.oneof(
  fc.string({ unit: 'binary' }),
  fc.string({ unit: 'grapheme' }),
  fc.constantFrom(
    '\0',
    'a\0b',
    '\ud800',
    '\u202e\u2066',
    '\u001b[2J',
    ' \u200b ',
    '😀'.repeat(600),
  ),
);
const noText = fc.constantFrom(
  5,
  true,
  null,
  [],
  ['a', 'b'],
  {},
  { toString: 'x' },
  '\0'.repeat(9),
);

const IN_A_ROLE = { 'x-acting-role': 'engineer' };

describeOnBothDatabases('what people and programs write', (open) => {
  let site: ReleaseSite;
  let app: FastifyInstance;
  let engine: ReleaseEngine;
  let flags: Flags;
  let releases = 0;

  beforeAll(async () => {
    site = await releaseSite(open());
    ({ app, engine, flags } = site);
  });

  afterAll(() => site.close());

  const post = (url: string, payload: string | object, headers: Record<string, string>) =>
    app.inject({ method: 'POST', url, payload, headers: { ...IN_A_ROLE, ...headers } });

  /** A release whose first stage is open. */
  async function opened(): Promise<string> {
    releases += 1;
    const id = `release-${releases}`;
    const document = PLAN.replace('`canary`', `\`toggle_${releases}\``);
    const who = { name: 'Pat Example', role: 'product-manager' };
    const steps = [
      { kind: 'start' },
      { kind: 'go' },
      { kind: 'advance', override: false },
    ] as const;
    expect(await engine.load({ id, document, who })).toMatchObject({ ok: true });
    for (const step of steps) {
      const why = step.kind === 'go' ? 'No tester in this test' : null;
      expect(await engine.take({ id, step, who, why })).toMatchObject({ ok: true });
    }
    return id;
  }

  /** As another instance, or this one after a restart, finds it. */
  async function isClosedForGood(id: string): Promise<boolean> {
    const restarted = engineOn({ db: open().db, flags, clock: systemClock });
    const status = await restarted.status(id);
    await restarted.close();
    const isOpen = (toggle: string) => PEOPLE.some((person) => flags.isOpen(toggle, person));
    return status?.phase === 'rolled-back' && !status.toggles.some(isOpen);
  }

  const lastReason = async (id: string) => (await engine.status(id))?.history.at(-1)?.why ?? null;
  const runs = { numRuns: 6 };

  test('closes the feature whatever stands in the reason of a rollback, and keeps it as cleaned', async () => {
    const property = fc.asyncProperty(fc.oneof(anyReason, noText), async (reason) => {
      const id = await opened();
      const url = `/api/release/plans/${id}/steps/rollback`;
      const answer = await post(url, JSON.stringify({ reason }), JSON_TYPE);
      expect(answer.statusCode).toBe(200);
      expect(await isClosedForGood(id)).toBe(true);
      const kept = typeof reason === 'string' ? textFromPeople(reason).text : null;
      const history = (await engine.status(id))?.history ?? [];
      expect(history.find(({ what }) => what === 'Rolled back')?.why ?? null).toBe(kept);
    });
    await fc.assert(property, { ...runs, examples: [['a\0b'], ['x'.repeat(600)], [['a', 'b']]] });
  });

  test.each([
    ['reason=a%00b', FORM_TYPE, 'a b'],
    ['reason=once&reason=twice', FORM_TYPE, 'once twice'],
    ['reason[]=a&reason[b]=c&__proto__=d', FORM_TYPE, null],
    ['reason=%ff%zz', FORM_TYPE, '\ufffd%zz'],
    [`reason=${'x'.repeat(600)}`, FORM_TYPE, 'x'.repeat(500)],
    ['reason=%E2%80%AEa', { 'content-type': `${FORM_TYPE['content-type']}; charset=klingon` }, 'a'],
    ['{"reason": "a"}', JSON_TYPE, null],
    ['', {}, null],
  ])(
    'rolls back by the console’s button, with %j around the reason',
    async (form, headers, kept) => {
      const id = await opened();
      const answer = await post(`/console/releases/${id}/steps/rollback`, form, headers);
      expect(answer.statusCode).toBe(303);
      const shown = await app.inject(answer.headers.location ?? '');
      expect(shown.body).toContain('Rolled back. The feature is closed for everyone.');
      expect(await isClosedForGood(id)).toBe(true);
      const history = (await engine.status(id))?.history ?? [];
      expect(history.find(({ what }) => what === 'Rolled back')?.why ?? null).toBe(kept);
    },
  );

  test('rolls back without a body, and for a name that can’t be kept', async () => {
    const headers = { ...JSON_TYPE, 'x-acting-as': '%00%1b%5B2J%E2%80%AE', 'x-acting-why': '%00' };
    for (const sent of [headers, {}]) {
      const id = await opened();
      expect((await post(`/api/release/plans/${id}/steps/rollback`, '', sent)).statusCode).toBe(
        200,
      );
      expect(await isClosedForGood(id)).toBe(true);
    }
  });

  const form = 'reason=Errors%20rose';
  test.each([
    ['{"reason":', JSON_TYPE, 'as JSON'],
    ['{"reason":"a","reason":"b"}', JSON_TYPE, 'as JSON'],
    [form, FORM_TYPE, 'as JSON'],
    [form, {}, 'as JSON'],
    [form, { 'content-type': 'no/such; type' }, 'as JSON'],
    [form, { 'content-type': '' }, 'as JSON'],
    [form, { 'content-type': ';;/' }, 'as JSON'],
    ['{"reason":"a"}', { 'content-type': 'application/json; charset=utf-16' }, null],
    ['\xff', JSON_TYPE, 'as JSON'],
    ['null', { ...JSON_TYPE, 'x-acting-role': 'enginer' }, 'There is no role “enginer”'],
    ['null', { ...JSON_TYPE, 'idempotency-key': 'not one' }, 'The idempotency key can’t be one'],
  ])(
    'closes the feature although nothing can be made of %.40s, and says so',
    async (body, headers, notice) => {
      const id = await opened();
      const answer = await post(`/api/release/plans/${id}/steps/rollback`, body, headers);
      expect(answer.statusCode, answer.body).toBe(200);
      const said = answer.json<{ notice?: string }>().notice ?? null;
      expect(said).toEqual(notice && expect.stringContaining(notice));
      expect(await isClosedForGood(id)).toBe(true);
    },
  );

  test('closes the feature although the body is longer than it is read, at both doors', async () => {
    const reason = 'x'.repeat(2_000_000);
    const id = await opened();
    const answer = await post(`/api/release/plans/${id}/steps/rollback`, { reason }, JSON_TYPE);
    expect([answer.statusCode, answer.body]).toEqual([
      200,
      expect.stringContaining('too long to be read, so no reason was kept'),
    ]);
    expect(await isClosedForGood(id)).toBe(true);
    const other = await opened();
    const form = `reason=${reason}`;
    const pressed = await post(`/console/releases/${other}/steps/rollback`, form, FORM_TYPE);
    const shown = await app.inject(pressed.headers.location ?? '');
    expect(shown.body).toContain('The form is too long to be read, so no reason was kept.');
    expect(await isClosedForGood(other)).toBe(true);
  });

  test('says what was left out of a reason', async () => {
    const id = await opened();
    const answer = await post(`/api/release/plans/${id}/steps/hold`, { reason: 'a\0b' }, JSON_TYPE);
    expect(answer.json<{ notice: string }>().notice).toContain('taken out of the reason');
    expect(await lastReason(id)).toBe('a b');
  });

  test('is kept as cleaned with every other step, or refused, and then nothing is changed', async () => {
    const id = await opened();
    const property = fc.asyncProperty(fc.oneof(anyReason, noText), async (reason) => {
      const before = (await engine.status(id))?.history.length;
      const url = `/api/release/plans/${id}/steps/no-go`;
      const answer = await post(url, JSON.stringify({ reason }), JSON_TYPE);
      const after = (await engine.status(id))?.history ?? [];
      if (answer.statusCode === 200) {
        expect(after.at(-1)?.why ?? null).toBe(
          textFromPeople(typeof reason === 'string' ? reason : '').text,
        );
      } else {
        expect(answer.statusCode).toBe(400);
        expect(after.length).toBe(before);
      }
    });
    await fc.assert(property, { numRuns: 30 });
  });

  test('is never a failure of ours in an address, an id, a stage or a plan', async () => {
    const hostile = [
      '%00',
      'a%00b',
      '%F0%9F',
      'constructor',
      '__proto__',
      '%E2%80%AE',
      'x'.repeat(200),
    ];
    for (const id of hostile) {
      for (const path of [
        `plans/${id}/steps/rollback`,
        `plans/${id}/steps/go`,
        `plans/x/steps/${id}`,
      ]) {
        const { statusCode } = await post(`/api/release/${path}`, {}, JSON_TYPE);
        expect([400, 404], path).toContain(statusCode);
      }
      const asked = await app.inject(`/api/release/plans/${id}/report`);
      expect([400, 404], id).toContain(asked.statusCode);
      const pressed = await post(`/console/releases/${id}/steps/rollback`, '', FORM_TYPE);
      expect([400, 404, 409], id).toContain(pressed.statusCode);
    }
  });

  test('is no plan where it can’t be kept or misleads, and the line is named', async () => {
    for (const character of ['\0', '\ud800', '\u202e', '\u001b']) {
      const document = PLAN.replace('`canary`', '`never_loaded`').replace('\n', `\n${character}`);
      const answer = await post('/api/release/plans', { id: 'hostile', document }, JSON_TYPE);
      expect(answer.statusCode).toBe(422);
      expect(answer.json<{ message: string }>().message).toMatch(/^Line 2: .*U\+/);
    }
    expect(await engine.status('hostile')).toBeNull();
  });
});
