import type { ColumnType, Kysely, Migration } from 'kysely';

export type IdentityTables = {
  /** One row for each account that has ever signed in. */
  accounts: {
    account_id: string;
    /** Keyed hash of the e-mail address, by which testers are found; null when none was given. */
    email_digest: string | null;
    first_signed_in: Date;
    last_signed_in: Date;
  };
  sessions: {
    /** SHA-256 of the session's id: who reads the table cannot use the sessions. */
    sid_hash: string;
    /** Null until sign-in is finished. */
    account_id: string | null;
    data: ColumnType<unknown, string, string>;
    started_at: Date;
    expires_at: Date;
  };
  /** The tokens that people have made; the administrator’s is none of them. */
  api_tokens: {
    id: string;
    /** SHA-256 of the token: who reads the table cannot use the tokens. */
    digest: string;
    name: string;
    scopes: ColumnType<readonly string[], string, never>;
    owner: string;
    created_at: Date;
    expires_at: Date;
    revoked_at: Date | null;
    revoked_by: string | null;
    last_used_at: Date | null;
  };
};

export const identityMigrations: Record<string, Migration> = {
  '2026-11-23-identity-1-accounts': {
    up: async (db: Kysely<unknown>) => {
      await db.schema
        .createTable('accounts')
        .addColumn('account_id', 'uuid', (column) => column.primaryKey())
        .addColumn('email_digest', 'text')
        .addColumn('first_signed_in', 'timestamptz', (column) => column.notNull())
        .addColumn('last_signed_in', 'timestamptz', (column) => column.notNull())
        .execute();
      // Not unique: someone may have an ID.me and a Login.gov account with one address.
      await db.schema
        .createIndex('accounts_email_digest')
        .on('accounts')
        .column('email_digest')
        .execute();
    },
  },
  '2026-11-23-identity-2-sessions': {
    up: async (db: Kysely<unknown>) => {
      await db.schema
        .createTable('sessions')
        .addColumn('sid_hash', 'text', (column) => column.primaryKey())
        .addColumn('account_id', 'uuid')
        .addColumn('data', 'jsonb', (column) => column.notNull())
        .addColumn('started_at', 'timestamptz', (column) => column.notNull())
        .addColumn('expires_at', 'timestamptz', (column) => column.notNull())
        .execute();
      await db.schema
        .createIndex('sessions_account_id')
        .on('sessions')
        .column('account_id')
        .execute();
      await db.schema
        .createIndex('sessions_expires_at')
        .on('sessions')
        .column('expires_at')
        .execute();
    },
  },
  '2026-11-28-identity-3-tokens': {
    up: async (db: Kysely<unknown>) => {
      await db.schema
        .createTable('api_tokens')
        .addColumn('id', 'uuid', (column) => column.primaryKey())
        .addColumn('digest', 'text', (column) => column.notNull().unique())
        .addColumn('name', 'text', (column) => column.notNull())
        .addColumn('scopes', 'jsonb', (column) => column.notNull())
        .addColumn('owner', 'text', (column) => column.notNull())
        .addColumn('created_at', 'timestamptz', (column) => column.notNull())
        .addColumn('expires_at', 'timestamptz', (column) => column.notNull())
        .addColumn('revoked_at', 'timestamptz')
        .addColumn('revoked_by', 'text')
        .addColumn('last_used_at', 'timestamptz')
        .execute();
    },
  },
};
