import { setTimeout } from 'node:timers/promises';

import { sql, type Kysely } from 'kysely';

import { withinDeadline } from '../../lib/deadline.ts';
import { errorFields, type Log } from '../../lib/log.ts';
import { CRC_START, crcAfter, crcFinished } from '../gates/crc32.ts';
import type { Closings } from './closings.ts';

/** How often it is looked whether the connection that holds the locks is still there, in milliseconds. */
const BEAT_MS = 1_000;

/** How long the end of it is waited for. */
const END_MS = 1_000;

/** Any number will do that no other program on this database uses for pairs of locks. */
const CLOSED_FEATURES = 20_261_129;

type ToldFeatures = {
  readonly numbers: readonly number[];
  readonly say: (isTold: boolean) => void;
};

/**
 * On a PostgreSQL server, as advisory locks that one connection holds: they are there for everybody who can read, also
 * where nothing can be written, as on a full disk, a database that is read-only, or a standby.
 */
export function createSqlClosings(db: Kysely<object>, log: Log): Closings {
  const told = new Set<ToldFeatures>();
  let holding: Promise<void> | null = null;
  let waking = new AbortController();
  const wake = () => {
    waking.abort();
    waking = new AbortController();
  };
  const pause = () => setTimeout(BEAT_MS, null, { signal: waking.signal }).catch(() => null);
  const holdOn = async (session: Kysely<object>) => {
    const held = new Set<number>();
    while (told.size > 0) {
      const heard = [...told];
      await bringTo(session, held, new Set(heard.flatMap(({ numbers }) => numbers)));
      for (const { say } of heard) say(true);
      await pause();
    }
    await bringTo(session, held, new Set());
  };
  const hold = async () => {
    while (told.size > 0) {
      try {
        await db.connection().execute(holdOn);
      } catch (error) {
        log.warn('other instances can’t be told to close features', errorFields(error));
        await pause();
      }
    }
    holding = null;
  };
  return {
    read: () => readClosed(db),
    tell: (featureKeys) => {
      let say: ToldFeatures['say'] = () => undefined;
      const isTold = new Promise<boolean>((resolve) => {
        say = resolve;
      });
      const one = { numbers: featureKeys.map(featureNumber), say };
      told.add(one);
      wake();
      holding ??= hold();
      const end = () => {
        told.delete(one);
        say(false);
        wake();
      };
      return { told: isTold, end };
    },
    close: async () => {
      for (const { say } of told) say(false);
      told.clear();
      wake();
      // A database that does not answer ends the connection, and the locks with it, by itself.
      if (holding) await withinDeadline(END_MS, holding).catch(() => null);
    },
  };
}

/** By which instances know a feature in a lock. Two with one number are closed together. */
export function featureNumber(featureKey: string): number {
  return crcFinished(crcAfter(CRC_START, featureKey));
}

/** Takes and lets go of locks. It fails where the connection, and all its locks with it, is lost. */
async function bringTo(
  session: Kysely<object>,
  held: Set<number>,
  wanted: ReadonlySet<number>,
): Promise<void> {
  const [added, ended] = [
    [...wanted].filter((one) => !held.has(one)),
    [...held].filter((one) => !wanted.has(one)),
  ];
  await sql`
    select pg_try_advisory_lock_shared(${sql.lit(CLOSED_FEATURES)}, lock::oid::int4) from unnest(${added}::int8[]) as lock
    union all
    select pg_advisory_unlock_shared(${sql.lit(CLOSED_FEATURES)}, lock::oid::int4) from unnest(${ended}::int8[]) as lock
  `.execute(session);
  for (const one of added) held.add(one);
  for (const one of ended) held.delete(one);
}

async function readClosed(db: Kysely<object>): Promise<ReadonlySet<number>> {
  const { rows } = await sql<{ readonly number: number }>`
    select distinct objid::int8 as number from pg_locks
    where locktype = 'advisory' and classid = ${sql.lit(CLOSED_FEATURES)} and objsubid = 2 and granted
      and database = (select oid from pg_database where datname = current_database())
  `.execute(db);
  return new Set(rows.map(({ number }) => number));
}
