import { sql } from 'kysely';

import { DAY_MS } from '../../lib/duration.ts';
import { minuteIn } from '../counting/page-count.ts';
import type { PageReport, SentReports } from '../counting/page-report.ts';
import type { PageDatabase } from './tables.ts';

/** How long batches are remembered. Senders that got no answer try again within minutes. */
const REMEMBERED_MS = DAY_MS;

/** Notes the batches, and answers the reports of those that were not noted before: they are to be counted. */
export async function newReports(
  tx: PageDatabase,
  sent: readonly SentReports[],
): Promise<readonly PageReport[]> {
  const unnamed = sent.filter(({ batch }) => batch === null);
  // Of one that came twice at the same time, one is left.
  const named = new Map(sent.flatMap((one) => (one.batch === null ? [] : [[one.batch, one]])));
  const fresh = await noteBatches(tx, named);
  return [...unnamed, ...fresh].flatMap(({ reports }) => reports);
}

type NamedBatches = ReadonlyMap<string, SentReports>;

async function noteBatches(tx: PageDatabase, named: NamedBatches): Promise<readonly SentReports[]> {
  const rows = [...named].flatMap(
    ([
      batch,
      {
        reports: [first],
      },
    ]) => (first ? [{ batch, minute: minuteIn(first.at) }] : []),
  );
  if (rows.length === 0) return [];
  const { rows: noted } = await sql<{ batch: string }>`
    insert into page_batches (batch, minute)
    select * from unnest(${rows.map(({ batch }) => batch)}::bigint[], ${rows.map(({ minute }) => minute)}::integer[])
    on conflict do nothing returning batch::text
  `.execute(tx);
  return noted.flatMap(({ batch }) => named.get(batch) ?? []);
}

export async function forgetBatches(tx: PageDatabase, now: Date): Promise<void> {
  const oldest = new Date(now.getTime() - REMEMBERED_MS);
  await tx.deleteFrom('page_batches').where('minute', '<', minuteIn(oldest)).execute();
}
