import Fastify, { type FastifyInstance } from 'fastify';
import { afterEach, beforeAll, expect, test } from 'vitest';

import { describeOnBothDatabases } from '../../../test/postgres/both-databases.ts';
import { GO, loaded, START } from '../../../test/world/release-on-database.ts';
import { flagFacts, mountConsole } from '../../../test/world/release-site.ts';
import { PAT } from '../../../test/world/releases.ts';
import { createFeatureRecords, flagMigrations } from '../../flags/index.ts';
import { migrate } from '../../lib/database/index.ts';
import type { OperatorRole } from '../../roles/index.ts';
import { releaseMigrations } from '../../release/index.ts';

const DAY_MS = 86_400_000;
const MERGED = 'https://github.com/department-of-veterans-affairs/vets-api/pull/17316';

describeOnBothDatabases('after the launch', (open) => {
  let app: FastifyInstance | null = null;

  beforeAll(async () => {
    const migrations = { ...flagMigrations, ...releaseMigrations };
    expect(await migrate(open().db, migrations)).toMatchObject({ ok: true });
  });

  afterEach(() => app?.close());

  /** Everybody has it for so many days. */
  async function fullyOn(toggle: string, days: number, role: OperatorRole = 'product-manager') {
    const stage = await loaded(open(), toggle);
    for (const step of [START, GO]) await stage.take(step);
    for (let stages = 0; stages < 4; stages += 1) {
      await stage.take({ kind: 'advance', override: true }, PAT, 'Counted by hand');
    }
    stage.clock.advance(days * DAY_MS);
    const site = (app = Fastify());
    const { owners } = stage.engine;
    const records = createFeatureRecords(open().db);
    const probeFeature = () => Promise.resolve([]);
    const facts = flagFacts({ ...stage, declared: [], records, owners, probeFeature });
    await mountConsole(site, { ...stage, role, flagFacts: facts });
    const path = `/console/releases/${stage.id}`;
    const post = (url: string, fields: Readonly<Record<string, string>>) =>
      site.inject({
        method: 'POST',
        url,
        headers: { 'content-type': 'application/x-www-form-urlencoded' },
        payload: new URLSearchParams(fields).toString(),
      });
    return {
      ...{ stage, records },
      page: async (url = path) => (await site.inject(url)).body,
      send: (step: string, fields: Readonly<Record<string, string>>) =>
        post(`${path}/steps/${step}`, fields),
      removeFlag: (reason: string) => post(`/console/flags/${toggle}/remove`, { reason }),
    };
  }

  const answerAll = async ({ send }: Awaited<ReturnType<typeof fullyOn>>) => {
    for (const checkIn of ['one-week', 'one-month', 'post-launch']) {
      const sent = await send('check-in', { checkIn, reason: `${checkIn}: no change` });
      expect(sent.statusCode).toBe(303);
    }
  };

  test('what is due stands with a draft that says what can’t be told, and what is not has its time', async () => {
    const { page } = await fullyOn('drafts', 8);
    const body = await page();
    expect(body).toMatch(/<textarea[^>]*name="reason"[^>]*>[^<]*Nobody was seen using it since/u);
    expect(body.match(/<textarea/gu)).toHaveLength(1);
    expect(body).toMatch(/One-month check-in: <strong>opens<\/strong> on <time/u);
    expect(body).toContain('calls can’t be told');
  });

  test('each post-launch question has a form with a draft; all of them answered, the check-in is', async () => {
    const { send, stage, page } = await fullyOn('questions', 32);
    const path = `/console/releases/${stage.id}`;
    expect(await page()).toContain(': 5 of 5 still open.');
    const asked = await page(`${path}/results`);
    expect(asked).toMatch(/name="reason"[^>]*>[^<]*Nobody was seen using it since/u);
    expect(asked).toMatch(/name="reason"[^>]*>Still to be removed: questions/u);
    expect(asked).toMatch(/id="enter-result-post-launch-assumptions-reason"[^>]*><\/textarea>/u);
    const answers = {
      ...{ success: 'Not as hoped', feedback: 'Good', assumptions: 'Most held' },
      ...{ evolution: 'Editing comes next', 'clean-up': 'The toggle' },
    };
    for (const [field, reason] of [...Object.entries(answers), ['success', 'As hoped'] as const]) {
      const sent = await send('enter-result', { place: 'post-launch', field, reason });
      expect(sent.headers.location).toContain(`${path}/results`);
    }
    expect(await page()).toContain('Post-launch questions: <strong>answered</strong>');
    expect(await page(`${path}/results`)).toContain('As hoped (Pat Example, product manager');
    const journal = await page(`${path}/journal`);
    expect(journal).toContain('Comparison with the definition of success, after launch');
    expect(journal).toContain('Not as hoped');
  });

  test('a post-launch question is answered neither early, nor without words, nor by another role', async () => {
    const asked = { place: 'post-launch', field: 'evolution', reason: 'More' };
    const early = await fullyOn('early-question', 8);
    expect((await early.send('enter-result', asked)).body).toContain('This opens on');
    const due = await fullyOn('no-words', 32);
    const wordless = await due.send('enter-result', { ...asked, reason: '' });
    expect(wordless.body).toContain('Say it in words');
    const reviewer = await fullyOn('not-their-question', 32, 'reviewer');
    expect((await reviewer.send('enter-result', asked)).statusCode).toBe(403);
  });

  test('an edited draft is the answer, in the report, by name', async () => {
    const { send, stage, page } = await fullyOn('edited', 8);
    const fields = { checkIn: 'one-week', reason: 'Nobody\nneeded a change' };
    expect((await send('check-in', fields)).statusCode).toBe(303);
    expect(await page()).toContain('One-week check-in: <strong>answered</strong>');
    const report = await stage.engine.report(stage.id);
    expect(report.ok && report.value).toContain(
      'One-week check-in answered. Nobody needed a change. (Pat Example, product manager)',
    );
  });

  test('one that is not due may be waived with a reason, and not answered', async () => {
    const { send, page } = await fullyOn('waived', 1);
    const early = await send('check-in', { checkIn: 'one-month', reason: 'Fine' });
    expect(early.statusCode).toBe(409);
    expect(early.body).toMatch(/This opens on \w+ \d+, \d{4}, \d+:\d\d [AP]M ET\./u);
    const waived = { checkIn: 'one-month', waive: 'yes', reason: 'The team is gone' };
    expect((await send('check-in', waived)).statusCode).toBe(303);
    expect(await page()).toContain('One-month check-in: <strong>waived</strong>');
  });

  test('others read what is due, and who may answer it', async () => {
    const { page, send } = await fullyOn('not-theirs', 8, 'contact-center');
    expect(await page()).toContain(': for a product manager, product owner or engineer');
    const refused = await send('check-in', { checkIn: 'one-week', reason: 'Fine' });
    expect(refused.statusCode).toBe(403);
  });

  test('the flag is removed, then the release is closed with the commit that took it out', async () => {
    const whole = await fullyOn('ended', 40);
    const { stage, records, page, send, removeFlag } = whole;
    expect((await removeFlag('Done')).statusCode).toBe(409);
    await answerAll(whole);
    await records.noteAsked([stage.toggle], stage.clock.now());
    expect(await page()).toContain('It counts as gone on');
    expect((await send('close', { removedIn: MERGED })).body).toContain('still has ended');
    expect(await page('/console/flags/ended')).toContain('Remove the flag');
    expect((await removeFlag('')).statusCode).toBe(409);
    expect((await removeFlag('It is in the code of nobody')).statusCode).toBe(303);
    expect(await page('/console/flags/ended')).toContain('This flag was removed.');
    expect((await send('close', { removedIn: MERGED })).body).toContain('A program last asked for');
    stage.clock.advance(8 * DAY_MS);
    const unsaid = await send('close', { removedIn: 'done', form: 'close' });
    expect(unsaid.statusCode).toBe(409);
    expect(unsaid.body).toContain('value="done"');
    expect((await send('close', { removedIn: MERGED })).statusCode).toBe(303);
    expect(await page()).toContain('everyone to whom the code shows it; the release is over');
    const report = await stage.engine.report(stage.id);
    expect(report.ok && report.value).toContain('taken out of the code in');
    expect(await page('/console')).toMatch(/<details>\s*<summary>Closed releases/u);
  });
});
