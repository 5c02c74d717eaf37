import type { FastifyInstance } from 'fastify';
import { afterAll, beforeAll, expect, test } from 'vitest';

import { describeOnBothDatabases } from '../../../test/postgres/both-databases.ts';
import { releaseSite, type ReleaseSite } from '../../../test/world/release-site.ts';
import { PLAN } from '../../../test/world/release-on-database.ts';
import type { ReleaseEngine, ReleaseStatus } from '../../release/index.ts';

const CONNIE = { 'x-acting-as': 'Connie Centers', 'x-acting-role': 'contact-center' };
const PAT = { 'x-acting-as': 'Pat Example', 'x-acting-role': 'product-manager' };
const HURRY = { override: true, reason: 'Counted by hand' };

type StepAnswer = ReleaseStatus & { readonly code?: string; readonly message: string };

describeOnBothDatabases('a step that names what the person saw', (open) => {
  let site: ReleaseSite;
  let app: FastifyInstance;
  let engine: ReleaseEngine;
  let releases = 0;

  beforeAll(async () => {
    site = await releaseSite(open());
    ({ app, engine } = site);
  });

  afterAll(() => site.close());

  const nextId = () => `seen-${(releases += 1)}`;

  /** Posts steps of one release, with a key or in another name where headers say so. */
  function stepsOf(id: string) {
    return async (step: string, body: object = {}, headers: Record<string, string> = PAT) => {
      const url = `/api/release/plans/${id}/steps/${step}`;
      const answer = await app.inject({ method: 'POST', url, payload: body, headers });
      return { status: answer.statusCode, ...answer.json<StepAnswer>() };
    };
  }

  /** A release after a go, and up to Stage A if wanted. */
  async function released({ isOpen }: { readonly isOpen: boolean }) {
    const id = nextId();
    const document = PLAN.replace('`canary`', `\`${id.replace('-', '_')}\``);
    const who = { name: 'Pat Example', role: 'product-manager' };
    expect(await engine.load({ id, document, who })).toMatchObject({ ok: true });
    const step = stepsOf(id);
    await step('start');
    const { version } = await step('go', { reason: 'No tester in this test' });
    if (!isOpen) return { id, step, version };
    return { id, step, version: (await step('advance', { to: 'A' })).version };
  }

  const openings = ({ history }: Pick<ReleaseStatus, 'history'>) =>
    history.filter(({ what }) => what.startsWith('Stage'));

  async function historyOf(id: string) {
    return (await engine.status(id))?.history ?? [];
  }

  test.each([
    ['the version that all saw', true, (version: number) => ({ expectedVersion: version })],
    ['the stage that all mean', true, () => ({ to: 'B' })],
    ['nothing at all', false, () => ({})],
  ])('opens one stage for eight overrides at once that name %s', async (_, isOpen, seen) => {
    const { id, step, version } = await released({ isOpen });
    const answers = await Promise.all(
      Array.from({ length: 8 }, () => step('advance', { ...HURRY, ...seen(version) })),
    );
    expect(openings({ history: await historyOf(id) })).toHaveLength(isOpen ? 2 : 1);
    const refused = answers.filter(({ status }) => status === 409);
    expect(refused).toHaveLength(7);
    for (const { code } of refused) {
      expect(['moved-on', 'another-stage', 'stage-not-named']).toContain(code);
    }
  });

  test('tells what has happened since, and does nothing', async () => {
    const { id, step, version } = await released({ isOpen: false });
    await step('hold', { reason: 'Calls come in' }, CONNIE);
    await step('resume');
    const late = await step('advance', { ...HURRY, expectedVersion: version });
    expect(late).toMatchObject({ status: 409, code: 'moved-on' });
    expect(late.message).toContain('Held (Connie Centers, contact center (claimed by token ');
    expect(openings({ history: await historyOf(id) })).toEqual([]);
    expect(await step('advance', { expectedVersion: 4_000 })).toMatchObject({ code: 'moved-on' });
  });

  test('opens no other stage than the one that is meant', async () => {
    const { step } = await released({ isOpen: false });
    expect(await step('advance', { to: 'B' })).toMatchObject({
      code: 'another-stage',
      message: expect.stringContaining('opens Stage A (20%), not B') as string,
    });
    expect(await step('advance', { to: 'a' })).toMatchObject({ stage: { letter: 'A' } });
  });

  test('is one step when the same request comes twice, one after the other or at once', async () => {
    const { id, step } = await released({ isOpen: false });
    const once = { ...PAT, 'idempotency-key': 'd3f0' };
    const answers = await Promise.all([1, 2, 3].map(() => step('advance', HURRY, once)));
    answers.push(await step('advance', HURRY, once));
    for (const answer of answers) expect(answer).toMatchObject({ status: 200 });
    expect(openings({ history: await historyOf(id) })).toHaveLength(1);
    const other = await step('advance', { ...HURRY, reason: 'More' }, once);
    expect(other).toMatchObject({ status: 422, code: 'key-reused' });
    const noKey = await step('advance', HURRY, { ...PAT, 'idempotency-key': 'a b' });
    expect(noKey).toMatchObject({ status: 400, code: 'not-a-key' });
  });

  test('rolls back whatever the key and the version are', async () => {
    for (const sent of ['d3f1', 'a b', 'x'.repeat(400)]) {
      const { step } = await released({ isOpen: true });
      const headers = { ...PAT, 'idempotency-key': sent };
      await step('hold', { reason: 'Calls' }, headers);
      const rolledBack = await step('rollback', { expectedVersion: 'old' }, headers);
      expect(rolledBack).toMatchObject({ status: 200, phase: 'rolled-back' });
    }
  });

  test('ends the hold that was shown, with all that was added to it, and no other', async () => {
    const { step } = await released({ isOpen: true });
    const { holdVersion: shown } = await step('hold', { reason: 'A slow page' });
    await step('hold', { reason: 'Callers ask where their sister is' }, CONNIE);
    const refused = await step('resume', { hold: shown });
    expect(refused).toMatchObject({ code: 'another-hold' });
    expect(refused.message).toContain('Connie Centers: Callers ask where their sister is');
    const { holdVersion, ...held } = await step('hold', {});
    expect(held).toMatchObject({ held: true });
    expect(await step('resume', { hold: holdVersion })).toMatchObject({ held: false });
  });

  test('keeps a second reason for a hold and for a rollback, in history and report', async () => {
    const { id, step } = await released({ isOpen: true });
    for (const kind of ['hold', 'rollback']) {
      await step(kind, { reason: `${kind} by Pat` });
      await step(kind, { reason: `${kind} by Connie` }, CONNIE);
      // Pressed twice it is the same.
      await step(kind, { reason: `${kind} by Connie` }, CONNIE);
      const added = (await historyOf(id)).filter(({ why }) => why === `${kind} by Connie`);
      expect(added).toMatchObject([{ what: `A reason added to the ${kind}` }]);
    }
    const report = await engine.report(id);
    expect(report.ok && report.value).toContain('Connie Centers adds: hold by Connie.');
    expect(report.ok && report.value).toContain('Connie Centers adds: rollback by Connie.');
  });

  test('is one rollback when the console’s page is loaded again', async () => {
    const { id, step, version } = await released({ isOpen: true });
    const page = (await app.inject(`/console/releases/${id}`)).body;
    const [, key = ''] = /name="key" value="([^"]+)"/.exec(page) ?? [];
    const press = async () => {
      const pressed = await app.inject({
        method: 'POST',
        url: `/console/releases/${id}/steps/rollback`,
        payload: new URLSearchParams({
          key,
          expectedVersion: `${version}`,
          reason: 'x',
        }).toString(),
        headers: { 'content-type': 'application/x-www-form-urlencoded' },
      });
      return app.inject(pressed.headers.location ?? '');
    };
    await step('hold', { reason: 'Calls come in' }, CONNIE);
    expect((await press()).body).toContain('Since this page was shown, this had happened: Held');
    await press();
    await step('go', { reason: 'No tester in this test' });
    await step('advance', { to: 'A' });
    expect((await press()).body).toContain('has been opened again since');
    const rollbacks = (await historyOf(id)).filter(({ what }) => what === 'Rolled back');
    expect(rollbacks).toHaveLength(1);
  });
});
