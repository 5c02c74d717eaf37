import { readFileSync } from 'node:fs';

import Fastify, { type FastifyInstance } from 'fastify';
import { afterEach, beforeAll, expect, test } from 'vitest';

import { describeOnBothDatabases } from '../../../test/postgres/both-databases.ts';
import {
  ADVANCE,
  GO,
  releaseOf,
  START,
  type Stage,
} from '../../../test/world/release-on-database.ts';
import { PAT } from '../../../test/world/releases.ts';
import { mountConsole } from '../../../test/world/release-site.ts';
import { examplePlan } from './example-plan.ts';
import { flagMigrations } from '../../flags/index.ts';
import { migrate } from '../../lib/database/index.ts';
import { releaseMigrations } from '../../release/index.ts';
import type { OperatorRole } from '../../roles/index.ts';
import type { TryOut } from '../../console/index.ts';

const PLAN = readFileSync('release-plans/personal-health-care-contacts-mvp.md', 'utf8');
const BUTTON = 'Try it with the example plan';

describeOnBothDatabases('what a newcomer tries', (open) => {
  let app: FastifyInstance | null = null;

  beforeAll(async () => {
    const migrations = { ...flagMigrations, ...releaseMigrations };
    expect(await migrate(open().db, migrations)).toMatchObject({ ok: true });
  });

  afterEach(() => app?.close());

  type Newcomer = { readonly role?: OperatorRole; readonly tryOut: TryOut | null };

  async function consoleFor({ engine, clock }: Stage, newcomer: Newcomer) {
    const site = (app = Fastify());
    await mountConsole(site, { engine, clock, ...newcomer });
    return {
      get: async (url: string) => site.inject(url),
      post: async (url: string) => site.inject({ method: 'POST', url }),
    };
  }

  function world({ id, toggle }: Stage) {
    const done: string[] = [];
    const document = examplePlan(PLAN).replace('`profile_contacts`', `\`${toggle}\``);
    const act = (name: string) => () => {
      done.push(name);
    };
    const tryOut: TryOut = {
      example: { id, document },
      letVeteransCome: act('veterans'),
      breakPage: act('broken'),
      mendPage: act('mended'),
    };
    return { done, tryOut };
  }

  const EXAMPLE = '/console/try-out/example';

  test('is a release that one product manager carries to its first stage', async () => {
    const stage = await releaseOf(open(), 'tried');
    const { tryOut, done } = world(stage);
    const { get, post } = await consoleFor(stage, { tryOut });
    expect((await get('/console')).body).toContain(BUTTON);

    expect((await get('/console?notice=asked-again')).body).toContain('once more');
    const pressed = await post(EXAMPLE);
    expect(pressed.statusCode).toBe(303);
    const now = await get(pressed.headers.location ?? '');
    expect(now.body).toContain('The example plan is loaded');
    const history = (await stage.engine.status(stage.id))?.history ?? [];
    expect(history).toMatchObject([{ who: expect.stringContaining('Pat Example') as string }]);
    expect((await get('/console')).body).not.toContain(BUTTON);

    for (const step of [START, GO, ADVANCE]) {
      const missing = (await stage.engine.status(stage.id))?.missing;
      expect(await stage.take(step), `${step.kind}: ${missing?.join()}`).toMatchObject({
        ok: true,
      });
    }
    expect((await stage.engine.status(stage.id))?.openFor).toContain('20%');

    for (const what of ['send-veterans', 'break-page', 'mend-page']) {
      const led = await post(`/console/releases/${stage.id}/try-out/${what}`);
      expect(led.statusCode).toBe(303);
      expect((await get(led.headers.location ?? '')).body).toContain('Done');
    }
    expect(done).toEqual(['veterans', 'broken', 'mended']);
    await post(EXAMPLE);
    expect((await stage.engine.status(stage.id))?.planVersion).toBe(1);
  });

  test('is not there where the program has nothing of development', async () => {
    const stage = await releaseOf(open(), 'untried');
    const { tryOut } = world(stage);
    const { get, post } = await consoleFor(stage, { tryOut: null });
    expect((await get('/console')).body).not.toContain(BUTTON);
    expect((await post(EXAMPLE)).statusCode).toBe(404);
    const { document = '' } = tryOut.example ?? {};
    await stage.engine.load({ id: stage.id, document, who: PAT });
    expect((await get(`/console/releases/${stage.id}`)).body).not.toContain('development only');
    expect((await post(`/console/releases/${stage.id}/try-out/break-page`)).statusCode).toBe(404);
  });

  test('is not for roles that load no plans, nor for releases that are not there', async () => {
    const stage = await releaseOf(open(), 'not-theirs');
    const { tryOut, done } = world(stage);
    const { get, post } = await consoleFor(stage, { tryOut, role: 'reviewer' });
    expect((await post(EXAMPLE)).statusCode).toBe(403);
    expect(await stage.engine.status(stage.id)).toBeNull();
    const { document = '' } = tryOut.example ?? {};
    await stage.engine.load({ id: stage.id, document, who: PAT });
    expect((await get(`/console/releases/${stage.id}`)).body).toContain('Trying things out is for');
    expect((await post(`/console/releases/${stage.id}/try-out/break-page`)).statusCode).toBe(403);
    expect((await post(`/console/releases/${stage.id}/try-out/unknown`)).statusCode).toBe(404);
    expect((await post('/console/releases/unknown/try-out/break-page')).statusCode).toBe(404);
    expect(done).toEqual([]);
  });
});
