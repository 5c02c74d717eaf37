import { sql, type Kysely, type Selectable } from 'kysely';

import { err, ok, type Result } from '../../lib/result.ts';
import type { IdentityTables } from '../tables.ts';
import type { TokenRefusal } from './new-token.ts';

/** A token as it may be shown: nothing of its secret. */
export type TokenRecord = {
  readonly id: string;
  readonly name: string;
  readonly scopes: readonly string[];
  readonly owner: string;
  readonly createdAt: Date;
  readonly expiresAt: Date;
  readonly revokedAt: Date | null;
  readonly revokedBy: string | null;
  /** To the minute. */
  readonly lastUsedAt: Date | null;
};

type TokenDatabase = Kysely<IdentityTables>;

const MOST_TOKENS = 200;

export function isLive({ revokedAt, expiresAt }: TokenRecord, now: Date): boolean {
  return revokedAt === null && expiresAt > now;
}

/** Every token by the digest of its secret, newest first: 200 at most. */
export async function readTokens(db: TokenDatabase): Promise<ReadonlyMap<string, TokenRecord>> {
  const rows = db.selectFrom('api_tokens').selectAll().orderBy('created_at', 'desc').orderBy('id');
  return new Map((await rows.execute()).map((row) => [row.digest, recordOf(row)]));
}

/** Adds a token if there is room for it and its name; what is over makes room. */
export async function addToken(
  db: TokenDatabase,
  { digest, ...token }: TokenRecord & { readonly digest: string },
): Promise<Result<null, TokenRefusal>> {
  return db.transaction().execute(async (tx) => {
    // Two who add at the same time would both find room.
    await sql`lock table api_tokens in exclusive mode`.execute(tx);
    const known = [...(await readTokens(tx)).values()];
    const live = known.filter((one) => isLive(one, token.createdAt));
    if (live.some(({ name }) => name === token.name)) return err(nameTaken(token.name));
    if (live.length >= MOST_TOKENS) return err(TOO_MANY_TOKENS);
    const over = known.filter((one) => !live.includes(one)).slice(MOST_TOKENS - 1 - live.length);
    if (over.length > 0) {
      const ids = over.map(({ id }) => id);
      await tx.deleteFrom('api_tokens').where('id', 'in', ids).execute();
    }
    await tx
      .insertInto('api_tokens')
      .values({
        id: token.id,
        digest,
        name: token.name,
        scopes: JSON.stringify(token.scopes),
        owner: token.owner,
        created_at: token.createdAt,
        expires_at: token.expiresAt,
      })
      .execute();
    return ok(null);
  });
}

/** Answers whether there was such a token that had not been revoked. */
export async function revokeToken(
  db: TokenDatabase,
  { name, by, at }: { readonly name: string; readonly by: string; readonly at: Date },
): Promise<boolean> {
  const revoked = await db
    .updateTable('api_tokens')
    .set({ revoked_at: at, revoked_by: by })
    .where('name', '=', name)
    .where('revoked_at', 'is', null)
    .executeTakeFirst();
  return revoked.numUpdatedRows > 0n;
}

export async function noteUse(db: TokenDatabase, ids: readonly string[], at: Date): Promise<void> {
  await db.updateTable('api_tokens').set({ last_used_at: at }).where('id', 'in', ids).execute();
}

function nameTaken(name: string): TokenRefusal {
  const sentence = `There is a token ${name} already. Revoke it first, or choose another name.`;
  return { code: 'token-name-taken', sentence };
}

const TOO_MANY_TOKENS: TokenRefusal = {
  code: 'too-many-tokens',
  sentence: `There are ${MOST_TOKENS} tokens, and no more at a time. Revoke one that is not needed; the list of tokens says when each was used last.`,
};

function recordOf(row: Selectable<IdentityTables['api_tokens']>): TokenRecord {
  return {
    id: row.id,
    name: row.name,
    scopes: row.scopes,
    owner: row.owner,
    createdAt: row.created_at,
    expiresAt: row.expires_at,
    revokedAt: row.revoked_at,
    revokedBy: row.revoked_by,
    lastUsedAt: row.last_used_at,
  };
}
