import { sql } from 'kysely';
import { beforeAll, expect, test } from 'vitest';

import { describeOnBothDatabases } from '../../../test/postgres/both-databases.ts';
import { heartbeatsOf } from '../../../test/world/people.ts';
import {
  ADVANCE,
  GO,
  PLAN,
  releaseOf,
  START,
  type Stage,
} from '../../../test/world/release-on-database.ts';
import { ENZO, PAT } from '../../../test/world/releases.ts';
import { BY_ENZO } from '../../../test/world/flag-notes.ts';
import { flagMigrations } from '../../flags/index.ts';
import { migrate } from '../../lib/database/index.ts';
import { releaseMigrations, type Step } from '../index.ts';

const CORA = { name: 'Cora Callahan', role: 'contact-center' };
const READY = 'The contact center is ready';
const DOCUMENT = `${PLAN}- \`go item by contact center: ${READY}\`\n`;
const ANSWER: Step = { kind: 'answer-item', item: READY, answer: 'yes' };
const CRITERION = '\n#### Success criteria\n- The engineer saw no error\n';

describeOnBothDatabases('a go/no-go', (open) => {
  beforeAll(async () => {
    const migrations = { ...flagMigrations, ...releaseMigrations };
    expect(await migrate(open().db, migrations)).toMatchObject({ ok: true });
  });

  const documentOf = ({ toggle }: Stage, document = DOCUMENT) =>
    document.replace('`canary`', `\`${toggle}\``);

  /** In Phase I, heard, with its toggle in the flag engine. */
  async function inPhaseOne(toggle: string, document = DOCUMENT) {
    const stage = await releaseOf(open(), toggle);
    await stage.flags.change(toggle, { kind: 'add' }, BY_ENZO);
    const load = (changed = document) =>
      stage.engine.load({ id: stage.id, document: documentOf(stage, changed), who: PAT });
    expect(await load()).toMatchObject({ ok: true });
    await stage.take(START);
    for (const beat of heartbeatsOf(toggle, stage.clock.now())) stage.engine.observe(beat);
    await stage.engine.flush();
    const status = async () => {
      const told = await stage.engine.status(stage.id);
      if (!told) throw new Error('There is no such release.');
      return told;
    };
    return { ...stage, load, status, goNoGo: async () => (await status()).goNoGo };
  }

  test('names whose answers are open, and keeps every answer and who gave it', async () => {
    const { take, goNoGo, engine, id } = await inPhaseOne('asked');
    expect(await take(GO)).toMatchObject({ error: { code: 'items-open' } });
    expect(await goNoGo()).toMatchObject({
      decision: 'undecided',
      open: [{ kind: 'item', text: READY, owner: 'contact-center' }],
    });
    await take({ ...ANSWER, answer: 'no', link: 'https://example.gov/1' }, CORA, 'Guide due');
    await take(ANSWER, CORA, 'It came');
    expect((await goNoGo()).items).toMatchObject([
      {
        state: 'good',
        answer: { answer: 'yes', by: 'Cora Callahan, contact center', why: 'It came' },
        struck: [{ answer: 'no', why: 'Guide due', link: 'https://example.gov/1' }],
      },
    ]);
    const record = await engine.goNoGoRecord(id);
    expect(record).toMatchObject({ value: expect.stringContaining('~~1: no, Cora') as string });
  });

  test('is settled by version when two answer one item at once, or sign what the other changed', async () => {
    const { take, load, goNoGo, engine, id, status } = await inPhaseOne('at-once');
    const seen = { version: (await status()).version };
    const carl = { ...CORA, name: 'Carl Callahan' };
    const answers = await Promise.all([
      engine.take({ id, step: ANSWER, who: CORA, why: null, seen }),
      engine.take({ id, step: { ...ANSWER, answer: 'no' }, who: carl, why: 'No', seen }),
    ]);
    const codes = answers.map((one) => (one.ok ? 'ok' : one.error.code)).toSorted();
    expect(codes).toEqual(['moved-on', 'ok']);
    expect((await goNoGo()).items[0]?.struck).toEqual([]);

    await take(ANSWER, CORA, 'It is');
    const { version } = await status();
    const [loaded, signed] = await Promise.all([
      load(`${DOCUMENT}\nIn other words.\n`),
      engine.take({ id, step: GO, who: ENZO, why: null, seen: { version } }),
    ]);
    const voided = (await goNoGo()).voided;
    // Whichever was first: a go for the version before is refused, or void with it.
    expect([loaded.ok, signed.ok, voided !== null]).toBeOneOf([
      [true, false, false],
      [true, true, true],
      [false, true, false],
    ]);
  });

  test('binds a go to what the program saw, and to each character that was signed', async () => {
    const { take, load, goNoGo } = await inPhaseOne('bound', DOCUMENT + CRITERION);
    await take({ kind: 'answer', criterion: 'The engineer saw no error', yes: true }, ENZO);
    await take(ANSWER, CORA);
    expect(await take(GO)).toMatchObject({ ok: true });
    await expect.poll(goNoGo).toMatchObject({
      decision: 'go',
      evidence: {
        signed: {
          planVersion: 1,
          lint: { errors: 0 },
          preflight: null,
          heartbeat: 'heard',
          phaseOne: { people: 0, requests: 0, errors: 0 },
          openBugs: null,
        },
      },
    });
    await load(DOCUMENT + CRITERION.replace('no error', 'no errors'));
    expect(await take(ADVANCE)).toMatchObject({ error: { code: 'go-needed' } });
    await expect.poll(goNoGo).toMatchObject({
      decision: 'void',
      voided: {
        cause: 'plan-changed',
        sentence:
          'The go for version 1 of the plan is void: Pat Planner, product manager changed the plan.',
      },
      changes: [
        {
          part: 'Success criterion',
          before: 'The engineer saw no error',
          after: 'The engineer saw no errors',
        },
      ],
    });
  });

  test('is void when nothing is heard any more: nothing opens or closes, and the next stage is shut', async () => {
    const { take, goNoGo, status, engine, clock, id, flags, toggle } = await inPhaseOne('silent');
    await take(ANSWER, CORA);
    await take(GO);
    await take(ADVANCE);
    await engine.look();
    expect(await goNoGo()).toMatchObject({ decision: 'go', voided: null });
    await sql`update release_pulses set heard_at = heard_at - interval '20 minutes'
      where release_id = ${id}`.execute(open().db);
    await engine.look();
    await engine.look();
    // A look that comes first after a time in which no instance ran proves nothing.
    expect(await goNoGo()).toMatchObject({ voided: null });
    clock.advance(60_000);
    await engine.look();
    expect(await goNoGo()).toMatchObject({
      decision: 'void',
      voided: { cause: 'heartbeat-silent', by: 'Release program, automatic' },
      evidence: { signed: { heartbeat: 'heard' }, now: { heartbeat: 'silent' } },
    });
    expect(await status()).toMatchObject({ phase: 'rollout', stage: { letter: 'A' } });
    expect(flags.state(toggle)).toBe('conditional');
    await take({ kind: 'resume' });
    const override: Step = { kind: 'advance', override: true, to: 'B' };
    expect(await take(override, PAT, 'hurry')).toMatchObject({ error: { code: 'go-void' } });
  });

  test('is void when a toggle is gone from the flag engine', async () => {
    const { take, goNoGo, engine, flags, toggle } = await inPhaseOne('gone');
    await take(ANSWER, CORA);
    await take(GO);
    await flags.remove(toggle, BY_ENZO);
    await engine.look();
    expect(await goNoGo()).toMatchObject({
      decision: 'void',
      voided: { cause: 'toggle-gone' },
      evidence: { now: { preflight: 'The flag engine has no toggle gone.' } },
    });
  });

  test('carries conditions that are closed by name, through the journal and back', async () => {
    const { take, goNoGo, clock, engine, id } = await inPhaseOne('conditional');
    await take(ANSWER, CORA);
    const conditions = [{ text: 'Issue 12 is closed', owner: 'engineer' }];
    await take({ kind: 'go', upTo: 'A', conditions });
    await take(ADVANCE);
    clock.advance(3 * 3_600_000);
    expect(await take(ADVANCE)).toMatchObject({ error: { code: 'conditions-open' } });
    expect(await goNoGo()).toMatchObject({
      decision: 'conditional-go',
      upTo: 'A',
      conditions: [{ number: 1, text: 'Issue 12 is closed', owner: 'engineer', closed: null }],
      open: [{ kind: 'condition', owner: 'engineer' }],
    });
    const close: Step = { kind: 'close-condition', condition: 'Issue 12 is closed' };
    expect(await take(close, ENZO, 'Merged')).toMatchObject({ ok: true });
    expect(await goNoGo()).toMatchObject({
      decision: 'go',
      conditions: [{ closed: { by: 'Enzo Engineer, engineer', why: 'Merged' } }],
    });
    const record = await engine.goNoGoRecord(id);
    expect(record).toMatchObject({ value: expect.stringContaining('closed, Enzo') as string });
    expect(await take(ADVANCE)).toMatchObject({ ok: true });
  });
});
