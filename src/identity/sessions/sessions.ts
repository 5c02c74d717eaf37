import { createHash } from 'node:crypto';
import { callbackify } from 'node:util';
import type { FastifySessionOptions } from '@fastify/session';
import type { Kysely, Updateable } from 'kysely';
import type { Clock } from '../../lib/clock.ts';
import { withinDeadline } from '../../lib/deadline.ts';
import { errorFields, type Log } from '../../lib/log.ts';
import type { AccountId } from '../person.ts';
import { readSessionData } from './session-data.ts';
import { expiryAt, isWorthTouching } from './session-life.ts';
import type { IdentityTables } from '../tables.ts';

type SessionStore = NonNullable<FastifySessionOptions['store']>;

export type Sessions = {
  /** For @fastify/session. Expiry is decided here, by our clock, and not by the cookie. */
  readonly store: SessionStore;
  /** Signs this account out everywhere, at once. */
  revokeSessionsOf(accountId: AccountId): Promise<void>;
  /** The sessions of this account that are not over, the newest first. */
  sessionsOf(accountId: AccountId, sessionId: string): Promise<readonly OwnSession[]>;
  /** Removes the rows of sessions that are over. */
  forgetExpired(): Promise<void>;
};

export type OwnSession = {
  readonly startedAt: Date;
  readonly endsAt: Date;
  /** Whether it is the one in which somebody asks. */
  readonly isThis: boolean;
};

export function createSessions(deps: {
  readonly db: Kysely<object>;
  readonly clock: Clock;
  readonly log: Log;
}): Sessions {
  const rows = sessionRows({ ...deps, db: deps.db.withTables<IdentityTables>() });
  return {
    store: {
      get: callbackify(inTime(rows.load)),
      set: callbackify(inTime(rows.save)),
      destroy: callbackify(inTime(rows.remove)),
    },
    sessionsOf: rows.listOf,
    revokeSessionsOf: rows.removeOf,
    forgetExpired: rows.removeExpired,
  };
}

/** How long a page waits for its session, in milliseconds: a paused database lets a statement wait for ten seconds. */
const SESSION_MS = 2_000;

function inTime<Asked extends readonly unknown[], Answer>(
  work: (...asked: Asked) => Promise<Answer>,
): (...asked: Asked) => Promise<Answer> {
  return (...asked) => withinDeadline(SESSION_MS, work(...asked));
}

type SessionRowsDeps = {
  readonly db: Kysely<IdentityTables>;
  readonly clock: Clock;
  readonly log: Log;
};

function sessionRows({ db, clock, log }: SessionRowsDeps) {
  const find = findSession(db);
  return {
    load: async (sessionId: string) => {
      const sidHash = hashOf(sessionId);
      const row = await find(sidHash);
      const now = clock.now();
      if (!row || row.expiresAt <= now) return null;
      const expiresAt = await touched({ db, log }, { sidHash, ...row }, now);
      const endsInMs = expiresAt.getTime() - now.getTime();
      const ageMs = now.getTime() - row.startedAt.getTime();
      return {
        ...readSessionData(row.data),
        endsInMs,
        ageMs,
        isStored: true,
        cookie: SESSION_COOKIE,
      };
    },
    save: async (sessionId: string, session: object) => {
      const data = readSessionData(session);
      const content = { account_id: data.person?.accountId ?? null, data: JSON.stringify(data) };
      const sidHash = hashOf(sessionId);
      // A session that was loaded may have been revoked since: saving it must not bring it back.
      if ('isStored' in session) return update(db, sidHash, content);
      const now = clock.now();
      await db
        .insertInto('sessions')
        .values({
          sid_hash: sidHash,
          started_at: now,
          expires_at: expiryAt(now, now),
          ...content,
        })
        .onConflict((conflict) => conflict.column('sid_hash').doUpdateSet(content))
        .execute();
    },
    remove: async (sessionId: string) => {
      await db.deleteFrom('sessions').where('sid_hash', '=', hashOf(sessionId)).execute();
    },
    removeOf: async (accountId: AccountId) => {
      await db.deleteFrom('sessions').where('account_id', '=', accountId).execute();
    },
    listOf: (accountId: AccountId, sessionId: string) =>
      ownSessions({ db, clock }, accountId, sessionId),
    removeExpired: async () => {
      await db.deleteFrom('sessions').where('expires_at', '<=', clock.now()).execute();
    },
  };
}

/** The statement is put together once, since every request asks it. */
function findSession(db: Kysely<IdentityTables>) {
  const statement = db
    .selectFrom('sessions')
    .select(['data', 'started_at as startedAt', 'expires_at as expiresAt'])
    .where('sid_hash', '=', '')
    .compile();
  return async (sidHash: string) => {
    const asked: typeof statement = { ...statement, parameters: [sidHash] };
    const { rows } = await db.executeQuery(asked);
    return rows[0];
  };
}

async function ownSessions(
  { db, clock }: Pick<SessionRowsDeps, 'db' | 'clock'>,
  accountId: AccountId,
  sessionId: string,
): Promise<readonly OwnSession[]> {
  const rows = await db
    .selectFrom('sessions')
    .select(['sid_hash as sidHash', 'started_at as startedAt', 'expires_at as endsAt'])
    .where('account_id', '=', accountId)
    .where('expires_at', '>', clock.now())
    .orderBy('started_at', 'desc')
    .limit(100)
    .execute();
  const own = hashOf(sessionId);
  return rows.map(({ sidHash, ...times }) => ({ ...times, isThis: sidHash === own }));
}

type KeptSession = {
  readonly sidHash: string;
  readonly startedAt: Date;
  readonly expiresAt: Date;
};

/** How long a page waits for its session to be extended, in milliseconds. */
const TOUCH_MS = 1_000;

/** When the session is over now that it is used. A store that takes no writing ends it earlier, and keeps no page back. */
async function touched(
  { db, log }: Pick<SessionRowsDeps, 'db' | 'log'>,
  { sidHash, ...session }: KeptSession,
  now: Date,
): Promise<Date> {
  if (!isWorthTouching(session, now)) return session.expiresAt;
  const later = expiryAt(now, session.startedAt);
  try {
    await withinDeadline(TOUCH_MS, update(db, sidHash, { expires_at: later }));
    return later;
  } catch (error) {
    log.warn('a session could not be extended', errorFields(error));
    return session.expiresAt;
  }
}

/** Without an age: the browser forgets it when it closes. */
const SESSION_COOKIE = { originalMaxAge: null };

async function update(
  db: Kysely<IdentityTables>,
  sidHash: string,
  changes: Updateable<IdentityTables['sessions']>,
): Promise<void> {
  await db.updateTable('sessions').set(changes).where('sid_hash', '=', sidHash).execute();
}

const hashOf = (sessionId: string) => createHash('sha256').update(sessionId).digest('hex');
