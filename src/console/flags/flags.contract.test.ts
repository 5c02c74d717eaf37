import Fastify from 'fastify';
import { beforeAll, expect, onTestFinished, test } from 'vitest';

import { describeOnBothDatabases } from '../../../test/postgres/both-databases.ts';
import { BY_ENZO } from '../../../test/world/flag-notes.ts';
import {
  ADVANCE,
  GO,
  loaded,
  releaseOf,
  START,
  type Stage,
} from '../../../test/world/release-on-database.ts';
import { flagFacts, mountConsole } from '../../../test/world/release-site.ts';
import { createFeatureRecords, flagMigrations } from '../../flags/index.ts';
import { accountIdFrom } from '../../identity/index.ts';
import { MINUTE_MS } from '../../lib/duration.ts';
import { migrate, NoAnswerError } from '../../lib/database/index.ts';
import { releaseMigrations } from '../../release/index.ts';
import type { OperatorRole } from '../../roles/index.ts';

const EMAIL = 'someone.listed@example.test';
const LISTED = '6f9619ff-8b86-4d01-b42d-00cf4fc964ff';
const OTHER = '11111111-2222-4333-8444-555555555555';

describeOnBothDatabases('the flags in the console', (open) => {
  beforeAll(async () => {
    const migrations = { ...flagMigrations, ...releaseMigrations };
    expect(await migrate(open().db, migrations)).toMatchObject({ ok: true });
  });

  type ConsoleSeat = { readonly role?: OperatorRole; readonly signInAgeMs?: number };

  async function consoleOf(
    stage: Stage,
    isAway: () => boolean = () => false,
    seat: ConsoleSeat = {},
  ) {
    const { recordsOf, ...records } = createFeatureRecords(open().db);
    const whileThere = (keys: readonly string[]) =>
      isAway() ? Promise.reject(new NoAnswerError()) : recordsOf(keys);
    const facts = flagFacts({
      ...stage,
      probeFeature: (key) =>
        Promise.resolve([{ surface: `page of ${key}`, forListed: true, forUnlisted: false }]),
      declared: [],
      records: { ...records, recordsOf: whileThere },
      owners: stage.engine.owners,
    });
    const lines: string[] = [];
    const site = Fastify({
      logger: { level: 'trace', stream: { write: (line: string) => lines.push(line) } },
    });
    onTestFinished(() => site.close());
    const accountByEmail = (email: string) =>
      Promise.resolve(email === EMAIL ? accountIdFrom(LISTED) : null);
    const accounts = { accountByEmail };
    const seen = { ...stage, flagFacts: facts, accounts };
    await mountConsole(site, { ...seen, role: 'reviewer', ...seat });
    const send = (path: string, fields: Readonly<Record<string, string>>) =>
      site.inject({
        method: 'POST',
        url: `/console/flags/${path}`,
        headers: { 'content-type': 'application/x-www-form-urlencoded' },
        payload: new URLSearchParams(fields).toString(),
      });
    return {
      lines,
      send,
      page: (path = '') => site.inject(`/console/flags${path}`),
      lookUp: (name: string, account: string) => send(name, { account }),
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
    expect(body).toContain('action="/console/flags/shown/close"');
    expect(body).not.toContain(LISTED);
  });

  test('a flag that a release owns leads to that release, whose rollback closing it is', async () => {
    const stage = await loaded(open(), 'owned');
    for (const step of [START, GO]) await stage.take(step);
    await stage.flags.change('owned', { kind: 'add' }, BY_ENZO);
    const { page } = await consoleOf(stage);
    const link = 'href="/console/releases/release-of-owned"';
    expect((await page()).body).toContain(link);
    const { body } = await page('/owned');
    expect(body).toContain(link);
    expect(body).toContain('Close it and roll the release back');
  });

  const newestOf = async ({ flags }: Stage, feature: string) =>
    (await flags.history.entries({ feature }))[0]?.id ?? 0;

  test('whoever closes a flag has it closed, and their reason in its history', async () => {
    const stage = await releaseOf(open(), 'closed_stage');
    await stage.flags.change('to_close', { kind: 'enable' }, BY_ENZO);
    const { send, page } = await consoleOf(stage);
    const { statusCode, headers } = await send('to_close/close', { reason: 'Wrong people' });
    expect([statusCode, headers.location]).toEqual([303, '/console/flags/to_close?done=close']);
    expect(stage.flags.state('to_close')).toBe('off');
    expect((await page('/to_close?done=close')).body).toMatch(
      /The flag is closed for everyone.*Pat Example \(reviewer\): Wrong people/su,
    );
  });

  test('closing a name that is no flag’s makes none of it', async () => {
    const stage = await releaseOf(open(), 'misspelled_stage');
    const { send } = await consoleOf(stage);
    expect((await send('mis_spelled/close', {})).statusCode).toBe(404);
    expect(stage.flags.feature('mis_spelled')).toBeUndefined();
  });

  test('closing a flag of a release rolls it back, whatever the age of the role', async () => {
    const stage = await loaded(open(), 'owned_close');
    for (const step of [START, GO, ADVANCE]) await stage.take(step);
    const { send } = await consoleOf(stage, undefined, { signInAgeMs: 6 * MINUTE_MS });
    const answer = await send('owned_close/close', { reason: 'Looks wrong' });
    expect(answer.statusCode).toBe(200);
    expect(answer.body).toContain('The flag is closed for everyone.');
    const { phase, history } = (await stage.engine.status(stage.id)) ?? {};
    expect(phase).toBe('rolled-back');
    expect(JSON.stringify(history)).toContain('Looks wrong');
  });

  test('an undo is shown before it is done, then done as it was shown', async () => {
    const stage = await releaseOf(open(), 'undo_stage');
    await stage.flags.change('undone', { kind: 'enable-actor', actorId: LISTED }, BY_ENZO);
    await stage.flags.change('undone', { kind: 'disable' }, BY_ENZO);
    const id = await newestOf(stage, 'undone');
    const { page, send } = await consoleOf(stage, undefined, { role: 'engineer' });
    const path = `undone/undo/${id}`;
    expect((await page('/undone')).body).toContain(`href="/console/flags/${path}"`);
    const shown = (await page(`/${path}`)).body;
    expect(shown).toMatch(/Closed for everyone\..*Open for 1 listed actor\..*1 actor added/su);
    expect(stage.flags.state('undone')).toBe('off');
    const unreasoned = await send(path, { seen: String(id) });
    expect([unreasoned.statusCode, unreasoned.body]).toMatchObject([
      409,
      expect.stringContaining('Opening a flag wider needs a reason'),
    ]);
    const undone = await send(path, { seen: String(id), reason: 'By mistake' });
    expect(undone.headers.location).toBe('/console/flags/undone?done=undo');
    expect(stage.flags.state('undone')).toBe('conditional');
    expect((await page(`/${path}`)).body).toContain('There is nothing to undo.');
  });

  test('an undo of a flag that was changed since is refused with what happened, and keeps the reason', async () => {
    const stage = await releaseOf(open(), 'since_stage');
    await stage.flags.change('moved', { kind: 'enable' }, BY_ENZO);
    const id = await newestOf(stage, 'moved');
    const { page, send } = await consoleOf(stage);
    await stage.flags.change('moved', { kind: 'disable' }, BY_ENZO);
    await stage.flags.change('moved', { kind: 'enable' }, BY_ENZO);
    const unseen = await send(`moved/undo/${id}`, { seen: String(id), reason: 'Too wide' });
    expect(unseen.statusCode).toBe(409);
    expect(unseen.body).toMatch(
      /changed since you looked at it.*opened for everyone, by Enzo Engineer \(engineer\).*value="Too wide"/su,
    );
    await stage.flags.change('moved', { kind: 'enable-actor', actorId: LISTED }, BY_ENZO);
    expect((await page(`/moved/undo/${id}`)).body).toMatch(
      /This can’t be undone now.*Since then: entry \d+, 1 actor added/su,
    );
    expect(stage.flags.state('moved')).toBe('on');
  });

  test('an undo that would widen what a release owns is refused, and leads to the release', async () => {
    const stage = await loaded(open(), 'owned_undo');
    await stage.flags.change('owned_undo', { kind: 'enable' }, BY_ENZO);
    await stage.flags.change('owned_undo', { kind: 'disable' }, BY_ENZO);
    const id = await newestOf(stage, 'owned_undo');
    for (const step of [START, GO]) await stage.take(step);
    const { page, send } = await consoleOf(stage, undefined, { role: 'engineer' });
    const path = `owned_undo/undo/${id}`;
    const link = 'href="/console/releases/release-of-owned_undo"';
    expect((await page(`/${path}`)).body).toContain(link);
    const refused = await send(path, { seen: String(id), reason: 'Open it' });
    expect([refused.statusCode, refused.body]).toMatchObject([409, expect.stringContaining(link)]);
    expect(stage.flags.state('owned_undo')).toBe('off');
  });

  test('a role that may not open wider is told who may, and one confirmed long ago is asked again', async () => {
    const stage = await releaseOf(open(), 'roles_stage');
    await stage.flags.change('roles', { kind: 'enable' }, BY_ENZO);
    await stage.flags.change('roles', { kind: 'disable' }, BY_ENZO);
    const path = `roles/undo/${await newestOf(stage, 'roles')}`;
    const reviewer = await consoleOf(stage);
    expect((await reviewer.page(`/${path}`)).body).toContain(
      'is for a product manager, product owner or engineer',
    );
    expect((await reviewer.send(path, { reason: 'Why not' })).statusCode).toBe(403);
    const old = await consoleOf(stage, undefined, { role: 'engineer', signInAgeMs: 6 * MINUTE_MS });
    const asked = await old.send(path, { reason: 'Why not' });
    expect([asked.statusCode, asked.body]).toMatchObject([
      403,
      expect.stringMatching(/Confirm your role.*value="Why not"/su),
    ]);
    expect(stage.flags.state('roles')).toBe('off');
  });

  test('one flag says whether it is ready for a release, and who else meets the same people', async () => {
    const stage = await releaseOf(open(), 'ready_stage');
    for (const key of ['ready', 'beside'])
      await stage.flags.change(key, { kind: 'set-percentage-of-actors', percentage: 20 }, BY_ENZO);
    const { page } = await consoleOf(stage);
    const { body } = await page('/ready');
    expect(body).toMatch(/gates are left over\. Open for 20% of actors\./u);
    expect(body).toMatch(/overlap: beside.*href="\/console\/flags\/beside"/su);
    expect(body).not.toContain('page of ready');
    expect((await page('/ready?places=asked')).body).toContain('wired: page of ready');
  });

  test('a stale flag says what goes from the code', async () => {
    const stage = await releaseOf(open(), 'stale_stage');
    await stage.flags.change('old_page', { kind: 'add' }, BY_ENZO);
    const { page } = await consoleOf(stage);
    expect((await page('/old_page')).body).toMatch(
      /What to remove.*old_page, oldPage, OLD_PAGE\./su,
    );
  });

  test.each(['0', 'x', '99999999', '%00'])('no entry %s is undone', async (entry) => {
    const stage = await releaseOf(open(), 'entry_stage');
    await stage.flags.change('entries', { kind: 'add' }, BY_ENZO);
    const { page, send } = await consoleOf(stage);
    for (const answer of [
      await page(`/entries/undo/${entry}`),
      await send(`entries/undo/${entry}`, {}),
    ]) {
      expect(answer.statusCode).toBe(404);
      expect(answer.body).toContain('has no such entry');
    }
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
