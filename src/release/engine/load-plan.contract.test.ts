import { readFileSync } from 'node:fs';

import { beforeAll, expect, test } from 'vitest';

import { describeOnBothDatabases } from '../../../test/postgres/both-databases.ts';
import { BY_ENZO } from '../../../test/world/flag-notes.ts';
import {
  ADVANCE,
  GO,
  loaded,
  PLAN,
  releaseOf,
  START,
} from '../../../test/world/release-on-database.ts';
import { ENZO, PAT, RITA } from '../../../test/world/releases.ts';
import { flagMigrations } from '../../flags/index.ts';
import { migrate } from '../../lib/database/index.ts';
import { releaseMigrations } from '../index.ts';

describeOnBothDatabases('a plan, loaded', (open) => {
  beforeAll(async () => {
    const migrations = { ...flagMigrations, ...releaseMigrations };
    expect(await migrate(open().db, migrations)).toMatchObject({ ok: true });
  });

  test('is refused with every problem when it can’t be carried out', async () => {
    const { engine } = await releaseOf(open(), 'draft');
    const document = readFileSync('test/plans/seed.md', 'utf8');
    const outcome = await engine.load({ id: 'seed', document, who: PAT });
    expect(outcome).toMatchObject({ ok: false, error: { code: 'plan-not-ready' } });
    expect(await engine.status('seed')).toBeNull();
  });

  test('is refused unread when it is above 256 kB, and not kept', async () => {
    const { engine } = await releaseOf(open(), 'draft');
    const document = `${PLAN}\n${'é'.repeat(128 * 1024)}`;
    const outcome = await engine.load({ id: 'too-large', document, who: PAT });
    expect(outcome).toMatchObject({
      error: {
        code: 'plan-not-ready',
        sentence: expect.stringContaining('at most 256 kB') as string,
      },
    });
    expect(await engine.status('too-large')).toBeNull();
  });

  test('is refused when a code span can’t be measured, with its line and what was expected', async () => {
    const { engine } = await releaseOf(open(), 'draft');
    const plan = readFileSync('test/plans/worked-history.md', 'utf8');
    const document = plan.replace('> 10% of requests', '> xx% of requests');
    const outcome = await engine.load({ id: 'unset', document, who: PAT });
    expect(outcome).toMatchObject({ ok: false, error: { code: 'plan-not-ready' } });
    expect(outcome).toMatchObject({
      error: { sentence: expect.stringMatching(/^Line 28: “contacts error rate/) as string },
    });
    expect(await engine.status('unset')).toBeNull();
  });

  test('is refused for what lint calls an error, with the line, though it could be carried out', async () => {
    const { engine } = await releaseOf(open(), 'unfilled');
    const document = PLAN.replace('number of users: 1', 'number of users: [FILL_IN]');
    expect(await engine.load({ id: 'unfilled', document, who: PAT })).toMatchObject({
      error: {
        code: 'plan-not-ready',
        sentence: expect.stringMatching(/^Line \d+: “Desired number of users”.*FILL_IN/) as string,
      },
    });
    expect(await engine.status('unfilled')).toBeNull();
  });

  test('is the same release when the same document is loaded again', async () => {
    const { engine, id, toggle } = await loaded(open(), 'twice');
    const document = PLAN.replace('`canary`', `\`${toggle}\``);
    const again = await engine.load({ id, document, who: ENZO });
    expect(again).toMatchObject({ ok: true });
    expect(await engine.status(id)).toMatchObject({ planVersion: 1 });
  });

  test('becomes a new version when it changes, and may not change what has been opened', async () => {
    const { engine, id, take, toggle } = await loaded(open(), 'changing');
    await take(START);
    await take(GO);
    await take(ADVANCE);
    const document = PLAN.replace('`canary`', `\`${toggle}\``);
    const later = { id, document: document.replace('50%', '40%'), who: PAT };
    expect(await engine.load(later)).toEqual({
      ok: true,
      value: {
        planVersion: 2,
        changes: ['Stage B: 50%, at least 1 day → 40%, at least 1 day'],
        voided: ['The go of Pat Planner, product manager'],
      },
    });
    expect(await engine.status(id)).toMatchObject({ planVersion: 2 });
    const history = (await engine.status(id))?.history ?? [];
    expect(history.map(({ planVersion }) => planVersion)).toEqual([1, 1, 1, 1, 2]);
    const past = { id, document: document.replace('20%', '10%'), who: PAT };
    expect(await engine.load(past)).toMatchObject({
      ok: false,
      error: { code: 'plan-contradicts-journal' },
    });
  });

  test('changes nothing where something has happened since the person looked', async () => {
    const { engine, id, take, toggle } = await loaded(open(), 'overtaken');
    const seen = { version: (await engine.status(id))?.version ?? 0 };
    await take(START);
    const document = PLAN.replace('`canary`', `\`${toggle}\``).replace('50%', '40%');
    const late = await engine.load({ id, document, who: ENZO, seen });
    expect(late).toMatchObject({
      error: { code: 'moved-on', sentence: expect.stringContaining('Phase I started') as string },
    });
    expect(await engine.status(id)).toMatchObject({ planVersion: 1 });
    const now = { version: (await engine.status(id))?.version ?? 0 };
    expect(await engine.load({ id, document, who: ENZO, seen: now })).toMatchObject({ ok: true });
  });

  test('is over for good once its release is closed', async () => {
    const { engine, id, take, toggle } = await loaded(open(), 'given-up');
    expect(await take({ kind: 'close' }, PAT, 'Not needed any more')).toMatchObject({ ok: true });
    const document = PLAN.replace('`canary`', `\`${toggle}\``);
    for (const again of [document, document.replace('50%', '40%')]) {
      expect(await engine.load({ id, document: again, who: PAT })).toMatchObject({
        ok: false,
        error: { code: 'closed' },
      });
    }
  });

  test('can’t take a toggle that is open already, for nobody knows whom', async () => {
    const { engine, flags, toggle, id } = await releaseOf(open(), 'ajar');
    await flags.change(toggle, { kind: 'set-percentage-of-actors', percentage: 5 }, BY_ENZO);
    const document = PLAN.replace('`canary`', `\`${toggle}\``);
    const outcome = await engine.load({ id, document, who: PAT });
    expect(outcome).toMatchObject({ ok: false, error: { code: 'toggle-open' } });
    expect(await engine.status(id)).toBeNull();
  });

  test('is loaded by those who may move a release forward only', async () => {
    const { engine, id } = await releaseOf(open(), 'read-only');
    const outcome = await engine.load({ id, document: PLAN, who: RITA });
    expect(outcome).toMatchObject({ ok: false, error: { code: 'not-allowed' } });
  });

  test('can’t take a toggle that another release owns', async () => {
    const { toggle, engine } = await loaded(open(), 'owned');
    const document = PLAN.replace('`canary`', `\`${toggle}\``);
    const outcome = await engine.load({ id: 'a-second-release', document, who: PAT });
    expect(outcome).toMatchObject({ ok: false, error: { code: 'toggle-taken' } });
    expect(await engine.ownerOf(toggle)).toEqual({ release: 'release-of-owned', toggle });
  });
});
