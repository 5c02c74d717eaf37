import { sql } from 'kysely';
import { beforeAll, expect, test } from 'vitest';

import { describeOnBothDatabases } from '../../../../test/postgres/both-databases.ts';
import { PLANS_HERE } from '../../../../test/world/plan-reader.ts';
import { PAT } from '../../../../test/world/releases.ts';
import { migrate } from '../../../lib/database/index.ts';
import { releaseMigrations } from '../../index.ts';
import { createSqlJournal } from './sql-journal.ts';

/** More than is read of a journal at first, more than a page, and few. */
const LENGTHS = [
  ['long', 90],
  ['longest', 5_000],
  ['short', 3],
] as const;

describeOnBothDatabases('journals of any length', (open) => {
  const newJournal = () =>
    createSqlJournal(open().db, { writeFlags: () => Promise.resolve(), plans: PLANS_HERE });

  beforeAll(async () => {
    expect(await migrate(open().db, releaseMigrations)).toMatchObject({ ok: true });
    for (const [releaseId, length] of LENGTHS) {
      const facts = [{ kind: 'plan-loaded', planVersion: 1, title: 'canary' }] as const;
      const document = `# ${releaseId}`;
      const circumstances = { at: new Date(), who: PAT, why: 'Loaded', evidence: null };
      await newJournal().append({ ...circumstances, releaseId, after: 0, facts, document });
      await sql`
        insert into release_journal (release_id, version, at, who_name, who_role, why, plan_version, fact)
        select ${releaseId}, n, now(), 'Robin', 'engineer', 'Alike', 1,
          jsonb_build_object('kind', (array['held', 'resumed'])[1 + n % 2])
        from generate_series(2, ${length}::int) as n`.execute(open().db);
    }
  });

  test('are read in pages as they are read one by one: every entry once, in order', async () => {
    const releases = await newJournal().releases('every');
    for (const [id, length] of LENGTHS) {
      const read = releases.find((release) => release.id === id);
      const versions = read?.entries.map(({ version }) => version);
      expect(versions).toEqual(Array.from({ length }, (_, index) => index + 1));
      expect(read).toEqual(await newJournal().release(id));
    }
  });

  test('are known with what is added later, and never as they were in the middle', async () => {
    const journal = newJournal();
    const reading = journal.releases();
    await expect.poll(() => journal.known.get('longest')).not.toBeNull();
    expect(journal.known.get('longest')?.progress.version).toBe(5_000);
    await reading;
    await sql`
      insert into release_journal (release_id, version, at, who_name, who_role, plan_version, fact)
      values ('longest', 5001, now(), 'Robin', 'engineer', 1, '{"kind":"held"}')`.execute(
      open().db,
    );
    await journal.releases();
    expect(journal.known.get('longest')?.progress.version).toBe(5_001);
  });

  test('hold once what their entries say alike', async () => {
    const release = await newJournal().release('long');
    const [one, other] = release?.entries.slice(-2) ?? [];
    expect(one?.who).toEqual({ name: 'Robin', role: 'engineer' });
    expect(other?.who).toBe(one?.who);
    expect(other?.at).toBe(one?.at);
  });
});
