import Fastify from 'fastify';
import { beforeAll, expect, onTestFinished, test } from 'vitest';

import { describeOnBothDatabases } from '../../../test/postgres/both-databases.ts';
import { goodVisit } from '../../../test/world/people.ts';
import { loaded, START, TOM } from '../../../test/world/release-on-database.ts';
import { mountConsole } from '../../../test/world/release-site.ts';
import { flagMigrations } from '../../flags/index.ts';
import { migrate } from '../../lib/database/index.ts';
import { HOUR_MS } from '../../lib/duration.ts';
import { localEasternTime, timeInEasternTime } from '../../lib/eastern-time.ts';
import { releaseMigrations } from '../../release/index.ts';
import type { OperatorRole } from '../../roles/index.ts';
import { waitsFor } from '../releases/waits-for.ts';

const ADDRESS = 'tom.tester@example.test';
const TICKET = 'https://tickets.example.test/bugs/7';

describeOnBothDatabases('the console’s page of moderated testing', (open) => {
  beforeAll(async () => {
    const migrations = { ...flagMigrations, ...releaseMigrations };
    expect(await migrate(open().db, migrations)).toMatchObject({ ok: true });
  });

  async function opened(toggle: string, role: OperatorRole = 'engineer') {
    const stage = await loaded(open(), toggle);
    await stage.take(START);
    const logged: string[] = [];
    const stream = { write: (line: string) => void logged.push(line) };
    const site = Fastify({ logger: { level: 'trace', stream } });
    onTestFinished(() => site.close());
    const findTester = () => Promise.resolve(TOM);
    await mountConsole(site, { ...stage, role, findTester });
    const path = `/console/releases/${stage.id}`;
    const fromNow = (hours: number) => new Date(stage.clock.now().getTime() + hours * HOUR_MS);
    const ends = fromNow(2);
    const session = {
      form: 'plan-session',
      startsAt: localEasternTime(fromNow(1)),
      endsAt: localEasternTime(ends),
      moderator: 'Mona Moderator',
      participants: 'P1',
      device: 'Windows laptop',
      tasks: 'Open the page from the hub\r\nSay whom we would call',
    };
    return {
      ...{ stage, session, logged, fromNow },
      ends: timeInEasternTime(ends.toISOString()),
      page: async (after = '') => (await site.inject(`${path}/testing${after}`)).body,
      send: (step: string, fields: Readonly<Record<string, string>>) =>
        site.inject({
          method: 'POST',
          url: `${path}/steps/${step}`,
          headers: { 'content-type': 'application/x-www-form-urlencoded' },
          payload: new URLSearchParams(fields).toString(),
        }),
    };
  }

  const enroll = { form: 'enroll-tester', email: ADDRESS, participant: 'P1', ends: 'session' };
  const task = {
    form: 'record-task-P1',
    participant: 'P1',
    task: '1-1',
    outcome: 'done-with-help',
  };

  test('shows testing from the session to the end by the clock, and the address nowhere', async () => {
    const { stage, session, page, send, logged, ends } = await opened('console-tested');
    expect(await page()).toContain('No tester has been seen yet');
    const answers = [await send('plan-session', session)];
    expect(await page()).toContain('P1 of Session 1 is not enrolled.');
    expect(waiting(await stage.engine.status(stage.id))).toContain('Enroll P1.');
    answers.push(await send('enroll-tester', enroll));
    expect(await page()).toContain(`Enrolled: the page is open for them until ${ends}`);
    expect(await page()).toContain('Not seen yet: ask them to open the page.');
    const { toggle, clock, engine } = stage;
    const traceId = 'a'.repeat(32);
    const visit = { toggle, at: clock.now(), cohort: 'tester', share: 0, traceId } as const;
    engine.observe(goodVisit(TOM.accountId, visit));
    await engine.flush();
    expect(await page()).toContain(`${timeInEasternTime(visit.at.toISOString())}, page 200.`);
    expect(await page()).toContain(traceId);
    expect(await page()).toContain('1 tester was seen using it; 1 planned.');
    answers.push(await send('record-task', { ...task, quote: 'I looked under messages first' }));
    answers.push(await send('record-bug', { severity: 'high', ticket: TICKET, fixed: 'no' }));
    answers.push(
      await send('record-bug', { bug: '1', severity: 'high', ticket: TICKET, fixed: 'yes' }),
    );
    clock.advance(2 * HOUR_MS);
    await engine.look();
    expect(waiting(await engine.status(stage.id))).toContain('Record the tasks of P1.');
    const after = await page();
    expect(after).toContain('Access ended at ');
    expect(after).toContain('Done with help');
    expect(after).toContain('I looked under messages first');
    expect(after).toContain('Bugs identified / fixed: 1/1.');
    expect(answers.map(({ statusCode }) => statusCode)).toEqual([303, 303, 303, 303, 303]);
    const places = answers.map(({ headers }) => String(headers.location));
    expect(places[1]).toMatch(/\/testing\?done=enroll-tester&/);
    const everything = [after, ...places, ...logged].join(' ').toLowerCase();
    expect(everything).not.toMatch(/tom\.tester|tom%2etester/);
  });

  function waiting(status: Parameters<typeof waitsFor>[0] | null) {
    const somebody = { name: 'Enzo Example', roles: ['engineer'] } as const;
    return status && waitsFor(status, somebody).map(({ sentence }) => sentence);
  }

  test('keeps what was typed into a refused form, but no address', async () => {
    const { session, send, logged } = await opened('console-refused');
    const none = await send('enroll-tester', { ...enroll, participant: 'P7' });
    expect(none.statusCode).toBe(409);
    expect(none.body).toContain('No session is planned for this participant');
    expect(none.body).toContain('The e-mail address is not shown again');
    expect(none.body).toMatch(/<details id="enroll-tester" class="testing__form" open/);
    expect(none.body).toContain('value="P7"');
    const swapped = await send('enroll-tester', { ...enroll, email: 'P1', participant: ADDRESS });
    expect(swapped.statusCode).toBe(422);
    const wrong = await send('plan-session', { ...session, participants: `P1, ${ADDRESS}` });
    expect(wrong.body).toContain('Mona Moderator');
    const all = [none.body, swapped.body, wrong.body, ...logged].join(' ');
    expect(all).not.toContain('tom.tester');
  });

  test('shows beside the form what has to be taken out, and none of it', async () => {
    const { stage, session, page, send } = await opened('console-screened');
    await send('plan-session', session);
    const before = (await stage.engine.status(stage.id))?.version;
    const refused = await send('record-task', {
      ...task,
      note: 'Call me at 202-555-0143',
      quote: 'I looked under messages first',
    });
    expect(refused.statusCode).toBe(409);
    expect(refused.body).toContain('Take the digits out.');
    expect(refused.body).toContain('value="I looked under messages first"');
    expect(refused.body).not.toContain('555-0143');
    const named = await send('plan-session', { ...session, tasks: 'Open it\r\nAsk Maria Garcia' });
    expect(named.body).toContain('>Open it</textarea>');
    expect(named.body).not.toContain('Garcia');
    expect((await stage.engine.status(stage.id))?.version).toBe(before);
    expect(await page()).toContain('No task has a result.');
  });

  test('reads times in Eastern Time, changes and cancels a session', async () => {
    const { stage, session, page, send } = await opened('console-changed');
    const missing = await send('plan-session', { ...session, startsAt: '2026-03-08T02:30' });
    expect(missing.statusCode).toBe(422);
    expect(missing.body).toContain('no such moment in Eastern Time');
    await send('plan-session', session);
    await send('plan-session', { ...session, session: '1', participants: 'P1 P2' });
    expect((await stage.engine.status(stage.id))?.testing.sessions).toMatchObject([
      { startsAt: expect.stringContaining('Z') as unknown, participants: ['P1', 'P2'] },
    ]);
    expect(await page()).toContain(`value="${session.startsAt}"`);
    await send('cancel-session', { session: '1' });
    expect(await page('?done=cancel-session&left=&seen=1')).toContain('The session is canceled.');
    expect(await page()).toContain('Canceled');
  });

  test('others read it, may do nothing, and are told who may', async () => {
    const { page, session, send } = await opened('console-not-theirs', 'reviewer');
    expect(await page()).toContain('Enroll a tester: for a product manager');
    const refused = await send('plan-session', session);
    expect(refused.statusCode).toBe(403);
    expect((await send('enroll-tester', enroll)).body).not.toContain('tom.tester');
  });

  test('a tester who is removed is closed out', async () => {
    const { stage, session, send } = await opened('console-removed');
    await send('plan-session', session);
    await send('enroll-tester', enroll);
    expect(stage.flags.isOpen(stage.toggle, TOM.accountId)).toBe(true);
    expect((await send('remove-tester', { email: ADDRESS })).statusCode).toBe(303);
    expect(stage.flags.isOpen(stage.toggle, TOM.accountId)).toBe(false);
  });
});
