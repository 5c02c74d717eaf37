import Fastify, { type FastifyInstance } from 'fastify';
import { afterEach, beforeAll, expect, test } from 'vitest';

import { describeOnBothDatabases } from '../../test/postgres/both-databases.ts';
import { ADVANCE, GO, loaded, START, type Stage } from '../../test/world/release-on-database.ts';
import { mountConsole } from '../../test/world/release-site.ts';
import { flagMigrations } from '../flags/index.ts';
import { migrate } from '../lib/database/index.ts';
import { DAY_MS } from '../lib/duration.ts';
import { releaseMigrations } from '../release/index.ts';

const ROLL_BACK = 'Roll back now';

describeOnBothDatabases('the console', (open) => {
  let app: FastifyInstance | null = null;

  beforeAll(async () => {
    const migrations = { ...flagMigrations, ...releaseMigrations };
    expect(await migrate(open().db, migrations)).toMatchObject({ ok: true });
  });

  afterEach(() => app?.close());

  async function consoleOf({ engine, clock }: Stage) {
    const site = (app = Fastify());
    await mountConsole(site, { engine, clock });
    return {
      get: async (url: string) => site.inject(url),
      press: async (id: string) =>
        site.inject({ method: 'POST', url: `/console/releases/${id}/steps/rollback` }),
      advance: async (id: string) =>
        site.inject({ method: 'POST', url: `/console/releases/${id}/steps/advance` }),
    };
  }

  async function opened(toggle: string): Promise<Stage> {
    const stage = await loaded(open(), toggle);
    for (const step of [START, GO, ADVANCE]) await stage.take(step);
    return stage;
  }

  test('leads from a rollback to the release, where loading again rolls nothing back', async () => {
    const stage = await opened('pressed');
    const { press, get } = await consoleOf(stage);
    const pressed = await press(stage.id);
    expect(pressed.statusCode).toBe(303);
    const address = pressed.headers.location ?? '';
    for (const shown of [await get(address), await get(address)]) {
      expect(shown.body).toContain('Rolled back. The feature is closed for everyone.');
      expect(shown.body).not.toContain(ROLL_BACK);
    }
    const history = (await stage.engine.status(stage.id))?.history ?? [];
    expect(history.filter(({ what }) => what === 'Rolled back')).toHaveLength(1);
  });

  test('says how old each release is, and who loaded the plan that is in force', async () => {
    const stage = await loaded(open(), 'aged');
    stage.clock.advance(3 * DAY_MS);
    const { get } = await consoleOf(stage);
    const { body } = await get('/console');
    const row = body.slice(body.indexOf(`data-release="${stage.id}"`));
    expect(row).toMatch(
      /^.*?loaded 3 days ago.*?data-label="Owner">Pat Planner, product manager</s,
    );
  });

  test('says of each release its state, its share and stage, its evidence, and whether the program watches', async () => {
    const stage = await opened('at-a-glance');
    const { get } = await consoleOf(stage);
    const { body } = await get('/console');
    const row = body.slice(body.indexOf(`data-release="${stage.id}"`));
    expect(row).toMatch(
      /^.*?Open to 20% of Veterans.*?data-label="Open to">20% of Veterans<span[^>]*>Stage A<.*?data-label="Evidence of harm">The numbers can’t be trusted right now<.*?data-label="Next">Advance to Stage B/s,
    );
    expect(body).toMatch(/id="program">The program<.*It (last looked|has not looked)/s);
  });

  test('answers a form with a page that stands still, and is refreshed at its own address', async () => {
    const { id, ...stage } = await loaded(open(), 'refused');
    const { advance, get } = await consoleOf({ id, ...stage });
    const path = `/console/releases/${id}`;
    expect((await get(path)).body).toContain('data-live="/console/live?');
    const refused = await advance(id);
    expect(refused.statusCode).toBe(409);
    expect(refused.body).not.toContain('data-live');
    expect(refused.body).toContain(`<a href="${path}">Refresh</a>`);
    expect((await advance('nobody')).body).toContain('<a href="/console">Refresh</a>');
  });

  test('says that it is done only where it is', async () => {
    const stage = await opened('not-pressed');
    const shown = await (await consoleOf(stage)).get(`/console/releases/${stage.id}?left=`);
    expect(shown.body).not.toContain('Rolled back. The feature');
    expect(shown.body).toContain(ROLL_BACK);
  });

  test('has no button where nothing is open, and shows running releases first', async () => {
    const draft = await loaded(open(), 'a-draft');
    const running = await opened('running');
    const { get } = await consoleOf(running);
    expect((await get(`/console/releases/${draft.id}`)).body).not.toContain(ROLL_BACK);
    const { body } = await get('/console');
    const at = ({ id }: Stage) => body.indexOf(`data-release="${id}"`);
    expect(at(running)).toBeGreaterThan(-1);
    expect(at(running)).toBeLessThan(at(draft));
  });

  test('shows the journal as it is looked through, and the same entries as files', async () => {
    const stage = await opened('journal');
    const { get } = await consoleOf(stage);
    const path = `/console/releases/${stage.id}/journal`;
    expect((await get(path)).body).toContain('Stage A at 20%');
    const found = (await get(`${path}?words=phase`)).body;
    expect(found).toContain('Phase I started');
    expect(found).not.toContain('Stage A at 20%');
    const [columns, first] = (await get(`${path}.csv?words=phase`)).body.split('\r\n');
    expect(columns).toContain('"what","who","why"');
    expect(first).toContain('"Phase I started"');
    expect((await get(`${path}.json?words=phase`)).json()).toMatchObject({
      entries: [{ what: 'Phase I started' }],
    });
    expect((await get('/console/releases/unknown/journal.csv')).statusCode).toBe(404);
  });

  test('offers the first stage once a go is signed, and not before', async () => {
    const stage = await loaded(open(), 'first-stage');
    const { get } = await consoleOf(stage);
    const page = async () => (await get(`/console/releases/${stage.id}`)).body;
    await stage.take(START);
    expect(await page()).not.toContain('Open Stage A');
    await stage.take(GO);
    expect(await page()).toContain('Open Stage A (20%)');
    await stage.take(ADVANCE);
    expect(await page()).not.toContain('Open Stage A');
  });

  test('answers an unknown release with all that there are', async () => {
    const stage = await opened('known');
    const shown = await (await consoleOf(stage)).get('/console/releases/unknown');
    expect(shown.statusCode).toBe(404);
    expect(shown.body).toContain('There is no release of that name');
    expect(shown.body).toContain(`data-release="${stage.id}"`);
  });
});
