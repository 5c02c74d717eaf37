import { withinDeadline } from '../../../lib/deadline.ts';
import { errorFields } from '../../../lib/log.ts';
import { err, ok, type Result } from '../../../lib/result.ts';
import { canBeKept } from '../../../lib/text-from-people.ts';
import { undeliveredInWords } from '../../alerts/undelivered.ts';
import { isCheckInDue } from '../../decisions/check-ins.ts';
import { noSuchRelease, type Refusal } from '../../decisions/decide.ts';
import { refuse } from '../../decisions/situation.ts';
import type { ExpectedTraffic, PlanShown } from '../../journal/plan-reader.ts';
import { isOut } from '../../journal/progress.ts';
import type { Release } from '../../journal/release.ts';
import type { Snapshot } from '../../measuring/snapshot.ts';
import type { SeenSinceLaunch } from '../../status/after-launch/draft.ts';
import { NOTHING_FOUND, type GoNoGoFindings } from '../../status/go-no-go.ts';
import { recordOfGoNoGo } from '../../status/go-no-go-record.ts';
import { writtenBy } from '../../status/report.ts';
import { statusOf, type ReleaseStatus } from '../../status/status.ts';
import { endOfFlags, surveySinceLaunch } from './after-launch.ts';
import { goNoGoFindings } from '../attached-evidence.ts';
import type { StepDeps } from '../deps.ts';
import { createMeasured, type MeasuredRelease } from './measurements.ts';
import type { ReleaseWatch } from '../watching/watch-over.ts';

/** What the engine tells of one release. */
export type ToldOfRelease = {
  status(id: string): Promise<ReleaseStatus | null>;
  /** What was measured of it over time; null: there is no such release. */
  measurements(id: string): Promise<MeasuredRelease | null>;
  /** The plan document with results and changelog filled in; byte for byte the plan otherwise. */
  report(id: string): Promise<Result<string, Refusal>>;
  /** The go/no-go as a document to print. */
  goNoGoRecord(id: string): Promise<Result<string, Refusal>>;
  /** The plan with its results as a page shows it, read and linted in a thread of its own. */
  plan(id: string, traffic: ExpectedTraffic): Promise<Result<PlanShown, Refusal>>;
};

export type StatusDeps = StepDeps & Pick<ReleaseWatch, 'whyUnwatched' | 'clocksOff'>;

/** How long the store may take before this instance tells what it last knew, in milliseconds. */
const STORE_MS = 2_000;

/** Which releases there are must be told without the store, too: that is how one is rolled back. */
export async function statusesIn(deps: StatusDeps): Promise<readonly ReleaseStatus[]> {
  const { journal, log } = deps;
  const statuses = (releases: readonly Release[]) =>
    Promise.all(releases.map((release) => briefStatusIn(deps, release)));
  try {
    return await statuses(await withinDeadline(STORE_MS, journal.releases('every')));
  } catch (error) {
    const known = journal.known.all();
    if (known.length === 0) throw error;
    log.warn('the releases could not be read; those last known are told', errorFields(error));
    return (await statuses(known)).map((status) => ({ ...status, unwatched: LAST_KNOWN }));
  }
}

const LAST_KNOWN =
  'The database does not answer. This is what this instance last knew of the release; rolling it back works all the same.';

export function toldOf(deps: StatusDeps): ToldOfRelease {
  // A store can’t even be asked for an id that it can’t hold.
  const releaseOf = async (id: string) =>
    canBeKept(id) ? withinDeadline(STORE_MS, deps.journal.release(id)) : null;
  const measured = createMeasured(deps);
  return {
    status: async (id) => {
      const release = await releaseOf(id);
      return release && wholeStatusIn(deps, release);
    },
    measurements: async (id) => {
      const release = await releaseOf(id);
      return release && measured(release);
    },
    goNoGoRecord: async (id) => {
      const release = await releaseOf(id);
      if (!release) return err(noSuchRelease(id));
      return ok(recordOfGoNoGo(await wholeStatusIn(deps, release), deps.clock.now()));
    },
    report: async (id) => {
      const release = await releaseOf(id);
      return release ? reportOf(deps, release) : err(noSuchRelease(id));
    },
    plan: async (id, traffic) => {
      const release = await releaseOf(id);
      return release ? shownPlanOf(deps, release, traffic) : err(noSuchRelease(id));
    },
  };
}

/** How long a status waits for what is measured, in milliseconds. */
const STATUS_MS = 1_000;

/** What was measured of it, what is found for its go/no-go, and what people said of it since they all have it. */
type FoundForStatus = {
  readonly snapshot: Snapshot | null;
  readonly found: GoNoGoFindings;
  readonly survey?: SeenSinceLaunch['survey'];
  readonly flagsEnd?: Awaited<ReturnType<typeof endOfFlags>>;
};

async function statusIn(
  deps: StatusDeps,
  release: Release,
  sight: FoundForStatus,
): Promise<ReleaseStatus> {
  const { clock } = deps;
  const undelivered = await withinDeadline(STORE_MS, undeliveredInWords(deps, release)).catch(
    () => null,
  );
  const unwatched = deps.whyUnwatched(release);
  const clockOff = deps.clocksOff().join(' ') || null;
  const told = { undelivered, unwatched, clockOff };
  const requests = await requestsOf(deps, release);
  return { ...statusOf(release, { ...sight, now: clock.now(), requests }), ...told };
}

/** With what the program knows now for whoever decides on the go/no-go, and for whoever answers a check-in. */
async function wholeStatusIn(deps: StatusDeps, release: Release): Promise<ReleaseStatus> {
  const { progress } = release;
  // Of what is closed nothing is measured; of a draft, only what its go/no-go asks for.
  const isClosed = progress.phase === 'closed';
  const seen = isClosed ? null : await deps.live.snapshotIfAny(release, STATUS_MS);
  const isAsked = isOut(progress) && isCheckInDue(progress, deps.clock.now());
  const [found, survey, flagsEnd] = await Promise.all([
    goNoGoFindings(deps, release, seen),
    isAsked ? surveySinceLaunch(deps, release) : null,
    endOfFlags(deps, release),
  ]);
  const snapshot = isOut(progress) ? seen : null;
  return statusIn(deps, release, { snapshot, found, survey, flagsEnd });
}

/** The same in short, for the list of releases. */
async function briefStatusIn(deps: StatusDeps, release: Release): Promise<ReleaseStatus> {
  const isMeasured = isOut(release.progress);
  const snapshot = isMeasured ? await deps.live.snapshotIfAny(release, STATUS_MS) : null;
  return statusIn(deps, release, { snapshot, found: NOTHING_FOUND });
}

/** Whom nobody has a code for, nothing is kept of. */
async function requestsOf({ testerRequests, log }: StepDeps, { id, progress }: Release) {
  const { testers } = progress.testing;
  if ([...testers.values()].every(({ participant }) => participant === null)) return [];
  return withinDeadline(STORE_MS, testerRequests.of(id)).catch((error: unknown) => {
    log.warn('the requests of testers could not be read', errorFields(error));
    return [];
  });
}

async function reportOf(deps: StepDeps, release: Release): Promise<Result<string, Refusal>> {
  const written = writtenBy(release, await deps.live.snapshotIfAny(release));
  const report = await deps.plans.report(release.document, written);
  return report.ok ? report : refuse('plan-unreadable', report.error);
}

async function shownPlanOf(deps: StepDeps, release: Release, traffic: ExpectedTraffic) {
  const written = writtenBy(release, await deps.live.snapshotIfAny(release, STATUS_MS));
  const shown = await deps.plans.show(release.document, { written, traffic });
  return shown.ok ? shown : refuse('plan-unreadable', shown.error);
}
