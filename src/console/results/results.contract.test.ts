import Fastify, { type FastifyInstance } from 'fastify';
import { afterEach, beforeAll, expect, test } from 'vitest';

import { describeOnBothDatabases } from '../../../test/postgres/both-databases.ts';
import { ADVANCE, GO, loaded, START } from '../../../test/world/release-on-database.ts';
import { mountConsole } from '../../../test/world/release-site.ts';
import { flagMigrations } from '../../flags/index.ts';
import { migrate } from '../../lib/database/index.ts';
import { dayInEasternTime } from '../../lib/eastern-time.ts';
import type { OperatorRole } from '../../roles/index.ts';
import { releaseMigrations } from '../../release/index.ts';

describeOnBothDatabases('results that only people know', (open) => {
  let app: FastifyInstance | null = null;

  beforeAll(async () => {
    const migrations = { ...flagMigrations, ...releaseMigrations };
    expect(await migrate(open().db, migrations)).toMatchObject({ ok: true });
  });

  afterEach(() => app?.close());

  async function opened(toggle: string, role: OperatorRole) {
    const stage = await loaded(open(), toggle);
    for (const step of [START, GO, ADVANCE]) await stage.take(step);
    const site = (app = Fastify());
    await mountConsole(site, { ...stage, role });
    const path = `/console/releases/${stage.id}`;
    const day = dayInEasternTime(stage.clock.now());
    return {
      ...{ stage, day },
      page: async () => (await site.inject(`${path}/results`)).body,
      send: (step: string, fields: Readonly<Record<string, string>>) =>
        site.inject({
          method: 'POST',
          url: `${path}/steps/${step}`,
          headers: { 'content-type': 'application/x-www-form-urlencoded' },
          payload: new URLSearchParams(fields).toString(),
        }),
    };
  }

  const counts = { confused: '3', 'wrong contact': '1', 'cannot change': '0', other: '0' };

  test('the contact center enters calls, and its stop holds the release', async () => {
    const { stage, day, page, send } = await opened('calls', 'contact-center');
    expect(await page()).toContain('nothing can be said about calls');
    const fields = { ...counts, day, stop: 'yes', reason: 'A caller saw a stranger' };
    expect((await send('enter-calls', fields)).statusCode).toBe(303);
    const status = await stage.engine.status(stage.id);
    expect(status?.state).toMatchObject({ kind: 'on-hold', reason: 'A caller saw a stranger.' });
    expect(status?.calls).toMatchObject([{ day, during: 'Stage A', total: 4, stop: true }]);
    expect(await page()).toMatch(/stop: A caller saw a stranger.*data-label="Open then">Stage A</s);
  });

  test('a day that is entered again counts as it was entered last', async () => {
    const { stage, day, send } = await opened('recount', 'contact-center');
    await send('enter-calls', { ...counts, day });
    await send('enter-calls', { ...counts, day, confused: '5' });
    expect((await stage.engine.status(stage.id))?.calls).toMatchObject([{ day, total: 6 }]);
  });

  test('others may not enter calls, and are told who may', async () => {
    const { day, page, send } = await opened('not-theirs', 'product-manager');
    expect(await page()).toContain('Enter the calls of a day: for the contact center');
    expect(await page()).not.toContain('<details id="step-enter-calls"');
    const refused = await send('enter-calls', { ...counts, day });
    expect(refused.statusCode).toBe(403);
    expect(refused.body).toContain('Ask the contact center');
  });

  test('a form that was not understood changes nothing, and says what is missing', async () => {
    const { stage, day, send } = await opened('typo', 'contact-center');
    const refused = await send('enter-calls', { ...counts, day, other: '1.5' });
    expect(refused.statusCode).toBe(422);
    expect(refused.body).toContain('the number of calls for “other” is no whole number');
    expect((await stage.engine.status(stage.id))?.calls).toEqual([]);
  });

  test('a form that was refused stands open, with all that was typed and chosen', async () => {
    const { day, send } = await opened('kept', 'contact-center');
    const form = { form: 'enter-calls', reason: 'Ask Cora' };
    const calls = await send('enter-calls', { ...counts, ...form, day, stop: 'yes', other: '1.5' });
    const kept = /<details id="step-enter-calls"[^>]* open>.*?<\/details>/su.exec(calls.body)?.[0];
    for (const value of [day, '3', '1.5', 'Ask Cora']) expect(kept).toContain(`value="${value}"`);
    expect(kept).toMatch(/name="stop" value="yes" checked/);
  });

  test('an answer that was refused keeps its choice', async () => {
    const { send } = await opened('kept-choice', 'product-manager');
    const fields = { place: 'A', field: 'nothing', choice: 'no', form: 'enter-result-A-changes' };
    const refused = await send('enter-result', fields);
    expect(refused.statusCode).toBe(422);
    expect(refused.body).toMatch(/<details id="step-enter-result-A-changes"[^>]* open>/);
    expect(refused.body.match(/ checked/g)).toHaveLength(1);
  });

  test('an answer stands on the page and in the report, with who gave it', async () => {
    const { stage, page, send } = await opened('answered', 'product-manager');
    const fields = { place: 'A', field: 'changes', choice: 'yes', reason: 'Say whom to call' };
    expect((await send('enter-result', fields)).statusCode).toBe(303);
    expect(await page()).toContain('Yes: Say whom to call (Pat Example, product manager');
    const report = await stage.engine.report(stage.id);
    expect(report.ok && report.value).toContain(
      'Changes necessary of Stage A: yes. Say whom to call. (Pat Example, product manager)',
    );
  });
});
