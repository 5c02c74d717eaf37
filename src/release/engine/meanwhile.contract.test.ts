import { beforeAll, expect, test } from 'vitest';

import { describeOnBothDatabases } from '../../../test/postgres/both-databases.ts';
import { engineOn } from '../../../test/world/engine.ts';
import { PLANS_HERE } from '../../../test/world/plan-reader.ts';
import { loaded, START } from '../../../test/world/release-on-database.ts';
import { PAT } from '../../../test/world/releases.ts';
import { flagMigrations } from '../../flags/index.ts';
import { migrate } from '../../lib/database/index.ts';
import type { Step } from '../decisions/decide.ts';
import { releaseMigrations, writeReleaseFlags } from '../index.ts';
import { PROGRAM, type JournalFact } from '../journal/journal.ts';
import { createSqlJournal } from '../journal/kept/sql-journal.ts';

const SEEN: JournalFact = {
  kind: 'tester-seen',
  emailDigest: 'digest-of-tom',
  participant: 'P1',
  proof: { at: '2024-04-08T14:02:00.000Z', endpoint: '/profile/contacts', status: 200 },
};
const GO: Step = { kind: 'go' };
const BUG_GIVEN = { severity: 'low', ticket: 'https://example.gov/1', fixed: false } as const;
const BUG: Step = { kind: 'record-bug', bug: null, given: BUG_GIVEN };

describeOnBothDatabases('what is written down while a step is decided', (open) => {
  beforeAll(async () => {
    const migrations = { ...flagMigrations, ...releaseMigrations };
    expect(await migrate(open().db, migrations)).toMatchObject({ ok: true });
  });

  /** In Phase I, where this is written down after the step was decided, and before it is. */
  async function overtakenBy(fact: JournalFact, toggle: string) {
    const { db } = open();
    const { flags, clock, id, take } = await loaded(open(), toggle);
    await take(START);
    const real = createSqlJournal(db, { writeFlags: writeReleaseFlags, plans: PLANS_HERE });
    let isToCome = true;
    const append: typeof real.append = async (addition) => {
      const { releaseId, after, at } = addition;
      const others = {
        releaseId,
        after,
        at,
        facts: [fact],
        who: PROGRAM,
        why: null,
        evidence: null,
      };
      if (isToCome) expect((await real.append(others)).ok).toBe(true);
      isToCome = false;
      return real.append(addition);
    };
    const engine = engineOn({ db, flags, clock, journal: { ...real, append }, carried: [toggle] });
    const outcome = async (step: Step) => {
      const answer = await engine.take({ id, step, who: PAT, why: 'No tester here' });
      await engine.close();
      return answer.ok ? 'ok' : answer.error.code;
    };
    return { outcome };
  }

  test('leaves a bug what it was: it is decided anew, and nobody sends it twice', async () => {
    const { outcome } = await overtakenBy(SEEN, 'bug-overtaken');
    expect(await outcome(BUG)).toBe('ok');
  });

  test('refuses a go whose evidence it changes', async () => {
    const { outcome } = await overtakenBy(SEEN, 'go-overtaken');
    expect(await outcome(GO)).toBe('moved-on');
  });

  test('refuses every step where somebody else took one', async () => {
    const { outcome } = await overtakenBy({ kind: 'held' }, 'held-meanwhile');
    expect(await outcome(BUG)).toBe('moved-on');
  });
});
