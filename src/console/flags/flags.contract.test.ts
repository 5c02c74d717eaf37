import Fastify from 'fastify';
import { beforeAll, expect, onTestFinished, test } from 'vitest';

import { describeOnBothDatabases } from '../../../test/postgres/both-databases.ts';
import { BY_ENZO } from '../../../test/world/flag-notes.ts';
import {
  GO,
  loaded,
  releaseOf,
  START,
  type Stage,
} from '../../../test/world/release-on-database.ts';
import { flagFacts, mountConsole } from '../../../test/world/release-site.ts';
import { createFeatureRecords, flagMigrations } from '../../flags/index.ts';
import { accountIdFrom } from '../../identity/index.ts';
import { migrate, NoAnswerError } from '../../lib/database/index.ts';
import { releaseMigrations } from '../../release/index.ts';

const EMAIL = 'someone.listed@example.test';
const LISTED = '6f9619ff-8b86-4d01-b42d-00cf4fc964ff';
const OTHER = '11111111-2222-4333-8444-555555555555';

describeOnBothDatabases('the flags in the console', (open) => {
  beforeAll(async () => {
    const migrations = { ...flagMigrations, ...releaseMigrations };
    expect(await migrate(open().db, migrations)).toMatchObject({ ok: true });
  });

  async function consoleOf(stage: Stage, isAway: () => boolean = () => false) {
    const { recordsOf, ...records } = createFeatureRecords(open().db);
    const whileThere = (keys: readonly string[]) =>
      isAway() ? Promise.reject(new NoAnswerError('away')) : recordsOf(keys);
    const facts = flagFacts({
      ...stage,
      declared: [],
      records: { ...records, recordsOf: whileThere },
      owners: stage.engine.owners,
      isCarriedOut: stage.engine.isCarriedOut,
    });
    const lines: string[] = [];
    const site = Fastify({
      logger: { level: 'trace', stream: { write: (line: string) => lines.push(line) } },
    });
    onTestFinished(() => site.close());
    const accountByEmail = (email: string) =>
      Promise.resolve(email === EMAIL ? accountIdFrom(LISTED) : null);
    const accounts = { accountByEmail };
    await mountConsole(site, { ...stage, role: 'reviewer', flagFacts: facts, accounts });
    return {
      lines,
      page: (path = '') => site.inject(`/console/flags${path}`),
      lookUp: (name: string, account: string) =>
        site.inject({
          method: 'POST',
          url: `/console/flags/${name}`,
          headers: { 'content-type': 'application/x-www-form-urlencoded' },
          payload: new URLSearchParams({ account }).toString(),
        }),
    };
  }

  test('no flag yet is said, with how one comes to be', async () => {
    const stage = await releaseOf(open(), 'none_yet');
    const { page } = await consoleOf(stage);
    expect((await page()).body).toContain('There is no flag yet.');
  });

  test('one flag shows its gates in words, and what each change left, by whom and why', async () => {
    const stage = await releaseOf(open(), 'of_no_release');
    await stage.flags.change('shown', { kind: 'enable-actor', actorId: LISTED }, BY_ENZO);
    const { page } = await consoleOf(stage);
    expect((await page()).body).toMatch(
      /href="\/console\/flags\/shown".*No owner.*No program declares it/su,
    );
    const { body } = await page('/shown');
    expect(body).toMatch(
      /No such flag.*Open for 1 listed actor\..*Enzo Engineer \(engineer\).*Asked for in a test/su,
    );
    expect(body).toContain('phcc flags disable shown');
    expect(body).not.toContain(LISTED);
  });

  test('a flag that a release owns leads to that release, and is not closed here', async () => {
    const stage = await loaded(open(), 'owned');
    for (const step of [START, GO]) await stage.take(step);
    await stage.flags.change('owned', { kind: 'add' }, BY_ENZO);
    const { page } = await consoleOf(stage);
    const link = 'href="/console/releases/release-of-owned"';
    expect((await page()).body).toContain(link);
    const { body } = await page('/owned');
    expect(body).toContain(link);
    expect(body).not.toContain('phcc flags disable');
  });

  test('a flag that was removed keeps its history', async () => {
    const stage = await releaseOf(open(), 'removed_stage');
    await stage.flags.change('was_here', { kind: 'enable' }, BY_ENZO);
    await stage.flags.remove('was_here', BY_ENZO);
    const { page } = await consoleOf(stage);
    expect((await page('/was_here')).body).toMatch(/This flag was removed.*Open for everyone/su);
  });

  test.each(['never_there', '%00', '__proto__'])(
    'a name that is no flag’s (%s) leads to all of them',
    async (name) => {
      const stage = await releaseOf(open(), 'unknown_stage');
      const { page } = await consoleOf(stage);
      const answer = await page(`/${name}`);
      expect(answer.statusCode).toBe(404);
      expect(answer.body).toContain('There is no flag of that name');
    },
  );

  test('while the database is away, pages say so', async () => {
    const stage = await releaseOf(open(), 'away_stage');
    await stage.flags.change('away', { kind: 'add' }, BY_ENZO);
    const { page } = await consoleOf(stage, () => true);
    for (const answer of [await page(), await page('/away')]) {
      expect(answer.statusCode).toBe(503);
      expect(answer.body).toContain('The flags can’t be read right now');
    }
  });

  test('whoever looks up an account learns whether it is open for it, and by which gate', async () => {
    const stage = await releaseOf(open(), 'seen_stage');
    await stage.flags.change('seen', { kind: 'enable-actor', actorId: LISTED }, BY_ENZO);
    stage.flags.takeAsked();
    const { lookUp } = await consoleOf(stage);
    for (const typed of [EMAIL, LISTED.toUpperCase()])
      expect((await lookUp('seen', typed)).body).toMatch(
        /Open for this account.*Listed as an actor\./su,
      );
    expect((await lookUp('seen', OTHER)).body).toMatch(
      /Closed for this account.*No gate is open\./su,
    );
    expect(stage.flags.takeAsked()).toEqual([]);
  });

  test('what was typed comes into no answer, address, log line or history', async () => {
    const stage = await releaseOf(open(), 'kept_stage');
    await stage.flags.change('kept', { kind: 'enable-actor', actorId: LISTED }, BY_ENZO);
    const { lookUp, lines } = await consoleOf(stage);
    const before = await stage.flags.history.entries();
    const unknown = 'un.known@example.test';
    for (const typed of [EMAIL, LISTED, unknown, '<b>nobody</b>', '']) {
      const { body, headers } = await lookUp('kept', typed);
      const written = `${body} ${JSON.stringify(headers)} ${lines.join('')}`;
      for (const secret of [
        EMAIL,
        LISTED,
        unknown,
        'nobody</b>',
        'un.known',
        encodeURIComponent(EMAIL),
      ])
        expect(written).not.toContain(secret);
    }
    expect(lines.length).toBeGreaterThan(0);
    expect((await lookUp('kept', unknown)).statusCode).toBe(422);
    expect(await stage.flags.history.entries()).toEqual(before);
  });
});
