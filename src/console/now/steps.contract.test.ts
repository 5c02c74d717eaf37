import Fastify from 'fastify';
import { beforeAll, expect, onTestFinished, test } from 'vitest';

import { describeOnBothDatabases } from '../../../test/postgres/both-databases.ts';
import { ADVANCE, GO, loaded, START } from '../../../test/world/release-on-database.ts';
import { mountConsole } from '../../../test/world/release-site.ts';
import { flagMigrations } from '../../flags/index.ts';
import { migrate } from '../../lib/database/index.ts';
import { HOUR_MS } from '../../lib/duration.ts';
import { timeInEasternTime } from '../../lib/eastern-time.ts';
import { releaseMigrations } from '../../release/index.ts';

const UNSAFE = `### Rollout planning

#### Rollback plan
- Safe to switch off: no, drafts would be lost

`;

describeOnBothDatabases('now, in the console', (open) => {
  beforeAll(async () => {
    const migrations = { ...flagMigrations, ...releaseMigrations };
    expect(await migrate(open().db, migrations)).toMatchObject({ ok: true });
  });

  type Loaded = Awaited<ReturnType<typeof loaded>>;

  async function nowOf(stage: Loaded) {
    const site = Fastify();
    onTestFinished(() => site.close());
    await mountConsole(site, stage);
    const path = `/console/releases/${stage.id}`;
    const page = async () => (await site.inject(path)).body;
    return {
      page,
      /** The steps for which there is a form. */
      steps: async () =>
        [...(await page()).matchAll(/action="[^"]*\/steps\/([a-z-]+)"/g)].map(([, step]) => step),
      press: async (step: string, fields: Readonly<Record<string, string>> = {}) => {
        const answer = await site.inject({
          method: 'POST',
          url: `${path}/steps/${step}`,
          headers: { 'content-type': 'application/x-www-form-urlencoded' },
          payload: new URLSearchParams(fields).toString(),
        });
        expect(answer.statusCode, answer.body).toBe(303);
      },
    };
  }

  test('holds, resumes, goes on, steps back and rolls back by buttons', async () => {
    const stage = await loaded(open(), 'by-buttons');
    const { steps, press } = await nowOf(stage);
    const state = async () => (await stage.engine.status(stage.id))?.state.words;
    await press('start');
    await stage.take(GO);
    await press('advance', { to: 'A' });
    await press('hold', { reason: 'Calls come in' });
    expect([await state(), await steps()]).toEqual(['On hold', ['rollback', 'resume']]);
    await press('resume');
    expect(await steps()).toEqual(['rollback', 'hold', 'advance']);
    await press('advance', { to: 'B', override: 'yes', reason: 'Counted by hand' });
    expect(await state()).toBe('Open to 50% of Veterans');
    expect(await steps()).toContain('step-back');
    await press('step-back', { reason: 'Two callers are confused' });
    expect(await stage.engine.status(stage.id)).toMatchObject({
      stage: { letter: 'A' },
      hold: { waitsForPerson: true, why: 'Two callers are confused.' },
    });
    await press('rollback');
    expect([await state(), await steps()]).toEqual(['Rolled back', ['close']]);
  });

  test('says when each stage was opened, and before which moment the next one can’t be', async () => {
    const stage = await loaded(open(), 'on-time');
    const { page } = await nowOf(stage);
    for (const step of [START, GO, ADVANCE]) await stage.take(step);
    const opened = (await stage.engine.status(stage.id))?.since ?? '';
    const body = await page();
    expect(body).toMatch(
      new RegExp(`Stage A</span>.*open now</span>.*opened <time datetime="${opened}"`),
    );
    expect(body).toMatch(/Stage B<\/span>.*planned<\/span><\/li>/);
    const earliest = new Date(Date.parse(opened) + 2 * HOUR_MS).toISOString();
    const told = `Not before <time datetime="${earliest}">${timeInEasternTime(earliest)}</time>`;
    expect(body).toContain(told);
    stage.clock.advance(3 * HOUR_MS);
    expect(await page()).not.toContain('Not before');
  });

  test('says beside the rollback where the plan says that switching off is not safe', async () => {
    const stage = await loaded(open(), 'unsafe', UNSAFE);
    const { page } = await nowOf(stage);
    for (const step of [START, GO, ADVANCE]) await stage.take(step);
    expect(await page()).toMatch(
      /not safe to switch off in Stage A: drafts would be lost.*Roll back now/s,
    );
    await stage.take({ kind: 'rollback' });
    expect(await page()).not.toContain('not safe to switch off');
  });
});
