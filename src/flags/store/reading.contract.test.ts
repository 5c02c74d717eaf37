import { beforeAll, expect, test } from 'vitest';

import { describeOnBothDatabases } from '../../../test/postgres/both-databases.ts';
import { BY_ENZO } from '../../../test/world/flag-notes.ts';
import { migrate } from '../../lib/database/index.ts';
import { CLOSED_GATES } from '../feature.ts';
import { flagMigrations } from '../migrations.ts';
import { createSqlStore } from './sql-store.ts';
import type { FlipperTables } from './tables.ts';

describeOnBothDatabases('thousands of features', (open) => {
  beforeAll(async () => {
    expect(await migrate(open().db, flagMigrations)).toMatchObject({ ok: true });
  });

  test('are imported and changed while the others stay as they were read', async () => {
    const store = createSqlStore(open().db);
    const gates = { ...CLOSED_GATES, actors: new Set(['User;1']), percentageOfActors: '5' };
    const many = Array.from({ length: 8_000 }, (_, index) => ({ key: `feature_${index}`, gates }));
    const began = performance.now();
    expect(await store.replaceAll(many, BY_ENZO)).toHaveLength(8_000);
    // An embedded database answers nobody meanwhile, and all features close after 30 seconds.
    expect(performance.now() - began).toBeLessThan(15_000);
    const before = await store.load();
    expect(before).toEqual(many);
    await store.write('feature_7', { kind: 'enable' }, BY_ENZO);
    const after = await store.load();
    expect(after.filter((feature, index) => feature !== before[index])).toMatchObject([
      { key: 'feature_7', gates: { boolean: 'true' } },
    ]);
    expect(await store.recordOutside()).toEqual([]);
    const tables = open().db.withTables<FlipperTables>();
    await tables.deleteFrom('flipper_gates').where('feature_key', '=', 'feature_9').execute();
    expect(await store.recordOutside()).toMatchObject([
      { feature: 'feature_9', through: 'outside' },
    ]);
  });
});
