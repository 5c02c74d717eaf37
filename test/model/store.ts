/** The store of a release as somebody with SQL sees it, who owes the program nothing. */
import { crc32 } from 'node:zlib';
import { Client } from 'pg';

import type { JournalEntry, JournalFact } from '../../src/release/journal/journal.ts';
import type { Order } from './expected.ts';
import { marksInHex, personKey, thingIn } from '../../src/release/measuring/kept/person-marks.ts';
import { ENDPOINT, READERS } from './told.ts';

export type StoreView = {
  journal(id: string): Promise<readonly JournalEntry[]>;
  /** The newest plan document of a release, and the shares of any version. */
  documents(id: string): Promise<ReadonlyMap<number, string>>;
  orders(toggles: readonly string[]): Promise<readonly Order[]>;
  /** What another program told and what was kept of it, in the lines of `told.ts`. */
  told(): Promise<readonly string[]>;
  /** Changes gates behind the program’s back. */
  change(toggle: string, change: OutsideChange): Promise<void>;
  /** Ends the lead of whoever has it, as if it had been silent for too long. */
  endLead(): Promise<void>;
  /** Nothing has been heard of anybody for so long. */
  silenceFor(minutes: number): Promise<void>;
  close(): Promise<void>;
};

type RowsOf = <Row>(query: string, values?: readonly unknown[]) => Promise<readonly Row[]>;

/** A person can't be read from the store, but looked for: in which stage run, and in which cohort, each reader came. */
async function readersKept(rowsOf: RowsOf): Promise<readonly string[]> {
  const runs = await rowsOf<{ release_id: string; run: number }>('select * from release_runs');
  const lines: string[] = [];
  for (const { release_id: id, run } of runs) {
    for (const reader of READERS) {
      const person = personKey(id, { run, person: `hash of ${id} ${run} ${reader}` });
      const [row] = await rowsOf<{ seen: string }>(
        `select encode(seen, 'hex') as seen from release_people where person = $1`,
        [person],
      );
      lines.push(...openingsIn(row?.seen ?? '').map((opening) => `${opening} ${reader}`));
    }
  }
  return lines;
}

function openingsIn(seen: string): readonly string[] {
  return marksInHex(seen)
    .map(thingIn)
    .flatMap(({ kind, opening, cohort }) => (kind === 'came' ? [`${opening} ${cohort}`] : []));
}

export type OutsideChange = 'close' | 'widen' | 'narrow';

export async function openStoreView(url: string): Promise<StoreView> {
  const client = new Client({ connectionString: url });
  await client.connect();
  const rowsOf: RowsOf = async <Row>(query: string, values: readonly unknown[] = []) => {
    const { rows } = await client.query(query, [...values]);
    return rows as Row[];
  };
  return {
    journal: async (id) => {
      const rows = await rowsOf<JournalRow>(
        'select version, at, who_name, who_role, why, plan_version as "planVersion", fact from release_journal where release_id = $1 order by version',
        [id],
      );
      return rows.map(({ fact, who_name: name, who_role: role, ...rest }) => ({
        ...rest,
        ...fact,
        who: { name, role },
        evidence: null,
      }));
    },
    documents: async (id) => {
      const rows = await rowsOf<{ version: number; document: string }>(
        'select version, document from release_plans where release_id = $1 order by version',
        [id],
      );
      return new Map(rows.map(({ version, document }) => [version, document]));
    },
    orders: async (toggles) => {
      const gates = await rowsOf<Gate>('select feature_key, key, value from flipper_gates');
      return toggles.map((toggle) => orderOf(gates.filter((gate) => gate.feature_key === toggle)));
    },
    told: async () => {
      const rows = await rowsOf<{ line: string }>(
        `select concat_ws(' ', kind->>'opening', kind->>'cohort', kind->>'status') || ': ' || sum(count) as line
           from release_tallies where kind->>'endpoint' = $1
           group by kind->>'opening', kind->>'cohort', kind->>'status'`,
        [ENDPOINT],
      );
      const came = await readersKept(rowsOf);
      return [...rows.map(({ line }) => line), ...came].toSorted();
    },
    change: async (toggle, change) => {
      await client.query('begin');
      await client.query(
        'insert into flipper_features (key, created_at, updated_at) values ($1, now(), now()) on conflict do nothing',
        [toggle],
      );
      if (change === 'close') {
        await client.query('delete from flipper_gates where feature_key = $1', [toggle]);
      } else {
        await client.query(
          `delete from flipper_gates where feature_key = $1 and key = 'percentage_of_actors'`,
          [toggle],
        );
        await client.query(
          `insert into flipper_gates (feature_key, key, value, created_at, updated_at)
           values ($1, 'percentage_of_actors', $2, now(), now())`,
          [toggle, change === 'widen' ? '90' : '5'],
        );
      }
      await client.query('commit');
    },
    endLead: async () => {
      await client.query('update release_leader set until = clock_timestamp()');
    },
    silenceFor: async (minutes) => {
      await client.query(
        `update release_pulses set heard_at = heard_at - $1 * interval '1 minute'`,
        [minutes],
      );
    },
    close: () => client.end(),
  };
}

type JournalRow = Pick<JournalEntry, 'version' | 'at' | 'why' | 'planVersion'> & {
  readonly who_name: string;
  readonly who_role: string;
  readonly fact: JournalFact;
};
type Gate = { readonly feature_key: string; readonly key: string; readonly value: string | null };

function orderOf(gates: readonly Gate[]): Order {
  const valuesOf = (key: string) =>
    gates.flatMap((gate) => (gate.key === key ? [gate.value ?? ''] : []));
  return {
    everyone: valuesOf('boolean').includes('true'),
    percentage: Number(valuesOf('percentage_of_actors')[0] ?? '0'),
    testers: valuesOf('actors').toSorted(),
  };
}

/** Whether an order lets this account in, by the flag engine’s published hash. */
export function letsIn(order: Order, toggle: string, account: string): boolean {
  if (order.everyone || order.testers.includes(account)) return true;
  return crc32(toggle + account) % 100_000 < order.percentage * 1_000;
}
