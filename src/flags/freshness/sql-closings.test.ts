import { sql } from 'kysely';
import { afterAll, beforeAll, expect, onTestFinished, test } from 'vitest';

import { recovery } from '../../../test/faults/recovery.ts';
import { freshDatabase, sharedPostgresUrl } from '../../../test/postgres/index.ts';
import { BY_ENZO } from '../../../test/world/flag-notes.ts';
import { migrate, openServerDatabase, type OpenDatabase } from '../../lib/database/index.ts';
import { createLog } from '../../lib/log.ts';
import { createFlags, type Flags } from '../flags.ts';
import { flagMigrations } from '../migrations.ts';
import { createSqlStore } from '../store/sql-store.ts';
import { createSqlClosings } from './sql-closings.ts';

const log = createLog('silent');

let fresh: Awaited<ReturnType<typeof freshDatabase>>;
beforeAll(async () => {
  fresh = await freshDatabase(sharedPostgresUrl());
});
afterAll(() => fresh.drop());

async function connected(): Promise<OpenDatabase> {
  const opened = await openServerDatabase({
    url: fresh.url,
    pools: { people: 3, guard: 3, observations: 3 },
  });
  if (!opened.ok) throw new Error(opened.error.sentence);
  onTestFinished(() => opened.value.close());
  await migrate(opened.value.db, flagMigrations);
  return opened.value;
}

async function instance() {
  const { db } = await connected();
  const closings = createSqlClosings(db, log);
  const settings = { store: createSqlStore(db), log, snapshotLimitMs: 30_000, closings };
  const flags = createFlags({ ...settings, refreshEveryMs: 50 });
  onTestFinished(() => flags.close());
  return { db, flags };
}

/** Two instances, with a feature that everybody has. */
async function twoInstances(feature: string) {
  const [here, there] = [await instance(), await instance()];
  await here.flags.change(feature, { kind: 'enable' }, BY_ENZO);
  await there.flags.refresh();
  const isOpen = ({ flags }: { readonly flags: Flags }) => flags.isOpen(feature, 'somebody');
  expect([isOpen(here), isOpen(there)]).toEqual([true, true]);
  return { here, there, isOpen };
}

test('a feature that one instance closes is closed by all, and open again after that, though nothing is written', async () => {
  const { here, there, isOpen } = await twoInstances('told');
  await here.flags.change('beside', { kind: 'enable' }, BY_ENZO);
  const heard: string[] = [];
  there.flags.onSnapshot((changed) => heard.push(...changed));
  const [closing, second] = [here.flags.closeHere(['told']), here.flags.closeHere(['told'])];
  expect(isOpen(here)).toBe(false);
  expect(await closing.told).toBe(true);
  expect(await second.told).toBe(true);
  await expect.poll(() => isOpen(there)).toBe(false);
  expect(there.flags.explain('told', [])).toEqual({ open: false, because: 'closed-here' });
  expect(there.flags.isOpen('beside', 'somebody')).toBe(true);
  expect(there.flags.state('told')).toBe('on');
  expect(heard).toContain('told');
  closing.end();
  await there.flags.refresh();
  expect([isOpen(here), isOpen(there)]).toEqual([false, false]);
  second.end();
  await expect.poll(() => isOpen(there)).toBe(true);
  await expect.poll(() => isOpen(here)).toBe(true);
});

test('it stays closed when the connection that tells it is lost, and opens when the instance ends', async () => {
  const { here, there, isOpen } = await twoInstances('lost');
  await here.flags.closeHere(['lost']).told;
  const toldAnew = recovery('teller-cut-off');
  await sql`select pg_terminate_backend(pid) from pg_locks where locktype = 'advisory' and mode = 'ShareLock'`.execute(
    there.db,
  );
  await expect
    .poll(async () => {
      await there.flags.refresh();
      return isOpen(there);
    }, toldAnew.soon)
    .toBe(false);
  toldAnew.held();
  const end = recovery('teller-ends');
  await here.flags.close();
  await expect.poll(() => isOpen(there), end.soon).toBe(true);
  end.held();
});

test('it is told where nothing can be written', async () => {
  const { here, there, isOpen } = await twoInstances('read-only');
  const { db } = here;
  const name = new URL(fresh.url.replace('@/', '@socket/')).pathname.slice(1);
  const set = (value: string) =>
    sql.raw(`alter database "${name}" set default_transaction_read_only = ${value}`).execute(db);
  await set('on');
  await sql`select pg_terminate_backend(pid) from pg_stat_activity
    where datname = current_database() and pid <> pg_backend_pid()`.execute(db);
  const late = await instance();
  await late.flags.refresh();
  await expect(late.flags.change('read-only', { kind: 'disable' }, BY_ENZO)).rejects.toMatchObject({
    code: '25006',
  });
  expect(await late.flags.closeHere(['read-only']).told).toBe(true);
  await expect.poll(() => isOpen(there)).toBe(false);
  await sql`set default_transaction_read_only = off`.execute(db);
  await set('off');
});

test('nobody is told while the database is away', async () => {
  const { db, close } = await connected();
  await close();
  const closings = createSqlClosings(db, log);
  const closing = closings.tell(['away']);
  closing.end();
  expect(await closing.told).toBe(false);
  await closings.close();
});
