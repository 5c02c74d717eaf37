import Fastify, { type FastifyInstance } from 'fastify';
import { afterEach, beforeAll, expect, test } from 'vitest';

import { describeOnBothDatabases } from '../../../test/postgres/both-databases.ts';
import { GO, loaded, PLAN, releaseOf, START } from '../../../test/world/release-on-database.ts';
import { mountConsole } from '../../../test/world/release-site.ts';
import { flagMigrations } from '../../flags/index.ts';
import { migrate } from '../../lib/database/index.ts';
import { releaseMigrations, type ReleaseEngine } from '../../release/index.ts';
import type { OperatorRole } from '../../roles/index.ts';
import type { MovableClock } from '../../lib/clock.ts';
import { MINUTE_MS } from '../../lib/duration.ts';

type Fields = Readonly<Record<string, string>>;

describeOnBothDatabases('a plan in the console', (open) => {
  let app: FastifyInstance | null = null;

  beforeAll(async () => {
    const migrations = { ...flagMigrations, ...releaseMigrations };
    expect(await migrate(open().db, migrations)).toMatchObject({ ok: true });
  });

  afterEach(() => app?.close());

  type Site = { readonly engine: ReleaseEngine; readonly clock: MovableClock };

  async function consoleOf(
    { engine, clock }: Site,
    role: OperatorRole = 'product-manager',
    signInAgeMs = 0,
  ) {
    const site = (app = Fastify({ bodyLimit: 6_000_000 }));
    await mountConsole(site, { engine, clock, role, signInAgeMs });
    return {
      get: (url: string) => site.inject(url),
      load: (fields: Fields) =>
        site.inject({
          method: 'POST',
          url: '/console/load',
          headers: { 'content-type': 'application/x-www-form-urlencoded' },
          // As a browser sends what stands in a form.
          payload: new URLSearchParams(fields).toString().replaceAll('%0A', '%0D%0A'),
        }),
    };
  }

  const planFor = (toggle: string) => PLAN.replace('`canary`', `\`${toggle}\``);

  test('is shown with its findings, its terms, what the program filled in, and as a file', async () => {
    const stage = await loaded(open(), 'plan-shown');
    const { get } = await consoleOf(stage);
    const shown = await get(`/console/releases/${stage.id}/plan`);
    expect(shown.body).toContain('<h3>Release plan: canary</h3>');
    expect(shown.body).toContain('In at most 1% of releases');
    expect(shown.body).toContain('plan-remark--warning');
    expect(shown.body).toContain('Filled in by the program');
    const file = await get(`/console/releases/${stage.id}/plan/report.md`);
    expect(file.headers['content-disposition']).toBe(`attachment; filename="${stage.id}.md"`);
    expect(file.body).toContain('# Release plan: canary');
    expect((await get('/console/releases/nobody/plan/report.md')).statusCode).toBe(404);
  });

  test('says what each stage can show, once traffic is known', async () => {
    const stage = await loaded(open(), 'plan-figures');
    const { get } = await consoleOf(stage);
    const path = `/console/releases/${stage.id}/plan`;
    expect((await get(path)).body).not.toContain('people are expected in');
    const { body } = await get(`${path}?people=3000&baseline=2`);
    expect(body).toContain('people are expected in');
    expect(body).toContain('The guard catches errors that are');
    expect((await get(`${path}?people=%3Cscript%3E&baseline=-1`)).body).not.toContain('<script>');
  });

  test('leads from each finding to where it stands, and says who loads a changed plan', async () => {
    const stage = await loaded(open(), 'plan-findings');
    const { get } = await consoleOf(stage, 'reviewer');
    const { body } = await get(`/console/releases/${stage.id}/plan`);
    expect(body).toContain('<a href="#finding-1">');
    expect(body).toContain('<p id="finding-1" class="plan-remark');
    expect(body).not.toContain('Load a changed plan');
    expect(body).toContain('Loading a changed plan is for a product manager');
  });

  test('asks nothing of a plan whose release is closed', async () => {
    const stage = await loaded(open(), 'plan-closed');
    await stage.take({ kind: 'close' }, undefined, 'Not needed');
    expect((await stage.engine.status(stage.id))?.phase).toBe('closed');
    const { get } = await consoleOf(stage);
    const path = `/console/releases/${stage.id}/plan`;
    const { body } = await get(path);
    for (const asked of [
      'Findings</h2>',
      'Planning figures',
      'Rehearse this plan',
      '/console/load?',
    ])
      expect(body).not.toContain(asked);
    const rehearsal = (await get(`${path}/rehearsal`)).body;
    expect(rehearsal).toContain('The release is closed, so its plan is not rehearsed anymore.');
    expect(rehearsal).not.toContain('Rehearse this plan');
  });

  test('loads a first plan after it was shown', async () => {
    const stage = await releaseOf(open(), 'plan-first');
    const { get, load } = await consoleOf(stage);
    expect((await get('/console/load')).statusCode).toBe(200);
    const fields = { release: stage.id, document: planFor('plan-first') };
    const preview = await load(fields);
    expect(preview.body).toContain(`Load it as ${stage.id}`);
    expect(await stage.engine.status(stage.id)).toBeNull();
    const taken = await load({ ...fields, confirmed: 'yes', expectedVersion: '0' });
    expect(taken.statusCode).toBe(303);
    expect((await stage.engine.status(stage.id))?.planVersion).toBe(1);
  });

  test('shows what a changed plan changes and voids, and takes it only as it was shown', async () => {
    const stage = await loaded(open(), 'plan-changed');
    for (const step of [START, GO]) await stage.take(step);
    const { load } = await consoleOf(stage);
    const document = planFor('plan-changed').replace('50%', '60%');
    const fields = { release: stage.id, document };
    const { body } = await load(fields);
    expect(body).toContain('Stage B: 50%, at least 1 day → 60%, at least 1 day');
    expect(body).toContain('The go of');
    expect(body).toContain('data-change="gone"');
    const version = /name="expectedVersion" value="(\d+)"/.exec(body)?.[1] ?? '';
    await stage.take({ kind: 'hold' });
    const stale = await load({ ...fields, confirmed: 'yes', expectedVersion: version });
    expect(stale.statusCode).toBe(409);
    expect((await stage.engine.status(stage.id))?.planVersion).toBe(1);
    const again = /name="expectedVersion" value="(\d+)"/.exec((await load(fields)).body)?.[1];
    const taken = await load({ ...fields, confirmed: 'yes', expectedVersion: again ?? '' });
    expect(taken.statusCode).toBe(303);
    expect((await stage.engine.status(stage.id))?.planVersion).toBe(2);
  });

  test('says what blocks a plan, and keeps what was typed', async () => {
    const stage = await releaseOf(open(), 'plan-blocked');
    const { load } = await consoleOf(stage);
    const document = planFor('plan-blocked').replace('20%', '[FILL_IN]%');
    const refused = await load({ release: stage.id, document });
    expect(refused.statusCode).toBe(422);
    expect(refused.body).toContain('Line ');
    expect(refused.body).toContain('[FILL_IN]%');
    expect((await load({ release: 'no/name', document })).statusCode).toBe(422);
  });

  test('stays in the form where the role has to be confirmed first', async () => {
    const stage = await releaseOf(open(), 'plan-role-old');
    const { load } = await consoleOf(stage, 'product-manager', 6 * MINUTE_MS);
    const fields = { release: stage.id, document: planFor('plan-role-old') };
    for (const confirmed of ['', 'yes']) {
      const asked = await load({ ...fields, confirmed, expectedVersion: '0' });
      expect(asked.statusCode).toBe(403);
      expect(asked.body).toContain('Confirm your role (opens in a new tab)');
      expect(asked.body).toContain('`plan-role-old`');
      expect(asked.body).not.toContain('Load it as');
    }
    expect(await stage.engine.status(stage.id)).toBeNull();
  });

  test('tells who may load one where the role may not', async () => {
    const stage = await releaseOf(open(), 'plan-not-yours');
    const { get, load } = await consoleOf(stage, 'contact-center');
    expect((await get('/console/load')).body).toContain('Loading a plan is for a product manager');
    const fields = { release: stage.id, document: planFor('plan-not-yours') };
    expect((await load({ ...fields, confirmed: 'yes' })).statusCode).toBe(403);
  });
});
