import type { Kysely } from 'kysely';

import type { Clock } from '../../lib/clock.ts';
import { DAY_MS, MINUTE_MS } from '../../lib/duration.ts';
import { newId, newSecret } from '../../lib/ids.ts';
import { errorFields, type Log } from '../../lib/log.ts';
import { err, ok, type Result } from '../../lib/result.ts';
import { LONGEST_NAME, textFromPeople } from '../../lib/text-from-people.ts';
import type { IdentityTables } from '../tables.ts';
import { problemWithToken, USUAL_DAYS, type NewToken, type TokenRefusal } from './new-token.ts';
import { createTokenCheck, digestOf, type TokenCheck } from './require-token.ts';
import type { TokenGrant } from './scopes.ts';
import {
  addToken,
  isLive,
  noteUse,
  readTokens,
  revokeToken,
  type TokenRecord,
} from './token-rows.ts';

export type Tokens = {
  /** Costs no query: every instance has all tokens in memory and reads them again every two seconds. */
  readonly check: TokenCheck;
  list(): Promise<readonly TokenRecord[]>;
  /** The secret is in this answer and nowhere else. */
  create(wanted: NewToken, by: string): Promise<Result<CreatedToken, TokenRefusal>>;
  /** Holds here at once, and on every other instance within five seconds. */
  revoke(name: string, by: string): Promise<Result<null, TokenRefusal>>;
  close(): Promise<void>;
};

export type CreatedToken = { readonly token: TokenRecord; readonly secret: string };

export type TokensDeps = {
  readonly db: Kysely<object>;
  readonly clock: Clock;
  readonly log: Log;
  /** The secret of the program’s own token, which may do everything and is not in the store. */
  readonly administrator: string;
  /** Milliseconds from whatever moment, for the age of what was read. */
  readonly elapsedMs?: () => number;
};

const READ_EVERY_MS = 2_000;
/** What was read before that may have been revoked since. */
const FRESH_FOR_MS = 5_000;
const NOTE_USE_EVERY_MS = MINUTE_MS;

/** The tokens that people have made. They are read once before this answers. */
export async function openTokens(deps: TokensDeps): Promise<Tokens> {
  const { clock, administrator } = deps;
  const db = deps.db.withTables<IdentityTables>();
  const memory = tokenMemory(deps);
  const read = inTurn(async () => {
    const at = memory.now();
    await memory.writeUses((ids) => noteUse(db, ids, clock.now()));
    memory.take(await readTokens(db), at);
  });
  await read();
  const stop = readRegularly(read, deps.log);
  return {
    check: createTokenCheck(administrator, memory.find),
    list: async () => [...(await readTokens(db)).values()],
    create: async (wanted, by) => {
      const problem = problemWithToken(wanted);
      if (problem) return err(problem);
      const secret = `phcc_${newSecret()}`;
      const token = newRecord(wanted, by, clock.now());
      const added = await addToken(db, { ...token, digest: digestOf(secret).toString('hex') });
      if (!added.ok) return added;
      await read();
      return ok({ token, secret });
    },
    revoke: async (name, by) => {
      if (!(await revokeToken(db, { name, by, at: clock.now() }))) return err(NO_SUCH_TOKEN);
      await read();
      return ok(null);
    },
    close: stop,
  };
}

const NO_SUCH_TOKEN: TokenRefusal = {
  code: 'no-such-token',
  sentence: 'No token of that name is left to revoke. Look for it in the list of tokens.',
};

function newRecord(wanted: NewToken, by: string, now: Date): TokenRecord {
  const { name, scopes, owner = by, days = USUAL_DAYS } = wanted;
  return {
    id: newId(),
    name,
    scopes: [...new Set(scopes)],
    owner: textFromPeople(owner, LONGEST_NAME).text ?? by,
    createdAt: now,
    expiresAt: new Date(now.getTime() + days * DAY_MS),
    revokedAt: null,
    revokedBy: null,
    lastUsedAt: null,
  };
}

/** What this instance knows of the tokens, and which of them were used since that was last written down. */
function tokenMemory({ clock, elapsedMs = () => performance.now() }: TokensDeps) {
  let known: ReadonlyMap<string, TokenRecord> = new Map();
  let readAt = -Infinity;
  const used = new Set<string>();
  /** Of each token by its id; what is known of it was perhaps read before that. */
  const notedAt = new Map<string, Date>();
  return {
    now: elapsedMs,
    take: (tokens: typeof known, at: number) => {
      known = tokens;
      readAt = at;
    },
    find: (digest: string): TokenGrant | null => {
      const token = known.get(digest);
      const now = clock.now();
      if (!token || !isLive(token, now)) return null;
      if (isUseNews(notedAt.get(token.id) ?? token.lastUsedAt, now)) used.add(token.id);
      return {
        name: token.name,
        scopes: token.scopes,
        isFresh: elapsedMs() - readAt <= FRESH_FOR_MS,
      };
    },
    writeUses: async (write: (ids: readonly string[]) => Promise<void>) => {
      if (used.size === 0) return;
      const ids = [...used];
      const at = clock.now();
      await write(ids);
      for (const id of ids) {
        used.delete(id);
        notedAt.set(id, at);
      }
    },
  };
}

/** Written down once a minute, so that many requests cost no more than one. */
function isUseNews(lastUsedAt: Date | null, now: Date): boolean {
  return lastUsedAt === null || now.getTime() - lastUsedAt.getTime() >= NOTE_USE_EVERY_MS;
}

/** One after the other: what was read earlier must not take the place of what was read later. */
function inTurn(work: () => Promise<void>): () => Promise<void> {
  let turn = Promise.resolve();
  return () => (turn = turn.catch(() => undefined).then(work));
}

/** Answers how to stop; what was used last is written down then. */
function readRegularly(read: () => Promise<void>, log: Log): () => Promise<void> {
  const readOrSay = () =>
    read().catch((cause: unknown) => log.warn('Tokens could not be read', errorFields(cause)));
  let round = Promise.resolve();
  const timer = setInterval(() => {
    round = readOrSay();
  }, READ_EVERY_MS);
  timer.unref();
  return async () => {
    clearInterval(timer);
    await round;
    await readOrSay();
  };
}
