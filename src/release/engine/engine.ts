import { withinDeadline } from '../../lib/deadline.ts';
import { errorFields } from '../../lib/log.ts';
import { err, ok, type Result } from '../../lib/result.ts';
import { canBeKept } from '../../lib/text-from-people.ts';
import { createAlerting } from '../alerts/alerting.ts';
import { undeliveredInWords } from '../alerts/undelivered.ts';
import { isCarriedOut } from '../decisions/check-ins.ts';
import { noSuchRelease, type Refusal } from '../decisions/decide.ts';
import { mayTake, notAllowed } from '../decisions/permissions.ts';
import type { LoadedPlan } from '../decisions/plan-changes.ts';
import { refuse } from '../decisions/situation.ts';
import { isOut } from '../journal/progress.ts';
import {
  isSettled,
  ownedToggle,
  owns,
  type OwnedToggle,
  type Release,
} from '../journal/release.ts';
import type { ExpectedTraffic, PlanShown } from '../journal/plan-reader.ts';
import type { Observation } from '../measuring/observation.ts';
import { stageRunOf, type Evaluated } from '../measuring/placing.ts';
import type { Snapshot } from '../measuring/snapshot.ts';
import { NOTHING_FOUND, type GoNoGoFindings } from '../status/go-no-go.ts';
import { recordOfGoNoGo } from '../status/go-no-go-record.ts';
import { openStageRun, stageRunInWords } from '../status/stages.ts';
import type { SeenSinceLaunch } from '../status/after-launch/draft.ts';
import { writtenBy } from '../status/report.ts';
import { statusOf, type ReleaseStatus } from '../status/status.ts';
import { goNoGoFindings } from './attached-evidence.ts';
import type { EngineDeps, StepDeps } from './deps.ts';
import { engineFigures, type EngineFigures } from './engine-figures.ts';
import { noticeExternalChange } from './external-change.ts';
import { loadPlan, previewPlan, type PlanGiven, type PlanPreview } from './load-plan.ts';
import { createPendingRollbacks } from './pending-rollbacks.ts';
import { endOfFlags, surveySinceLaunch } from './after-launch.ts';
import { carryOut, withCleanText, type StepRequest } from './take-step.ts';
import { createMeasured, type MeasuredRelease } from './measurements.ts';
import { clockOffInWords } from './watching/attention/clock-off.ts';
import { keepWatching } from './watching/keep-watching.ts';
import type { Hear } from './watching/hearing.ts';
import { createLive } from './watching/live.ts';
import { createRecorder, heartbeatsOf } from './watching/recorder.ts';
import { createSayUnwatched } from './watching/attention/say-unwatched.ts';
import { createTesterLog } from './watching/tester-log.ts';
import { createWatch, type ReleaseWatch } from './watching/watch-over.ts';
import { welcomeTester } from './welcome-tester.ts';
import { settle } from './write-step.ts';

/**
 * Carries releases out. Each step: read the journal → decide → journal the intent → bring the flags to what
 * the journal orders → journal that it is done. A step cut short is finished by `recover` after a restart.
 */
export type ReleaseEngine = {
  load(plan: PlanGiven): Promise<Result<LoadedPlan, Refusal>>;
  /** What loading a plan would do, or why it would be refused. Nothing is changed. */
  preview(plan: PlanGiven): Promise<Result<PlanPreview, Refusal>>;
  take(asked: StepRequest): Promise<Result<null, Refusal>>;
  releases(): Promise<readonly ReleaseStatus[]>;
  status(id: string): Promise<ReleaseStatus | null>;
  /** What was measured of it over time; null: there is no such release. */
  measurements(id: string): Promise<MeasuredRelease | null>;
  /** The plan document with results and changelog filled in; byte for byte the plan otherwise. */
  report(id: string): Promise<Result<string, Refusal>>;
  /** The go/no-go as a document to print. */
  goNoGoRecord(id: string): Promise<Result<string, Refusal>>;
  /** The plan with its results as a page shows it, read and linted in a thread of its own. */
  plan(id: string, traffic: ExpectedTraffic): Promise<Result<PlanShown, Refusal>>;
  /** The release of each toggle that one has. */
  owners(): Promise<ReadonlyMap<string, string>>;
  /** The toggle that a release holds under this name, in whatever spelling, or null. */
  ownerOf(name: string): Promise<OwnedToggle | null>;
  /** The same as far as this instance knows, without asking the store. */
  knownOwnerOf(name: string): OwnedToggle | null;
  /** What the open stage of this toggle’s release is called, as far as this instance knows; null: none is open. */
  stageOf(toggle: string): string | null;
  /** Whether the release of this toggle has been carried out, so that removing the toggle is what comes next. */
  isCarriedOut(toggle: string): Promise<boolean>;
  /** Checks whether a toggle of a release was changed outside, by SQL say: closed it is a rollback, else a hold. */
  noticeExternalChange(toggle: string): Promise<void>;
  /** The stage run under which somebody was evaluated, as far as this instance knows, as a text; null where there is none. */
  stageMet(evaluated: Evaluated): string | null;
  /** Takes down what a person met on the surface that carries a feature. Never waits, never throws. */
  observe(observation: Observation): void;
  /** Writes down what another program observed, before it answers what became of each. */
  readonly hear: Hear;
  /** Writes down what has been taken down so far. */
  flush(): Promise<void>;
  /** One look at every release, with what follows from it. Whether this instance leads. */
  look(): Promise<boolean>;
  /** How this instance and its releases stand, from what it knows already. */
  figures(): EngineFigures;
  /** Releases that this instance has not looked at for too long, and that its clock is off: a sentence each. */
  warnings(): readonly string[];
  /** Stops trying what could not be written down, and lets another instance lead. */
  close(): Promise<void>;
  /** Flushes and looks again and again; the answer ends that, and closes. */
  keepWatching(): () => Promise<void>;
  /** Enrolls an account in every release that waits for this e-mail digest. */
  welcomeTester(tester: { accountId: string; emailDigest: string }): Promise<void>;
  /** Finishes what a crash cut short, and notices what was closed meanwhile. Call it before serving. */
  recover(): Promise<void>;
};

export function createReleaseEngine(engineDeps: EngineDeps): ReleaseEngine {
  const { journal, clock } = engineDeps;
  const deps: StepDeps = { ...engineDeps, live: createLive(engineDeps) };
  const ownerOf = async (toggle: string) =>
    (await journal.releases()).find((release) => owns(release, toggle)) ?? null;
  const recorder = recorderFor({ ...deps, ...deps.intake });
  const pendingRollbacks = createPendingRollbacks(deps);
  const alerting = createAlerting(deps);
  const watch = createWatch({ ...deps, ...deps.guarding, tellOf: alerting.tellOf });
  const watched = { ...deps, unwatched: watch.unwatched };
  const close = async () => {
    const measuring = deps.live.close();
    await Promise.all([measuring, pendingRollbacks.stop(), alerting.stop(), watch.settled()]);
    await deps.lookout.resign();
  };
  const beat = () => heartbeatsOf(deps.carried, clock.now()).forEach(recorder.observe);
  return {
    load: (plan) => loadPlan(deps, plan),
    preview: (plan) => previewPlan(deps, plan),
    take: async (request) => {
      const asked = withCleanText(request);
      const { id, who, step } = asked;
      if (!canBeKept(id)) return err(noSuchRelease(id));
      if (!mayTake(who, step.kind)) return err(notAllowed(who, step.kind));
      // Rolling a feature back is not to fail for want of a store that can take it down.
      return step.kind === 'rollback' ? pendingRollbacks.rollBack(asked) : carryOut(deps, asked);
    },
    releases: () => statusesIn(watched),
    warnings: () => warningsIn(watched),
    figures: () => engineFigures({ deps, watch, recorder, pendingRollbacks, alerting }),
    ...toldOf(watched),
    owners: async () => ownersAmong(await journal.releases()),
    ownerOf: async (name) => ownedIn(await ownerOf(name), name),
    knownOwnerOf: (name) => ownedIn(lastOwner(journal.known.all(), name), name),
    stageOf: (toggle) => openStageRun(lastOwner(journal.known.all(), toggle)),
    isCarriedOut: async (toggle) => {
      const release = await ownerOf(toggle);
      return release !== null && isCarriedOut(release.progress);
    },
    stageMet: (evaluated) => stageMet(lastOwner(journal.known.open(), evaluated.toggle), evaluated),
    ...recorder,
    look: async () => (await watch.look()).leads,
    close,
    keepWatching: () => {
      const { flush } = recorder;
      const sayUnwatched = sayingUnwatched({ ...deps, ...deps.guarding }, watch);
      const stop = keepWatching({ beat, flush, look: watch.look, sayUnwatched, log: deps.log });
      return async () => {
        await stop();
        await close();
      };
    },
    noticeExternalChange: async (toggle) => {
      const release = await ownerOf(toggle);
      if (release !== null) await noticeExternalChange(deps, release.id);
    },
    welcomeTester: (tester) => welcomeTester(deps, tester),
    recover: () => recover(deps),
  };
}

function sayingUnwatched(deps: StepDeps, watch: ReleaseWatch): () => Promise<void> {
  const say = createSayUnwatched(deps);
  return () => say(watch.unwatched(), watch.fence());
}

function warningsIn(deps: StatusDeps): readonly string[] {
  const late = deps.unwatched().map(({ sentence }) => sentence);
  return [...late, clockOffInWords(deps)].filter((sentence) => sentence !== null);
}

/** How long the store may take before this instance tells what it last knew, in milliseconds. */
const STORE_MS = 2_000;

/** Which releases there are must be told without the store, too: that is how one is rolled back. */
async function statusesIn(deps: StatusDeps): Promise<readonly ReleaseStatus[]> {
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

function lastOwner(known: readonly Release[], name: string): Release | null {
  return known.findLast((release) => owns(release, name)) ?? null;
}

function stageMet(release: Release | null, evaluated: Evaluated): string | null {
  if (release === null) return null;
  const met = stageRunOf(evaluated, release.runs);
  return met.ok && met.value ? stageRunInWords(release, met.value) : null;
}

function ownedIn(release: Release | null, name: string): OwnedToggle | null {
  return release && ownedToggle(release, name);
}

async function recover(deps: StepDeps): Promise<void> {
  await deps.measurements.forgetSilent();
  for (const { id, progress } of await deps.journal.releases()) {
    if (isSettled(progress)) await noticeExternalChange(deps, id);
    else await settle(deps, id);
  }
}

type StatusDeps = StepDeps & Pick<ReleaseWatch, 'unwatched'>;

function toldOf(
  deps: StatusDeps,
): Pick<ReleaseEngine, 'status' | 'measurements' | 'report' | 'plan' | 'goNoGoRecord'> {
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
  const late = deps.unwatched().find((one) => one.release.id === release.id);
  const unwatched = late?.sentence ?? null;
  const told = { undelivered, unwatched, clockOff: clockOffInWords(deps) };
  const requests = await requestsOf(deps, release);
  return { ...statusOf(release, { ...sight, now: clock.now(), requests }), ...told };
}

/** With what the program knows now for whoever decides on the go/no-go. */
async function wholeStatusIn(deps: StatusDeps, release: Release): Promise<ReleaseStatus> {
  // Of what is closed nothing is measured; of a draft, only what its go/no-go asks for.
  const isClosed = release.progress.phase === 'closed';
  const seen = isClosed ? null : await deps.live.snapshotIfAny(release, STATUS_MS);
  const found = await goNoGoFindings(deps, release, seen);
  const snapshot = isOut(release.progress) ? seen : null;
  const isAsked = isOut(release.progress) && release.progress.everyoneSince !== null;
  const survey = isAsked ? { survey: await surveySinceLaunch(deps, release) } : {};
  const flagsEnd = await endOfFlags(deps, release);
  return statusIn(deps, release, { snapshot, found, ...survey, flagsEnd });
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

function ownersAmong(releases: readonly Release[]): ReadonlyMap<string, string> {
  const owners = releases.filter(({ progress }) => progress.phase !== 'closed');
  return new Map(owners.flatMap(({ id, plan }) => plan.toggles.map((toggle) => [toggle, id])));
}

function recorderFor(deps: EngineDeps) {
  const testerLog = createTesterLog(deps);
  return createRecorder({ ...deps, isClosed: isClosedIn(deps), testerLog });
}

function isClosedIn({ flags }: EngineDeps): (release: Release) => boolean {
  return ({ plan }) => plan.toggles.every(flags.isClosed);
}
