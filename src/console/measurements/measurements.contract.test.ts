import Fastify, { type FastifyInstance } from 'fastify';
import { afterEach, beforeAll, expect, test } from 'vitest';

import { describeOnBothDatabases } from '../../../test/postgres/both-databases.ts';
import {
  closedVisit,
  DEPENDENCY_FAILED,
  goodVisit,
  heartbeatsOf,
  OUR_FAULT,
  people,
} from '../../../test/world/people.ts';
import { ADVANCE, GO, loaded, START, type Stage } from '../../../test/world/release-on-database.ts';
import { mountConsole } from '../../../test/world/release-site.ts';
import { flagMigrations } from '../../flags/index.ts';
import { migrate } from '../../lib/database/index.ts';
import { MINUTE_MS } from '../../lib/duration.ts';
import { releaseMigrations } from '../../release/index.ts';

describeOnBothDatabases('the page of measurements', (open) => {
  let app: FastifyInstance | null = null;

  beforeAll(async () => {
    const migrations = { ...flagMigrations, ...releaseMigrations };
    expect(await migrate(open().db, migrations)).toMatchObject({ ok: true });
  });

  afterEach(() => app?.close());

  async function site(toggle: string, steps: readonly (typeof START)[]) {
    const stage = await loaded(open(), toggle);
    // A stage opens at the beginning of a minute, so that those who come are of the same.
    stage.clock.advance(MINUTE_MS - (stage.clock.now().getTime() % MINUTE_MS));
    const mounted = (app = Fastify());
    await mountConsole(mounted, { ...stage, role: 'reviewer' });
    for (const step of steps) expect(await stage.take(step)).toMatchObject({ ok: true });
    const ask = (what = 'measurements') =>
      mounted.inject(`/console/releases/${stage.id}/${what}`).then((answer) => ({
        status: answer.statusCode,
        html: answer.body,
        text: answer.body.replaceAll(/<[^>]+>/g, ' ').replaceAll(/\s+/g, ' '),
      }));
    return { stage, ask };
  }

  const OPENED = [START, GO, ADVANCE];

  /** Ten people with the feature and forty without; two of the ten meet our fault, one that of VA Profile. */
  async function people50({ engine, clock, toggle }: Stage): Promise<void> {
    const at = clock.now();
    heartbeatsOf(toggle, at).forEach(engine.observe);
    for (const [index, person] of people('with', 10).entries()) {
      const fault = index < 2 ? OUR_FAULT : index === 2 ? DEPENDENCY_FAILED : {};
      engine.observe(goodVisit(person, { toggle, at, ...fault }));
    }
    for (const person of people('without', 40)) engine.observe(closedVisit(person, { toggle, at }));
    await engine.flush();
  }

  test('says before the first stage that there is nothing to compare, and shows no zero', async () => {
    const { ask } = await site('unopened', [START]);
    const { status, text, html } = await ask();
    expect(status).toBe(200);
    expect(text).toContain('No stage has been open');
    expect(html).not.toContain('chart__path');
    expect((await ask('measurements.csv')).html).toContain('No stage has been open');
  });

  test('says of a stage that nobody came to that there is no data, and not that all is well', async () => {
    const { ask } = await site('nobody', OPENED);
    const { text } = await ask();
    expect(text.match(/Nobody has been seen yet|No data/g)).toHaveLength(2);
    expect(text).not.toContain('Not enough data yet');
    expect(text).toMatch(/What happened Number When/);
    expect(text).not.toMatch(/in the chart|0 of 0|\(0\)/);
  });

  test('shows evidence against its limit, and each label with its moment', async () => {
    const { stage, ask } = await site('labels', OPENED);
    stage.clock.advance(MINUTE_MS);
    await people50(stage);
    const { html, text } = await ask();
    expect(html).toMatch(/class="chart__limit".*Limit: rolls back/su);
    expect(html.match(/chart__tick/g)).toHaveLength(1);
    expect(text).toContain('When each label was given (2)');
    expect(text).toMatch(/ET First failed visit With the feature [\d.]+%/);
    expect(text).toMatch(/[1-9][\d.]*% 2 with the feature, 0 without it/);
  });

  test('compares people, errors by whose fault they are and slow answers, with a table each', async () => {
    const { stage, ask } = await site('compared', OPENED);
    await people50(stage);
    const atFirst = await ask();
    expect(atFirst.html.match(/chart__drawing/g)).toHaveLength(1);
    expect(atFirst.text).toMatch(/our fault 2 of 10 answers with the feature, 0 of 40 answers w/);
    stage.clock.advance(MINUTE_MS);
    await people50(stage);
    const { text, html } = await ask();
    expect(text).toMatch(/Errors that are our fault.*2 of 10 answers \(20%\) 0 of 40 answers/);
    expect(text).toMatch(/Errors of the service behind it.*1 of 10 answers \(10%\)/);
    expect(text).toMatch(/Slow answers 0 of 20 answers with the feature, 0 of 80 answers without/);
    expect(html.match(/chart__drawing/g)).toHaveLength(4);
    expect(html.match(/Show as table/g)).toHaveLength(6);
    expect(html).toMatch(/chart__number[^>]*>1/);
    expect(text).toMatch(/1 .* ET Stage A at 20%/);
  });

  test('says of the sample, of the smallest rise and of VA Profile what the figures say', async () => {
    const { stage, ask } = await site('in-short', OPENED);
    await people50(stage);
    const { text } = await ask();
    expect(text).toContain('10 of 50 people have the feature (20%); planned are 20%.');
    expect(text).toContain('none of the 40 people without the feature has had a failed visit');
    expect(text).toContain('1 of 8 answers (12.5%) failed because VA Profile did');
    expect(text).toContain('nothing was measured before the release');
    expect(text).toContain('Since then, without it 40 ');
    expect(text).toMatch(/Since then, with the feature 10 \d+ ms Not enough data yet/);
  });

  test('still shows after a rollback what was measured until then', async () => {
    const { stage, ask } = await site('ended', OPENED);
    await people50(stage);
    stage.clock.advance(MINUTE_MS);
    expect(await stage.take({ kind: 'rollback' })).toMatchObject({ ok: true });
    stage.clock.advance(3_600_000);
    const { text } = await ask();
    expect(text).toMatch(/until the rollback at .* ET \. Each point is 1 minute/);
    expect(text).toContain('2 of 10 answers (20%)');
    expect(text).toMatch(/ET Rolled back Pat/);
  });

  test('has the same in its file, where nothing that nobody knows is a zero', async () => {
    const { stage, ask } = await site('file', OPENED);
    await people50(stage);
    stage.clock.advance(2 * MINUTE_MS);
    const [columns = '', first = '', ...rest] = (await ask('measurements.csv')).html.split('\r\n');
    expect(columns).toContain('"errors_our_fault_with"');
    expect(first).toMatch(/"1","10","2","10","2","1","0","0","40","0","40","0","0","0","0",/);
    expect(rest.at(-2)).toMatch(/"1","0","0","0","","","","","0","0","0","","","","",/);
  });

  test('says when they can’t be read, and what still works', async () => {
    const { stage, ask } = await site('away', OPENED);
    const measurements = stage.engine.measurements;
    stage.engine.measurements = () => Promise.resolve({ kind: 'unread' });
    const { status, text } = await ask();
    stage.engine.measurements = measurements;
    expect(status).toBe(503);
    expect(text).toContain('The measurements can’t be read right now');
    expect((await ask('measurements')).status).toBe(200);
  });
});
