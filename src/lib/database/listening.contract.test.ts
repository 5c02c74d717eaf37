import { sql } from 'kysely';
import { afterEach, expect, test } from 'vitest';

import { describeOnBothDatabases } from '../../../test/postgres/both-databases.ts';
import type { Listening } from './index.ts';

const listening: Listening[] = [];
afterEach(async () => {
  for (const each of listening.splice(0)) await each.stop();
});

describeOnBothDatabases('listening', (open) => {
  /** A listener that already listens, and how often it was called since. */
  async function listenTo(channel: string) {
    let calls = 0;
    listening.push(open().listen(channel, () => (calls += 1)));
    await expect.poll(() => calls).toBe(1);
    calls = 0;
    return () => calls;
  }

  const notify = (channel: string) =>
    sql`select pg_notify(${channel}, '')`.execute(open().db).then(() => undefined);

  test('hears a notice on its channel, and none on another', async () => {
    const [shelves, desk] = [await listenTo('shelves'), await listenTo('desk')];
    await notify('shelves');
    await expect.poll(shelves).toBe(1);
    await notify('desk');
    await expect.poll(desk).toBe(1);
    expect(shelves()).toBe(1);
  });

  test('hears of a transaction when it is committed, and never of one that failed', async () => {
    const calls = await listenTo('desk');
    const failed = open()
      .db.transaction()
      .execute(async (tx) => {
        await sql`select pg_notify('desk', '')`.execute(tx);
        throw new Error('the desk closed');
      });
    await expect(failed).rejects.toThrow('the desk closed');
    await notify('desk');
    await expect.poll(calls).toBe(1);
  });

  test('goes on listening although it began in the middle of a transaction that failed', async () => {
    let begun: (() => number) | undefined;
    const failed = open()
      .db.transaction()
      .execute(async (tx) => {
        await sql`select 1`.execute(tx);
        let calls = 0;
        listening.push(open().listen('shelves', () => (calls += 1)));
        begun = () => calls;
        throw new Error('the desk closed');
      });
    await expect(failed).rejects.toThrow('the desk closed');
    await expect.poll(() => begun?.()).toBe(1);
    await notify('shelves');
    await expect.poll(() => begun?.()).toBe(2);
  });

  test('hears nothing any more once it is stopped', async () => {
    const [stopped, kept] = [await listenTo('shelves'), await listenTo('shelves')];
    await listening[0]?.stop();
    await notify('shelves');
    await expect.poll(kept).toBe(1);
    expect(stopped()).toBe(0);
  });
});
