import { sql } from 'kysely';
import { afterEach, describe, expect, it } from 'vitest';

import { databaseBehind } from '../../../test/faults/database-behind.ts';
import { recovery, type Recovery } from '../../../test/faults/recovery.ts';
import { imitatePostgres } from '../../../test/postgres/imitation.ts';
import { freshDatabase, sharedPostgresUrl } from '../../../test/postgres/index.ts';
import {
  NoAnswerError,
  openServerDatabase,
  type DatabaseProblem,
  type OpenDatabase,
  type Tx,
} from './index.ts';

const cleanUps: (() => Promise<void>)[] = [];
afterEach(async () => {
  for (const cleanUp of cleanUps.splice(0).reverse()) await cleanUp();
});

const ANSWER_LIMIT_MS = 10_000;

function open(url: string, answerLimitMs = ANSWER_LIMIT_MS): Promise<OpenDatabase> {
  return openWith({ url, answerLimitMs });
}

async function openWith(settings: Parameters<typeof openServerDatabase>[0]): Promise<OpenDatabase> {
  const opened = await openServerDatabase(settings);
  if (!opened.ok) throw new Error(opened.error.sentence);
  cleanUps.push(opened.value.close);
  return opened.value;
}

async function problemWith(url: string): Promise<DatabaseProblem> {
  const opened = await openServerDatabase({ url });
  if (!opened.ok) return opened.error;
  await opened.value.close();
  throw new Error('it was opened');
}

async function problemWithImitation(part: Parameters<typeof imitatePostgres>[0]) {
  const imitation = await imitatePostgres(part);
  cleanUps.push(imitation.stop);
  return problemWith(imitation.url);
}

describe('a server that cannot be used', () => {
  it.each([
    ['invalid password', '28P01', 'sign-in-refused'],
    ['starting up', '57P03', 'unreachable'],
    ['too many connections', '53300', 'refused'],
    ['no such database', '3D000', 'no-such-database'],
  ])('is explained without the password: %s', async (_, errorCode, expected) => {
    const problem = await problemWithImitation({ errorCode });
    expect(problem.code).toBe(expected);
    expect(problem.sentence).toContain('/library');
    expect(problem.sentence).not.toMatch(/ada|lovelace/);
  });

  it('is one that is older than the SQL of this program', async () => {
    const problem = await problemWithImitation({ version: '14.9 (Debian 14.9-1)' });
    expect(problem.code).toBe('too-old');
    expect(problem.sentence).toContain('is PostgreSQL 14.9');
  });

  it('is not one that is just new enough', async () => {
    const imitation = await imitatePostgres({ version: '15.0' });
    cleanUps.push(imitation.stop);
    expect((await open(imitation.url)).kind).toBe('server');
  });

  it('is one where nobody listens', async () => {
    const gone = await imitatePostgres({ version: '18.4' });
    await gone.stop();
    const problem = await problemWith(gone.url);
    expect(problem.code).toBe('unreachable');
    expect(problem.sentence).toContain('ECONNREFUSED');
    expect(problem.sentence).not.toMatch(/ada|lovelace/);
  });

  it('is one whose socket does not exist', async () => {
    const problem = await problemWith('postgresql://ada@/library?host=/nowhere');
    expect(problem).toMatchObject({ code: 'unreachable' });
  });

  it.each(['mysql://ada@localhost/library', 'library', 'postgresql://ada:p@host:99999/library'])(
    'is one whose URL cannot be read: %s',
    async (url) => {
      expect(await problemWith(url)).toMatchObject({ code: 'url-unreadable' });
    },
  );
});

describe('a connection that the server cuts', () => {
  it('is replaced when nothing ran on it', async () => {
    const { db } = await openFresh();
    await cutOthers(db);
    expect((await sql`select 1 as one`.execute(db)).rows).toEqual([{ one: 1 }]);
  });

  it('fails the transaction that ran on it, and nothing else', async () => {
    const { db } = await openFresh();
    const cut = db.transaction().execute(async (tx) => {
      await sql`select 1`.execute(tx);
      await cutOthers(db);
      await sql`select 1`.execute(tx);
    });
    await expect(cut).rejects.toThrow(/terminat|not queryable/);
    expect((await sql`select 1 as one`.execute(db)).rows).toEqual([{ one: 1 }]);
  });

  async function openFresh(): Promise<OpenDatabase> {
    const fresh = await freshDatabase(sharedPostgresUrl());
    cleanUps.push(fresh.drop);
    return open(fresh.url);
  }

  /** Waits until the server has ended them, so that the next statement meets a connection that is gone. */
  async function cutOthers(db: OpenDatabase['db']): Promise<void> {
    await sql`select pg_terminate_backend(pid, 5000) from pg_stat_activity
      where datname = current_database() and pid <> pg_backend_pid()`.execute(db);
  }
});

describe('a way to the server that is lost without a word', () => {
  it('fails the statement that waits, and the next one goes another way', async () => {
    const { db, way } = await openBehindProxy();
    way.set({ kind: 'black-hole' });
    await expect(sql`select 1`.execute(db)).rejects.toThrow(NoAnswerError);
    way.set({ kind: 'pass' });
    expect((await sql`select 1 as one`.execute(db)).rows).toEqual([{ one: 1 }]);
  });

  it('fails the transaction that waits at once, without waiting for its rollback', async () => {
    const { db, way } = await openBehindProxy();
    const lost = db.transaction().execute(async (tx) => {
      way.set({ kind: 'black-hole' });
      await sql`select 1`.execute(tx);
    });
    await expect(lost).rejects.toThrow(NoAnswerError);
  });

  it('gives up all that waits within two seconds, and says whether it may have been written', async () => {
    const { db, way } = await openBehindProxy(ANSWER_LIMIT_MS);
    await sql`create table shelves (name text)`.execute(db);
    way.set({ kind: 'black-hole' });
    const began = performance.now();
    const errors = await Promise.all([
      // The one connection that is open takes this.
      failureOf(sql`insert into shelves values ('A')`.execute(db)),
      failureOf(
        db.transaction().execute((tx) => sql`insert into shelves values ('B')`.execute(tx)),
      ),
      failureOf(sql`select 1`.execute(db)),
    ]);
    expect(performance.now() - began).toBeLessThan(ANSWER_LIMIT_MS);
    expect(errors.map(({ mayHaveWritten }) => mayHaveWritten)).toEqual([true, false, false]);
    expect(errors.every(({ silentMs }) => silentMs > 1_000)).toBe(true);
  });

  it('is not taken for one on which a statement waits for a lock', async () => {
    const { db, direct } = await openBehindProxy(ANSWER_LIMIT_MS);
    let waited: Promise<unknown> | undefined;
    let waiting: Recovery | undefined;
    await direct.db.transaction().execute(async (tx) => {
      await lock(tx);
      waiting = recovery('waits-for-lock');
      waited = db.transaction().execute(lock);
      await sql`select pg_sleep(3)`.execute(tx);
    });
    await expect(waited).resolves.toBeUndefined();
    waiting?.held();
  });

  async function failureOf(asked: Promise<unknown>): Promise<NoAnswerError> {
    const error = await asked.then(
      () => null,
      (reason: unknown) => reason,
    );
    if (error instanceof NoAnswerError) return error;
    throw new Error('it was answered');
  }

  it('lets go of the locks that were taken over it', async () => {
    const { db, way, direct } = await openBehindProxy();
    const holding = db.transaction().execute(async (tx) => {
      await lock(tx);
      way.set({ kind: 'black-hole' });
      await sql`select 1`.execute(tx);
    });
    await expect(holding).rejects.toThrow(NoAnswerError);
    await expect(direct.db.transaction().execute(lock)).resolves.toBeUndefined();
  });

  async function lock(tx: Tx): Promise<void> {
    await sql`select pg_advisory_xact_lock(1)`.execute(tx);
  }

  it.each(['cut', 'black-hole'] as const)(
    'ends in listening again, with a call for what was missed: %s',
    async (kind) => {
      const { listen, way } = await openBehindProxy();
      let calls = 0;
      const listening = listen('shelves', () => (calls += 1));
      await expect.poll(() => calls).toBe(1);
      const askedBefore = way.asked();
      way.set({ kind });
      await expect.poll(way.asked).toBeGreaterThan(askedBefore);
      way.set({ kind: 'pass' });
      await expect.poll(() => calls).toBe(2);
      await listening.stop();
    },
  );

  async function openBehindProxy(answerLimitMs = 2_500) {
    const fresh = await freshDatabase(sharedPostgresUrl());
    cleanUps.push(fresh.drop);
    const way = await databaseBehind(fresh.url);
    cleanUps.push(way.close);
    return { ...(await open(way.url, answerLimitMs)), way, direct: await open(fresh.url) };
  }
});

describe('an address of its own for notices', () => {
  it('is where they are heard, and where nothing else is asked', async () => {
    const { url, way } = await openBehind();
    const { db, listen } = await openWith({ url, listenUrl: way.url });
    const asked = way.asked();
    let calls = 0;
    const listening = listen('shelves', () => (calls += 1));
    await expect.poll(() => calls).toBe(1);
    expect(way.asked()).toBe(asked + 1);
    await sql`select pg_notify('shelves', '')`.execute(db);
    await expect.poll(() => calls).toBe(2);
    way.set({ kind: 'cut' });
    expect((await sql`select 1 as one`.execute(db)).rows).toEqual([{ one: 1 }]);
    await listening.stop();
  });

  it('is refused where notices of the database do not arrive', async () => {
    const [{ url }, other] = [await openBehind(), await openBehind()];
    for (const listenUrl of [other.url, 'postgresql://ada:lovelace@127.0.0.1:1/library']) {
      const opened = await openServerDatabase({ url, listenUrl });
      expect(opened).toMatchObject({ ok: false, error: { code: 'unheard' } });
      expect(JSON.stringify(opened)).not.toMatch(/ada|lovelace/);
    }
  });

  async function openBehind() {
    const fresh = await freshDatabase(sharedPostgresUrl());
    cleanUps.push(fresh.drop);
    const way = await databaseBehind(fresh.url);
    cleanUps.push(way.close);
    return { url: fresh.url, way };
  }
});

describe('connections of their own', () => {
  it('let each work while another has none to spare, and say how busy they are', async () => {
    const fresh = await freshDatabase(sharedPostgresUrl());
    cleanUps.push(fresh.drop);
    const pools = { people: 1, guard: 2, observations: 1 };
    const opened = await openWith({ url: fresh.url, pools });
    const { db, guard, lead, observations, figures } = opened;
    let waiting: Promise<unknown> | undefined;
    await observations.transaction().execute(async () => {
      waiting = sql`select 1`.execute(observations);
      for (const free of [db, guard, lead]) {
        expect((await sql`select 1 as one`.execute(free)).rows).toEqual([{ one: 1 }]);
      }
      expect(figures()).toEqual([
        { pool: 'people', most: 1, total: 1, idle: 1, waiting: 0 },
        { pool: 'guard', most: 1, total: 1, idle: 1, waiting: 0 },
        { pool: 'lead', most: 1, total: 1, idle: 1, waiting: 0 },
        { pool: 'observations', most: 1, total: 1, idle: 0, waiting: 1 },
      ]);
    });
    await waiting;
  });

  it('keep the lead while looks take all that the guard has', async () => {
    const fresh = await freshDatabase(sharedPostgresUrl());
    cleanUps.push(fresh.drop);
    const { guard, lead } = await openWith({
      url: fresh.url,
      pools: { people: 1, guard: 2, observations: 1 },
    });
    await guard.transaction().execute(async () => {
      expect((await sql`select 1 as one`.execute(lead)).rows).toEqual([{ one: 1 }]);
    });
  });
});

it('may be closed twice', async () => {
  const fresh = await freshDatabase(sharedPostgresUrl());
  cleanUps.push(fresh.drop);
  const database = await open(fresh.url);
  await Promise.all([database.close(), database.close()]);
  await expect(sql`select 1`.execute(database.db)).rejects.toThrow();
});
