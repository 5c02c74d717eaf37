import { err, type Result } from '../../lib/result.ts';
import { createAlerting } from '../alerts/alerting.ts';
import { isCarriedOut } from '../decisions/check-ins.ts';
import type { Refusal } from '../decisions/decide.ts';
import type { ReleaseRecord } from '../journal/journal-store.ts';
import type { Who } from '../journal/journal.ts';
import type { Observation } from '../measuring/observation.ts';
import { mayTake, notAllowed } from '../decisions/permissions.ts';
import { progressOf } from '../journal/progress.ts';
import type { ReleaseStatus } from '../status/status.ts';
import type { EngineDeps } from './deps.ts';
import { keepWatching } from './keep-watching.ts';
import { createLive } from './live.ts';
import { loadPlan } from './load-plan.ts';
import { noticeOutside } from './outside.ts';
import { knownOwnerOf, planOf } from './plan-of.ts';
import { createRecorder, heartbeats } from './recorder.ts';
import { viewOf, type StepDeps } from './release-view.ts';
import { reportOf } from './report.ts';
import { carryOut, type AskedStep } from './take-step.ts';
import { createUnrecorded, type Unrecorded } from './unrecorded.ts';
import { watchOver } from './watch-over.ts';
import { welcomeTester } from './welcome-tester.ts';
import { settle } from './write-step.ts';

/**
 * Carries releases out. Each step: read the journal → decide → journal the intent → bring the flags to what
 * the journal orders → journal that it is done. A step cut short is finished by `recover` after a restart.
 */
export type ReleaseEngine = {
  load(plan: { id: string; document: string; who: Who }): Promise<Result<ReleaseStatus, Refusal>>;
  take(asked: AskedStep): Promise<Result<ReleaseStatus, Refusal>>;
  releases(): Promise<readonly ReleaseStatus[]>;
  status(id: string): Promise<ReleaseStatus | null>;
  /** The plan document with results and changelog filled in; byte for byte the plan otherwise. */
  report(id: string): Promise<string | null>;
  /** The release of each toggle that one has. */
  owners(): Promise<ReadonlyMap<string, string>>;
  /** The release whose plan names this toggle, or null. */
  ownerOf(toggle: string): Promise<string | null>;
  /** The same as far as this instance has seen, without asking the store. */
  knownOwnerOf(toggle: string): string | null;
  /** Whether the release of this toggle has been carried out, so that removing the toggle is what comes next. */
  isCarriedOut(toggle: string): Promise<boolean>;
  /** Looks whether a toggle of a release was changed outside, by SQL say: closed it is a rollback, else a hold. */
  noticeOutside(toggle: string): Promise<void>;
  /** Takes down what somebody met on the surface that carries a feature. Never waits, never throws. */
  observe(observation: Observation): void;
  /** Writes down what another program tells, before it answers: how many were of a toggle that no release has. */
  hear(observations: readonly Observation[], from: string): Promise<number>;
  /** Writes down what has been taken down so far. */
  flush(): Promise<void>;
  /** One look at every release, with what follows from it. Whether it was this instance’s turn. */
  look(): Promise<boolean>;
  /** Stops trying what could not be written down, and lets another instance lead. */
  close(): Promise<void>;
  /** Flushes and looks again and again; the answer ends that, and closes. */
  keepWatching(): () => Promise<void>;
  /** Enrols an account in every release that waits for this e-mail digest. */
  welcomeTester(tester: { accountId: string; emailDigest: string }): Promise<void>;
  /** Finishes what a crash cut short, and notices what was closed meanwhile. Call it before serving. */
  recover(): Promise<void>;
};

export function createReleaseEngine(deps: EngineDeps): ReleaseEngine {
  const { journal, clock, measurements } = deps;
  const releaseOf = async (toggle: string) => {
    const records = await journal.releases();
    return records.find((record) => owns(record, toggle)) ?? null;
  };
  const ownerOf = async (toggle: string) => (await releaseOf(toggle))?.id ?? null;
  const live = createLive({ measurements, clock });
  const withLive = { ...deps, live };
  const recorder = createRecorder({ ...deps, releaseOf, isClosed: isClosedIn(deps) });
  const unrecorded = createUnrecorded(withLive);
  const alerting = createAlerting(deps);
  const look = () => watchOver({ ...withLive, tellOf: alerting.tellOf });
  const close = async () => {
    await Promise.all([unrecorded.stop(), alerting.stop()]);
    await deps.leadership.resign();
  };
  const beat = () => {
    for (const heartbeat of heartbeats(deps.carried, clock.now())) recorder.observe(heartbeat);
  };
  return {
    load: (plan) => loadPlan(withLive, plan),
    take: (asked) => takeFor(withLive, unrecorded, asked),
    releases: async () => {
      const records = await journal.releases();
      return Promise.all(records.map((record) => viewOf(withLive, record)));
    },
    status: async (id) => {
      const record = await journal.release(id);
      return record && viewOf(withLive, record);
    },
    report: async (id) => {
      const record = await journal.release(id);
      return record && reportOf(withLive, record);
    },
    owners: async () => ownersAmong(await journal.releases()),
    ownerOf,
    isCarriedOut: async (toggle) => {
      const record = await releaseOf(toggle);
      return record !== null && isCarriedOut(progressOf(record.entries));
    },
    knownOwnerOf,
    ...recorder,
    look,
    close,
    keepWatching: () => {
      const stop = keepWatching({ beat, flush: recorder.flush, look, log: deps.log });
      return async () => {
        await stop();
        await close();
      };
    },
    noticeOutside: async (toggle) => {
      const id = await ownerOf(toggle);
      if (id !== null) await noticeOutside(withLive, id);
    },
    welcomeTester: (tester) => welcomeTester(withLive, tester),
    recover: () => recover(withLive),
  };
}

/** Taking a feature back is not to fail for want of a store that can take it down. */
async function takeFor(
  deps: StepDeps,
  unrecorded: Unrecorded,
  asked: AskedStep,
): Promise<Result<ReleaseStatus, Refusal>> {
  const { who, step } = asked;
  if (!mayTake(who, step.kind)) return err(notAllowed(who, step.kind));
  return step.kind === 'rollback' ? unrecorded.rollBack(asked) : carryOut(deps, asked);
}

async function recover(deps: StepDeps): Promise<void> {
  for (const { id, entries } of await deps.journal.releases()) {
    const { version, appliedVersion } = progressOf(entries);
    if (appliedVersion < version) await settle(deps, id);
    else await noticeOutside(deps, id);
  }
}

/** A release that is closed owns nothing any more. */
function owns(record: ReleaseRecord, toggle: string): boolean {
  return progressOf(record.entries).phase !== 'closed' && planOf(record).toggles.includes(toggle);
}

function ownersAmong(records: readonly ReleaseRecord[]): ReadonlyMap<string, string> {
  const open = records.filter(({ entries }) => progressOf(entries).phase !== 'closed');
  return new Map(
    open.flatMap((record) => planOf(record).toggles.map((toggle) => [toggle, record.id])),
  );
}

function isClosedIn({ flags }: EngineDeps): (record: ReleaseRecord) => boolean {
  return (record) => planOf(record).toggles.every(flags.isClosed);
}
