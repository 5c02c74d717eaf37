import Fastify from 'fastify';
import { beforeAll, expect, onTestFinished, test } from 'vitest';

import { describeOnBothDatabases } from '../../../test/postgres/both-databases.ts';
import { PLAN, releaseOf, type Stage } from '../../../test/world/release-on-database.ts';
import { mountConsole } from '../../../test/world/release-site.ts';
import { flagMigrations } from '../../flags/index.ts';
import { migrate } from '../../lib/database/index.ts';
import { releaseMigrations } from '../../release/index.ts';

type Given = {
  readonly text?: string;
  readonly files?: readonly (string | Uint8Array<ArrayBuffer>)[];
  readonly fields?: Readonly<Record<string, string>>;
};

describeOnBothDatabases('a plan as a file', (open) => {
  beforeAll(async () => {
    const migrations = { ...flagMigrations, ...releaseMigrations };
    expect(await migrate(open().db, migrations)).toMatchObject({ ok: true });
  });

  async function loadPage({ id, engine, clock }: Stage) {
    const app = Fastify({ bodyLimit: 6_000_000 });
    onTestFinished(() => app.close());
    await mountConsole(app, { engine, clock });
    const send = (payload: Buffer | string, type: string) =>
      app.inject({
        method: 'POST',
        url: '/console/load',
        headers: { 'content-type': type },
        payload,
      });
    return {
      send,
      /** As a browser sends it: text with its own ends of lines, and a file without a name where none was chosen. */
      give: async ({ text = '', files = [], fields = {} }: Given) => {
        const form = new FormData();
        const all = { release: id, document: text.replaceAll(/\r?\n/g, '\r\n'), ...fields };
        for (const [name, value] of Object.entries(all)) form.append(name, value);
        for (const file of files) form.append('file', new File([file], 'plan.md'));
        if (files.length === 0) form.append('file', new File([], ''));
        const body = new Response(form);
        const type = body.headers.get('content-type') ?? '';
        return send(Buffer.from(await body.arrayBuffer()), type);
      },
      confirm: (document: string, lineEnds: string) => {
        const fields = { release: id, confirmed: 'yes', expectedVersion: '0', lineEnds };
        const sent = new URLSearchParams({
          ...fields,
          document: document.replaceAll('\n', '\r\n'),
        });
        return send(sent.toString(), 'application/x-www-form-urlencoded');
      },
    };
  }

  const planFor = (toggle: string) => PLAN.replace('`canary`', `\`${toggle}\``);
  const hidden = (body: string, name: string) =>
    new RegExp(`name="${name}" value="([^"]*)"`).exec(body)?.[1] ?? '';

  test('is shown and loaded as its text would be', async () => {
    const stage = await releaseOf(open(), 'file-first');
    const { give } = await loadPage(stage);
    const shown = await give({ files: [planFor('file-first')] });
    expect(shown.statusCode).toBe(200);
    expect(shown.body).toContain(`Load it as ${stage.id}`);
    expect(shown.body).toContain('This is the text of plan.md');
    const fields = { confirmed: 'yes', expectedVersion: '0' };
    const loaded = await give({ text: planFor('file-first'), fields });
    expect(loaded.statusCode).toBe(303);
    expect((await stage.engine.status(stage.id))?.planVersion).toBe(1);
  });

  test('keeps its ends of lines', async () => {
    const stage = await releaseOf(open(), 'file-crlf');
    const { give, confirm } = await loadPage(stage);
    const plan = planFor('file-crlf').replaceAll('\n', '\r\n');
    const { body } = await give({ files: [plan] });
    const lineEnds = hidden(body, 'lineEnds');
    expect((await confirm(planFor('file-crlf'), lineEnds)).statusCode).toBe(303);
    const again = await give({ files: [plan] });
    expect(again.body).toContain('This plan is loaded already');
  });

  test('takes the place of one that was given before, unless somebody changed its text', async () => {
    const stage = await releaseOf(open(), 'file-again');
    const { give } = await loadPage(stage);
    const wrong = planFor('file-again').replace('20%', '[FILL_IN]%');
    const refused = await give({ files: [wrong] });
    expect(refused.statusCode).toBe(422);
    const fields = { filled: hidden(refused.body, 'filled') };
    const mended = await give({ text: wrong, files: [planFor('file-again')], fields });
    expect(mended.body).toContain(`Load it as ${stage.id}`);
    const changed = await give({ text: `${wrong}\nmine`, files: [planFor('file-again')], fields });
    expect(changed.statusCode).toBe(422);
    expect(changed.body).toContain('plan.md was given, and text besides');
    expect(changed.body).toContain('\nmine');
  });

  test('is refused with a sentence where it can’t be read, and what was typed stays', async () => {
    const stage = await releaseOf(open(), 'file-unread');
    const { give, send } = await loadPage(stage);
    const cases: readonly (readonly [Given, string])[] = [
      [{}, 'No plan was given'],
      [{ files: [new Uint8Array([0x23, 0xff, 0xfe])] }, 'plan.md is not UTF-8'],
      [{ files: [''] }, 'plan.md is empty'],
      [{ files: ['x'.repeat(256 * 1024 + 1)] }, 'plan.md has 257 kB'],
      [{ files: ['# One', '# Other'] }, 'More than one file'],
    ];
    for (const [given, sentence] of cases) {
      const refused = await give(given);
      expect(refused.statusCode).toBe(422);
      expect(refused.body).toContain(sentence);
      expect(refused.body).toContain(`value="${stage.id}"`);
    }
    for (const [body, type] of [
      ['--x\r\nbroken', 'multipart/form-data; boundary=x'],
      ['', 'multipart/form-data'],
    ] as const) {
      const refused = await send(body, type);
      expect(refused.statusCode).toBe(422);
      expect(refused.body).toContain('did not arrive whole');
    }
    expect(await stage.engine.status(stage.id)).toBeNull();
  });
});
