/** Journals of a given length, whose entries are made by the database. */
import { sql } from 'kysely';

import type { Database } from '../src/lib/database/index.ts';
import { PAT } from '../test/world/releases.ts';

type Lengthening = {
  readonly id: string;
  /** To be added: rounded up to a multiple of four. */
  readonly entries: number;
  readonly at: Date;
};

/** Holds that were resumed, again and again, each brought to the flags. The last is resumed, and brought there. */
export async function lengthenJournal(db: Database, { id, entries, at }: Lengthening) {
  await sql`
    insert into release_journal (release_id, version, at, who_name, who_role, why, plan_version, fact)
    select ${id}, last.version + n, ${at}::timestamptz, ${PAT.name}, ${PAT.role}, 'For the bench', 1,
      jsonb_build_object('kind', (array['applied', 'held', 'applied', 'resumed'])[1 + n % 4])
    from generate_series(1, ${Math.ceil(entries / 4) * 4}::int) as n,
      (select max(version) as version from release_journal where release_id = ${id}) as last
  `.execute(db);
}
