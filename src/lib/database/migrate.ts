import { Migrator, sql, type Migration, type Kysely } from 'kysely';
import { err, ok, type Result } from '../result.ts';
import type { Database } from './database.ts';
import { codeOf, type DatabaseProblem } from './problem.ts';

/**
 * Brings the tables to where this program expects them, in the order of the migrations' names, all in one
 * transaction, and answers the names of those that ran now. Modules name theirs by date, module and subject
 * (`2026-11-23-orders-1-tables`); one that comes late with an earlier date still runs. Instances
 * that start together take turns. A migration may only use the handle it is given.
 */
export async function migrate(
  db: Database,
  migrations: Readonly<Record<string, Migration>>,
): Promise<Result<readonly string[], DatabaseProblem>> {
  const migrator = new Migrator({
    db,
    provider: { getMigrations: () => Promise.resolve({ ...migrations }) },
    allowUnorderedMigrations: true,
  });
  const { error, results = [] } = await migrator.migrateToLatest();
  if (error === undefined) return ok(results.map((result) => result.migrationName));
  const unknown = await findUnknown(db, migrations);
  if (unknown.length > 0) return err(newerProgram(unknown));
  return err(failed(results.find((result) => result.status === 'Error')?.migrationName, error));
}

/** What another program has done to this database and this one does not know. */
async function findUnknown(
  db: Database,
  migrations: Readonly<Record<string, Migration>>,
): Promise<readonly string[]> {
  try {
    const { rows } = await sql<{ name: string }>`select name from kysely_migration`.execute(db);
    return rows.map((row) => row.name).filter((name) => !Object.hasOwn(migrations, name));
  } catch {
    return [];
  }
}

function newerProgram(unknown: readonly string[]): DatabaseProblem {
  return {
    code: 'newer-program',
    sentence:
      `A newer version of this program has used this database (it knows ${unknown.join(', ')}). ` +
      `Run that version, or restore a backup from before it.`,
  };
}

function failed(name: string | undefined, cause: unknown): DatabaseProblem {
  const step = name === undefined ? 'Preparing the tables' : `The migration ${name}`;
  const code = codeOf(cause);
  return {
    code: 'migration-failed',
    sentence: `${step} failed${code && ` (PostgreSQL error ${code})`}. Nothing was changed.`,
    cause,
  };
}

/** Makes the database itself refuse to change or delete rows of a table. For migrations. */
export async function onlyAdditions(db: Kysely<unknown>, table: string): Promise<void> {
  await sql`
    create or replace function refuse_rewriting() returns trigger language plpgsql as
    $$ begin raise exception 'rows of % are never changed or deleted', tg_table_name; end $$
  `.execute(db);
  await sql`
    create trigger ${sql.ref(`${table}_only_additions`)}
    before update or delete on ${sql.table(table)}
    for each row execute function refuse_rewriting()
  `.execute(db);
  await sql`
    create trigger ${sql.ref(`${table}_no_truncate`)}
    before truncate on ${sql.table(table)}
    for each statement execute function refuse_rewriting()
  `.execute(db);
}
