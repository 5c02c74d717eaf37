import { beforeAll, expect, test } from 'vitest';

import { describeOnBothDatabases } from '../../../test/postgres/both-databases.ts';
import { migrate } from '../../lib/database/index.ts';
import { createSqlPageStore } from './sql-page-store.ts';
import { createSqlTaking } from './sql-taking.ts';
import type { TakingTimes } from './taking.ts';
import { analyticsMigrations } from './tables.ts';

const at = (time: string) => new Date(`2024-04-08T${time}Z`);
const spanOf = (from: string, through: string) => ({
  from: at(from).getTime() / 60_000,
  through: at(through).getTime() / 60_000,
});

describeOnBothDatabases('when events were taken', (databaseOf) => {
  let taking: TakingTimes;

  beforeAll(async () => {
    const { db } = databaseOf();
    await migrate(db, analyticsMigrations);
    taking = createSqlTaking(db);
  });

  test('is one time while signs come, whichever instance sends them, and another after a silence', async () => {
    for (const time of ['10:00:00', '10:00:30', '10:01:00', '10:03:00'])
      await taking.note(at(time));
    await Promise.all([taking.note(at('10:04:00')), taking.note(at('10:04:00'))]);
    await Promise.all([taking.note(at('12:00:00')), taking.note(at('12:00:20'))]);
    await taking.note(at('12:01:00'));
    expect(await taking.spans()).toEqual([
      spanOf('10:00:00', '10:04:00'),
      spanOf('12:00:00', '12:01:00'),
    ]);
  });

  test('is forgotten with the counts of that time', async () => {
    await createSqlPageStore(databaseOf().db).tidy(at('13:00:00'), at('11:00:00'));
    expect(await taking.spans()).toEqual([spanOf('12:00:00', '12:01:00')]);
  });

  test('tells when the newest event of a feature was counted', async () => {
    expect(await taking.lastCounted('quiet')).toBe(null);
    const event = { name: 'page-view', detail: '', valueClass: null } as const;
    const from = { feature: 'seen', stage: '', cohort: '' } as const;
    const view = { page: 'hub', device: 'none', language: 'en', events: [event], from } as const;
    const reports = ['10:00:00', '10:02:59'].map((time) => ({
      ...view,
      at: at(time),
      person: '1',
    }));
    await createSqlPageStore(databaseOf().db).add([{ batch: null, reports }]);
    expect(await taking.lastCounted('seen')).toBe(at('10:02:00').getTime() / 60_000);
  });
});
