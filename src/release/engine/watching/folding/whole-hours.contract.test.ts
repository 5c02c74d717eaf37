import { sql } from 'kysely';
import { beforeAll, expect, test } from 'vitest';

import { describeOnBothDatabases } from '../../../../../test/postgres/both-databases.ts';
import {
  GO,
  journalOf,
  LOADED,
  MONDAY_TEN,
  release,
  STAGE_A,
} from '../../../../../test/world/releases.ts';
import { migrate, type Database } from '../../../../lib/database/index.ts';
import { MINUTE_MS } from '../../../../lib/duration.ts';
import { createLog } from '../../../../lib/log.ts';
import { createSqlMeasurements, releaseMigrations } from '../../../index.ts';
import type { JournalTables } from '../../../journal/kept/tables.ts';
import { createFolds } from './folds.ts';

const clock = { now: () => new Date(MONDAY_TEN.getTime() + MINUTE_MS) };

/** Of eight days, two kinds in each: several pages. */
const MINUTES = 8 * 24 * 60;
const FIRST = Math.floor(MONDAY_TEN.getTime() / MINUTE_MS) - MINUTES;
/** In the middle of an hour. */
const MIDDLE = FIRST + MINUTES / 3 + 17;

const ANSWER = {
  opening: 0,
  cohort: 'closed',
  ofFeature: false,
  status: 200,
  cause: null,
  hasContent: null,
  timeClass: 2,
};
const KINDS = ['/hub', '/letters'].map((endpoint) => ({ ...ANSWER, endpoint }));

/** Three alike answers of each kind in every minute. What is kept of a minute already is changed once more. */
async function keepAnswers(db: Database, from: number, to: number): Promise<void> {
  await sql`insert into release_tallies (release_id, key, minute, count, kind)
    select 'drafted', minute || '|' || (kind->>'endpoint'), minute, 3, kind
    from generate_series(${from}::int, ${to}::int) as minute,
      jsonb_array_elements(${JSON.stringify(KINDS)}::jsonb) as kind
    order by minute
    on conflict (release_id, key) do update set
      count = excluded.count, changed = nextval('release_tallies_changed_seq')`.execute(db);
}

describeOnBothDatabases('a draft of which hours are read as one count', (open) => {
  beforeAll(async () => {
    const { db } = open();
    expect(await migrate(db, releaseMigrations)).toMatchObject({ ok: true });
    await db.withTables<JournalTables>().insertInto('releases').values({ id: 'drafted' }).execute();
  });

  test('has each answer once, wherever pages end within an hour, and whatever was known', async () => {
    const { db } = open();
    const measurements = createSqlMeasurements(db);
    const instance = () => createFolds({ measurements, clock, log: createLog('silent') });
    const drafted = { ...release({ entries: journalOf(LOADED, GO, STAGE_A) }), id: 'drafted' };
    await keepAnswers(db, FIRST, MIDDLE);
    const goesOn = instance();
    await goesOn.upToDate(drafted, null);
    await keepAnswers(db, MIDDLE, FIRST + MINUTES - 1);
    for (const one of [goesOn, instance()]) {
      const { book, state } = await one.upToDate(drafted, null);
      const { answers } = book.inOpenings(0, 0, () => true);
      expect(answers.map(({ count }) => count)).toEqual([3 * MINUTES, 3 * MINUTES]);
      expect(state.answers.get(0)).toBe(6 * MINUTES);
    }
  });
});
