import { afterEach, beforeAll, expect, test } from 'vitest';

import { describeOnBothDatabases } from '../../test/postgres/both-databases.ts';
import { BY_ENZO } from '../../test/world/flag-notes.ts';
import { migrate } from '../lib/database/index.ts';
import { createLog } from '../lib/log.ts';
import {
  createFlags,
  createSqlStore,
  flagMigrations,
  type Flags,
  type HistoryEntry,
} from './index.ts';

const FEATURE = 'profile_contacts';
/** So that what arrives has been brought by a notice. */
const NEVER_MS = 3_600_000;

const running: Flags[] = [];
afterEach(async () => {
  for (const flags of running.splice(0)) await flags.close();
});

describeOnBothDatabases('two flag engines on one database', (open) => {
  beforeAll(async () => {
    expect(await migrate(open().db, flagMigrations)).toMatchObject({ ok: true });
  });

  const told: HistoryEntry[] = [];
  const sqlDelete = () =>
    open()
      .db.withTables<{ flipper_gates: { feature_key: string } }>()
      .deleteFrom('flipper_gates')
      .where('feature_key', '=', FEATURE)
      .execute();

  async function startEngine(): Promise<Flags> {
    const { db, listen } = open();
    const flags = createFlags({
      store: createSqlStore(db),
      listen,
      log: createLog('silent'),
      snapshotLimitMs: NEVER_MS,
      refreshEveryMs: NEVER_MS,
      onOutside: async (entry) => void told.push(entry),
    });
    running.push(flags);
    await flags.refresh();
    return flags;
  }

  test('learn of each other’s changes by notices alone', async () => {
    const [here, there] = [await startEngine(), await startEngine()];
    await here.change(FEATURE, { kind: 'enable' }, BY_ENZO);
    expect(here.isOpen(FEATURE, null)).toBe(true);
    await expect.poll(() => there.isOpen(FEATURE, null)).toBe(true);
    await here.change(FEATURE, { kind: 'disable' }, BY_ENZO);
    await expect.poll(() => there.isOpen(FEATURE, null)).toBe(false);
  });

  test('learn of a change by SQL too, and one of them tells the program, once', async () => {
    const [here, there] = [await startEngine(), await startEngine()];
    await here.change(FEATURE, { kind: 'enable' }, BY_ENZO);
    await expect.poll(() => there.isOpen(FEATURE, null)).toBe(true);
    told.length = 0;
    await sqlDelete();
    await expect.poll(() => here.isOpen(FEATURE, null) || there.isOpen(FEATURE, null)).toBe(false);
    await expect.poll(() => told.length).toBeGreaterThan(0);
    await Promise.all([here.close(), there.close()]);
    expect(told).toMatchObject([
      {
        feature: FEATURE,
        through: 'outside',
        before: { boolean: 'true' },
        after: { boolean: null },
      },
    ]);
  });
});
