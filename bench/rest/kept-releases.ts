/** Releases that are open for some people, with journals of a given length. */
import { readFileSync } from 'node:fs';

import { sql } from 'kysely';

import { MIGRATIONS } from '../../src/app/migrations.ts';
import { createFlags, createSqlStore } from '../../src/flags/index.ts';
import { systemClock } from '../../src/lib/clock.ts';
import { migrate, openServerDatabase } from '../../src/lib/database/index.ts';
import { createLog } from '../../src/lib/log.ts';
import type { Step } from '../../src/release/decisions/decide.ts';
import type { ReleaseEngine } from '../../src/release/index.ts';
import { engineOn } from '../../test/world/engine.ts';
import { PAT } from '../../test/world/releases.ts';
import { lengthenJournal } from '../long-journal.ts';

export type Kept = {
  readonly releases: number;
  /** In the journal of each. */
  readonly entries: number;
};

const PLAN = readFileSync('test/plans/canary.md', 'utf8');
/** Which the program itself carries: it belongs to the first release. */
const CARRIED = 'profile_contacts';

const STEPS: readonly Step[] = [
  { kind: 'start' },
  { kind: 'go' },
  { kind: 'advance', override: true },
];

export async function keepReleases(url: string, { releases, entries }: Kept): Promise<void> {
  const opened = await openServerDatabase({ url });
  if (!opened.ok) throw new Error(opened.error.sentence);
  const { db, close } = opened.value;
  const migrated = await migrate(db, MIGRATIONS);
  if (!migrated.ok) throw new Error(migrated.error.sentence);
  const log = createLog('silent');
  const flags = createFlags({ store: createSqlStore(db), log, snapshotLimitMs: 30_000 });
  const engine = engineOn({ db, flags, clock: systemClock });
  for (let number = 1; number <= releases; number += 1) {
    const toggle = number === 1 ? CARRIED : `rest_${number}`;
    await openStage(engine, toggle);
    await lengthenJournal(db, { id: releaseOf(toggle), entries, at: new Date() });
  }
  await sql`analyze`.execute(db);
  await engine.close();
  await flags.close();
  await close();
}

const releaseOf = (toggle: string) => `release-of-${toggle}`;

async function openStage(engine: ReleaseEngine, toggle: string): Promise<void> {
  const id = releaseOf(toggle);
  const document = PLAN.replace('`canary`', `\`${toggle}\``);
  const loaded = await engine.load({ id, document, who: PAT });
  if (!loaded.ok) throw new Error(loaded.error.sentence);
  for (const step of STEPS) {
    const taken = await engine.take({ id, step, who: PAT, why: 'For the bench' });
    if (!taken.ok) throw new Error(taken.error.sentence);
  }
}
