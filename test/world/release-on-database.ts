/** A release of its own on a real database, with its engine and its flags, for the contract tests of the engine. */
import { readFileSync } from 'node:fs';

import { expect, onTestFinished } from 'vitest';

import { createSqlPageStore } from '../../src/analytics/index.ts';
import { pageMeasures } from '../../src/app/feature/page-measures.ts';
import { createFlags, createSqlStore, type Flags } from '../../src/flags/index.ts';
import { movableClock, type MovableClock } from '../../src/lib/clock.ts';
import type { OpenDatabase } from '../../src/lib/database/index.ts';
import { createLog } from '../../src/lib/log.ts';
import type { Step } from '../../src/release/decisions/decide.ts';
import {
  createSqlJournal,
  writeReleaseFlags,
  type FlagWriter,
  type ReleaseEngine,
} from '../../src/release/index.ts';
import { PLANS_HERE } from './plan-reader.ts';
import { engineOn } from './engine.ts';
import { outOfReach } from './out-of-reach.ts';
import { PAT } from './releases.ts';

export const PLAN = readFileSync('test/plans/canary.md', 'utf8');
export const TOM = {
  emailDigest: 'digest-of-tom',
  accountId: '6f9619ff-8b86-4d01-b42d-00cf4fc964ff',
};

/** A release of its own, on toggles of its own, so that the tests of one database do not meet. */
export type Stage = {
  readonly engine: ReleaseEngine;
  readonly flags: Flags;
  readonly clock: MovableClock;
  readonly toggle: string;
  readonly id: string;
  /** Whether the journal can’t be reached. */
  journalFails(fails: boolean): void;
  take(step: Step, by?: typeof PAT, why?: string): ReturnType<ReleaseEngine['take']>;
};

export async function releaseOf(
  { db }: OpenDatabase,
  toggle: string,
  writeFlags: FlagWriter = writeReleaseFlags,
): Promise<Stage> {
  const log = createLog('silent');
  const clock = movableClock();
  const flags = createFlags({ store: createSqlStore(db), log, snapshotLimitMs: 30_000 });
  let fails = false;
  const journal = outOfReach(createSqlJournal(db, { writeFlags, plans: PLANS_HERE }), () => fails);
  const pageEvents = pageMeasures(createSqlPageStore(db));
  const engine = engineOn({ db, flags, clock, journal, pageEvents, carried: [toggle] });
  // Of the test that asked, not of the file: a hook out here would belong to the file that is run first.
  onTestFinished(async () => {
    await engine.close();
    await flags.close();
  });
  const id = `release-of-${toggle}`;
  const whyOf = ({ kind }: Step) => (kind === 'go' ? NO_TESTER_HERE : null);
  return {
    engine,
    flags,
    clock,
    toggle,
    id,
    journalFails: (now) => {
      fails = now;
    },
    take: (step, who = PAT, why) => engine.take({ id, step, who, why: why ?? whyOf(step) }),
  };
}

/** `more`: what the plan says besides. */
export async function loaded(database: OpenDatabase, toggle: string, more = ''): Promise<Stage> {
  const stage = await releaseOf(database, toggle);
  const document = PLAN.replace('`canary`', `\`${toggle}\``).replace(
    '### Stage A',
    `${more}### Stage A`,
  );
  expect(await stage.engine.load({ id: stage.id, document, who: PAT })).toMatchObject({ ok: true });
  return stage;
}

/** The plan wants a tester to have been seen before a go. */
const NO_TESTER_HERE = 'This test has no tester';

export const START: Step = { kind: 'start' };
export const GO: Step = { kind: 'go' };
export const ADVANCE: Step = { kind: 'advance', override: false };
