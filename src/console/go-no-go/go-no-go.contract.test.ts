import Fastify, { type FastifyInstance } from 'fastify';
import { afterEach, beforeAll, expect, test } from 'vitest';

import { describeOnBothDatabases } from '../../../test/postgres/both-databases.ts';
import { PLAN, releaseOf, START, type Stage } from '../../../test/world/release-on-database.ts';
import { mountConsole } from '../../../test/world/release-site.ts';
import { ENZO, PAT } from '../../../test/world/releases.ts';
import { flagMigrations } from '../../flags/index.ts';
import { migrate } from '../../lib/database/index.ts';
import { releaseMigrations, type Step } from '../../release/index.ts';
import type { OperatorRole } from '../../roles/index.ts';

const CORA = { name: 'Cora Callahan', role: 'contact-center' };
const READY = 'The contact center is ready';
const BUGS = 'A severe bug is open';
const DOCUMENT = `${PLAN}- \`go item by contact center: ${READY}\`\n- \`go item by engineer, good when no: ${BUGS}\`\n`;
const CRITERION = '\n#### Success criteria\n- The engineer saw no error\n';
const NO_TESTER = 'No tester could come';

const yes = (item: string): Step => ({ kind: 'answer-item', item, answer: 'yes' });
const no = (item: string): Step => ({ kind: 'answer-item', item, answer: 'no' });

describeOnBothDatabases('the go/no-go room', (open) => {
  const sites: FastifyInstance[] = [];

  beforeAll(async () => {
    const migrations = { ...flagMigrations, ...releaseMigrations };
    expect(await migrate(open().db, migrations)).toMatchObject({ ok: true });
  });

  afterEach(async () => {
    await Promise.all(sites.splice(0).map((site) => site.close()));
  });

  /** A release in Phase I, and its room for people of any role. */
  async function inPhaseOne(toggle: string, document = DOCUMENT) {
    const stage = await releaseOf(open(), toggle);
    const load = (changed: string) => {
      const named = changed.replace('`canary`', `\`${toggle}\``);
      return stage.engine.load({ id: stage.id, document: named, who: PAT });
    };
    expect(await load(document)).toMatchObject({ ok: true });
    await stage.take(START);
    return {
      stage,
      load,
      status: () => statusOf(stage),
      as: (role: OperatorRole) => roomOf(stage, role),
    };
  }

  async function statusOf({ engine, id }: Stage) {
    const status = await engine.status(id);
    if (!status) throw new Error('There is no such release.');
    return status;
  }

  /** As a browser that shows the room, and sends the version that it shows. */
  async function roomOf(stage: Stage, role: OperatorRole) {
    const site = Fastify();
    sites.push(site);
    await mountConsole(site, { ...stage, role });
    const path = `/console/releases/${stage.id}`;
    return {
      page: async () => (await site.inject(`${path}/go-no-go`)).body,
      now: async () => (await site.inject(path)).body,
      /** What the list of releases says that waits. */
      waiting: async () => {
        const items = (await site.inject('/console')).body.match(/<li>.*?<\/li>/gsu) ?? [];
        return items.filter((item) => item.includes(`href="${path}`)).join(' ');
      },
      record: () => site.inject(`${path}/go-no-go/record`),
      send: (step: string, fields: Readonly<Record<string, string>>) =>
        site.inject({
          method: 'POST',
          url: `${path}/steps/${step}`,
          headers: { 'content-type': 'application/x-www-form-urlencoded' },
          payload: new URLSearchParams(fields).toString(),
        }),
    };
  }

  async function answered(toggle: string, document = DOCUMENT) {
    const release = await inPhaseOne(toggle, document);
    await release.stage.take(yes(READY), CORA);
    await release.stage.take(no(BUGS), ENZO);
    return release;
  }

  test('gives a form for an item to its owner alone, and says whose it is to others', async () => {
    const { as, status } = await inPhaseOne('whose');
    const manager = await as('product-manager');
    const shown = await manager.page();
    expect(shown).toContain('Only the contact center can answer this.');
    expect(shown).not.toContain('Save the answer');
    const fields = { item: '1', answer: 'yes', reason: 'They said so' };
    const refused = await manager.send('answer-item', fields);
    expect(refused.statusCode).toBe(403);
    expect(refused.body).toContain(`“${READY}” is for the contact center`);
    expect((await status()).goNoGo.items[0]).toMatchObject({ state: 'open', answer: null });

    const center = await as('contact-center');
    expect((await center.send('answer-item', fields)).statusCode).toBe(303);
    expect(await center.page()).toMatch(/Yes<\/strong>, says Pat Example, contact center/);
  });

  test('shows an item that is good when the answer is no, and strikes an earlier answer with its time', async () => {
    const { as } = await inPhaseOne('struck');
    const engineer = await as('engineer');
    expect(await engineer.page()).toContain('answer is <strong>no</strong>');
    const found = { item: '2', answer: 'yes', reason: 'Ticket 7', link: 'https://example.gov/7' };
    await engineer.send('answer-item', found);
    expect(await engineer.page()).toContain('Not good');
    await engineer.send('answer-item', { item: '2', answer: 'no' });
    const shown = await engineer.page();
    expect(shown).toMatch(
      /<s>Yes, said Pat Example, engineer, <time [^>]*>[^<]* ET<\/time>: Ticket 7/,
    );
    expect(shown).toContain('href="https://example.gov/7"');
  });

  test('refuses a go while items are open, names them with their owners, and keeps the reason', async () => {
    const { as, stage } = await inPhaseOne('open-items');
    await stage.take(no(BUGS), ENZO);
    const manager = await as('product-manager');
    const refused = await manager.send('go', { form: 'go', reason: NO_TESTER });
    expect(refused.statusCode).toBe(409);
    expect(refused.body).toContain(`“${READY}” (contact center)`);
    expect(refused.body).toContain(`value="${NO_TESTER}"`);
    expect(refused.body).toContain('<details id="step-go" class="step-form" open>');
    expect(refused.body).toMatch(
      /<a href="[^"]*\/go-no-go#items">See the items and who owns them<\/a>/,
    );
  });

  test('tells each role in the list of releases what waits for it', async () => {
    const { as, stage } = await inPhaseOne('waiting');
    const toldTo = async (role: OperatorRole) => (await as(role)).waiting();
    expect(await toldTo('contact-center')).toContain('Answer 1 item of the go/no-go.');
    expect(await toldTo('product-manager')).not.toContain('Sign the go/no-go.');
    await stage.take(yes(READY), CORA);
    await stage.take(no(BUGS), ENZO);
    expect(await toldTo('product-manager')).toContain('Sign the go/no-go.');
    const conditions = [{ text: 'Issue 12 is closed', owner: 'engineer' }];
    await stage.take({ kind: 'go', upTo: 'A', conditions });
    expect(await toldTo('engineer')).toContain('Close 1 condition of the go.');
  });

  test('signs conditionally; the next stage opens once the condition is closed by its owner', async () => {
    const { as, stage, status } = await answered('conditional');
    const manager = await as('product-manager');
    const row = { 'condition-1': 'Issue 12 is closed', 'owner-1': 'engineer' };
    const fields = { form: 'go-conditional', upTo: 'A', reason: NO_TESTER };
    const halves = await manager.send('go', { ...fields, 'condition-2': 'Nobody’s' });
    expect(halves.statusCode).toBe(422);
    expect(halves.body).toContain('condition 2 needs both words and who closes it');
    expect(halves.body).toContain('value="Nobody’s"');
    expect((await manager.send('go', { ...fields, ...row })).statusCode).toBe(303);
    expect(await manager.page()).toContain('conditional go up to Stage A');
    await stage.take({ kind: 'advance', override: false });
    const shut = await manager.send('advance', { to: 'B', override: 'yes', reason: 'Hurry' });
    expect(shut.body).toContain('“Issue 12 is closed” (engineer)');

    const close = { condition: '1', reason: 'Merged' };
    expect((await manager.send('close-condition', close)).statusCode).toBe(403);
    const engineer = await as('engineer');
    expect((await engineer.send('close-condition', { condition: '1' })).statusCode).toBe(409);
    expect((await engineer.send('close-condition', close)).statusCode).toBe(303);
    expect(await engineer.page()).toMatch(/Closed by Pat Example, engineer/);
    const next = { to: 'B', override: 'yes', reason: 'The evidence is enough' };
    expect((await manager.send('advance', next)).statusCode).toBe(303);
    expect((await status()).stage?.letter).toBe('B');
  });

  test('says that a go is void after one character was changed, and shows what was signed beside it', async () => {
    const { as, load, stage } = await answered('voided', DOCUMENT + CRITERION);
    await stage.take({ kind: 'answer', criterion: 'The engineer saw no error', yes: true }, ENZO);
    const manager = await as('product-manager');
    expect((await manager.send('go', { reason: NO_TESTER })).statusCode).toBe(303);
    await load(DOCUMENT + CRITERION.replace('no error', 'no errors'));
    const shown = await manager.page();
    expect(shown).toContain('The go is void');
    expect(shown).toContain(
      'The go for version 1 of the plan is void: Pat Planner, product manager',
    );
    expect(shown).toContain('<del>The engineer saw no error</del>');
    expect(shown).toContain('<ins>The engineer saw no errors</ins>');
    expect(shown).toMatch(/Plan version<\/th><td[^>]*>1<\/td><td[^>]*>2<strong class="differs">/);
  });

  test('settles two tabs of which one is out of date by the version that it shows', async () => {
    const { as, status } = await answered('two-tabs');
    const manager = await as('product-manager');
    const expectedVersion = String((await status()).version);
    const tab = { expectedVersion, reason: 'The audit is on Friday' };
    expect((await manager.send('pause', { ...tab, form: 'pause' })).statusCode).toBe(303);
    const stale = await manager.send('go', { ...tab, form: 'go', key: 'another-tab-0001' });
    expect(stale.statusCode).toBe(409);
    expect(stale.body).toContain('has changed since you looked');
    expect(stale.body).toContain('value="The audit is on Friday"');
    expect((await status()).goNoGo.decision).toBe('pause');
    expect(stale.body).toContain('Paused');
  });

  test('lets nobody decide whose role does not sign, and says whose does', async () => {
    const { as } = await answered('not-signers');
    const center = await as('contact-center');
    const shown = await center.page();
    expect(shown).toContain('Deciding is for: product manager, product owner or engineer.');
    expect(shown).not.toContain('Sign go');
    const refused = await center.send('no-go', { reason: 'Too early' });
    expect(refused.statusCode).toBe(403);
    expect(refused.body).toContain('product manager');
  });

  test('gives the decision as a record to take along, and leads to it from the page of now', async () => {
    const { as } = await answered('record');
    const reviewer = await as('reviewer');
    const record = await reviewer.record();
    expect(record.headers).toMatchObject({
      'content-type': 'text/markdown; charset=utf-8',
      'content-disposition': 'attachment; filename="go-no-go.md"',
    });
    expect(record.body).toContain(`${READY} (contact center; good when yes): yes, Cora`);
    expect(await reviewer.now()).toContain('go-no-go">Go/no-go room</a>');
  });
});
