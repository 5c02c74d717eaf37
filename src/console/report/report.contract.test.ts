import Fastify from 'fastify';
import { beforeAll, expect, onTestFinished, test } from 'vitest';

import { describeOnBothDatabases } from '../../../test/postgres/both-databases.ts';
import { loaded, START, type Stage } from '../../../test/world/release-on-database.ts';
import { mountConsole } from '../../../test/world/release-site.ts';
import { flagMigrations } from '../../flags/index.ts';
import { migrate } from '../../lib/database/index.ts';
import { releaseMigrations } from '../../release/index.ts';

describeOnBothDatabases('the report in the console', (open) => {
  beforeAll(async () => {
    const migrations = { ...flagMigrations, ...releaseMigrations };
    expect(await migrate(open().db, migrations)).toMatchObject({ ok: true });
  });

  async function siteOf({ engine, clock }: Stage) {
    const app = Fastify();
    onTestFinished(() => app.close());
    await mountConsole(app, { engine, clock, role: 'reviewer' });
    return app;
  }

  test('shows line by line what was filled in since the plan was loaded', async () => {
    const stage = await loaded(open(), 'reported');
    await stage.take(START);
    const app = await siteOf(stage);
    const { body } = await app.inject(`/console/releases/${stage.id}/results/report`);
    expect(body).toContain('Compared with version 1 of the plan, as it was loaded.');
    expect(body).toMatch(/data-change="new".{0,120}Phase I started/);
    expect(body).not.toContain('data-change="gone"');
    expect(body).toContain(`href="/console/releases/${stage.id}/plan/report.md"`);
    expect((await app.inject('/console/releases/nobody/results/report')).statusCode).toBe(404);
  });

  test('says so where the plan can no longer be read', async () => {
    const stage = await loaded(open(), 'unreported');
    const plan = () =>
      Promise.resolve({
        ok: false as const,
        error: { code: 'plan-unreadable' as const, sentence: 'It takes too long.' },
      });
    const app = await siteOf({ ...stage, engine: { ...stage.engine, plan } });
    const { body } = await app.inject(`/console/releases/${stage.id}/results/report`);
    expect(body).toContain('The report can’t be shown. It takes too long.');
  });
});
