import { Migrator, sql, type Migration, type Kysely, type QueryExecutorProvider } from 'kysely';
import { err, ok, type Result } from '../result.ts';
import type { Database, Tx } from './database.ts';
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

/** Carries these migrations out in a running transaction; a start later takes them for done. */
export async function migrateWithin(
  tx: Tx,
  migrations: Readonly<Record<string, Migration>>,
  names: readonly string[],
): Promise<void> {
  await sql`create table if not exists kysely_migration (
    name varchar(255) primary key, timestamp varchar(255) not null)`.execute(tx);
  for (const name of names.toSorted()) {
    await migrations[name]?.up(tx);
    await sql`insert into kysely_migration values (${name}, ${new Date().toISOString()})`.execute(
      tx,
    );
  }
}

/** The names of the migrations that a database has had; none where it is not this program's. */
export async function migrationsOf(db: Database): Promise<readonly string[]> {
  const isThere = await sql`select from pg_class
    where relname = 'kysely_migration' and relnamespace = current_schema()::regnamespace`.execute(
    db,
  );
  if (isThere.rows.length === 0) return [];
  const { rows } = await sql<{ name: string }>`
    select name from kysely_migration order by name`.execute(db);
  return rows.map(({ name }) => name);
}

/**
 * Whether a migration is a day old. Until then an instance of the version before may run beside this one, so nothing is
 * written that only the migration makes room for and that version can't read.
 */
export async function isPastUpgrade(
  db: QueryExecutorProvider,
  migration: string,
): Promise<boolean> {
  const { rows } = await sql<{ isPast: boolean }>`
    select timestamp::timestamptz < now() - make_interval(days => 1) as "isPast"
    from kysely_migration where name = ${migration}`.execute(db);
  return rows[0]?.isPast ?? false;
}

/** What another program has done to this database and this one does not know. */
async function findUnknown(
  db: Database,
  migrations: Readonly<Record<string, Migration>>,
): Promise<readonly string[]> {
  try {
    return (await migrationsOf(db)).filter((name) => !Object.hasOwn(migrations, name));
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
