import { sql, type Kysely } from 'kysely';

/** Lets the database itself refuse to change or delete rows of a table, whoever asks. For migrations. */
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
