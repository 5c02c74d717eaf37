import { PLANS_HERE } from '../../../test/world/plan-reader.ts';
import { beforeAll, expect, test } from 'vitest';

import { describeOnBothDatabases } from '../../../test/postgres/both-databases.ts';
import { PAT } from '../../../test/world/releases.ts';
import { newId } from '../../lib/ids.ts';
import { migrate } from '../../lib/database/index.ts';
import { createSqlJournal } from './kept/sql-journal.ts';
import { createSqlLookout } from '../engine/watching/sql-lookout.ts';
import { releaseMigrations } from '../index.ts';

/** No test waits for it to lapse. */
const LEASE_MS = 60_000;

describeOnBothDatabases('the lead', (open) => {
  beforeAll(async () => {
    expect(await migrate(open().db, releaseMigrations)).toMatchObject({ ok: true });
  });

  const candidate = (name: string) => {
    const { look, resign } = createSqlLookout(open().db, `${name} ${newId()}`, LEASE_MS);
    return { lead: async () => (await look()).fence, resign };
  };

  test('is kept by who has it, with the same fence, and nobody else gets it', async () => {
    const [one, other] = [candidate('one'), candidate('other')];
    const fence = await one.lead();
    expect(fence).not.toBeNull();
    expect(await one.lead()).toBe(fence);
    expect(await other.lead()).toBeNull();
    await one.resign();
  });

  test('goes to the next at once when it is given up, with a higher fence', async () => {
    const [one, other] = [candidate('one'), candidate('other')];
    const first = (await one.lead()) ?? Infinity;
    await one.resign();
    expect(await other.lead()).toBeGreaterThan(first);
    expect(await one.lead()).toBeNull();
    await other.resign();
  });

  test('lost, lets nothing be written any more that was decided under it', async () => {
    const [one, other] = [candidate('one'), candidate('other')];
    const lost = await one.lead();
    await one.resign();
    const held = await other.lead();
    const releaseId = newId();
    const journal = createSqlJournal(open().db, {
      writeFlags: () => Promise.resolve(),
      plans: PLANS_HERE,
    });
    const addition = {
      releaseId,
      after: 0,
      facts: [{ kind: 'plan-loaded', planVersion: 1, title: 'canary' }],
      document: '# canary',
      at: new Date(),
      who: PAT,
      why: null,
      evidence: null,
    } as const;
    expect(await journal.append({ ...addition, fence: lost ?? 0 })).toMatchObject({ ok: false });
    expect(await journal.release(releaseId)).toBeNull();
    expect(await journal.append({ ...addition, fence: held ?? 0 })).toMatchObject({ ok: true });
    await other.resign();
  });
});
