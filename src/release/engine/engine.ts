import { err, type Result } from '../../lib/result.ts';
import { canBeKept } from '../../lib/text-from-people.ts';
import { createAlerting } from '../alerts/alerting.ts';
import { isCarriedOut } from '../decisions/check-ins.ts';
import { noSuchRelease, type Refusal } from '../decisions/decide.ts';
import { mayTake, notAllowed } from '../decisions/permissions.ts';
import type { LoadedPlan } from '../decisions/plan-changes.ts';
import {
  isSettled,
  ownedToggle,
  owns,
  type OwnedToggle,
  type Release,
} from '../journal/release.ts';
import type { Observation } from '../measuring/observation.ts';
import { stageRunOf, type Evaluated } from '../measuring/placing.ts';
import { openStageRun, stageRunInWords } from '../status/stages.ts';
import type { ReleaseStatus } from '../status/status.ts';
import type { EngineDeps, StepDeps } from './deps.ts';
import { engineFigures, type EngineFigures } from './engine-figures.ts';
import { noticeExternalChange } from './external-change.ts';
import { loadPlan, previewPlan, type PlanGiven, type PlanPreview } from './load-plan.ts';
import { createPendingRollbacks } from './pending-rollbacks.ts';
import { statusesIn, toldOf, type ToldOfRelease } from './told/told.ts';
import { carryOut, withCleanText, type StepRequest } from './take-step.ts';
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
export type ReleaseEngine = ToldOfRelease & {
  load(plan: PlanGiven): Promise<Result<LoadedPlan, Refusal>>;
  /** What loading a plan would do, or why it would be refused. Nothing is changed. */
  preview(plan: PlanGiven): Promise<Result<PlanPreview, Refusal>>;
  take(asked: StepRequest): Promise<Result<null, Refusal>>;
  releases(): Promise<readonly ReleaseStatus[]>;
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
  /** Releases to which this instance sees no harm, as it has just started or looks late, and instances whose clock is off: a sentence each. */
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
  const watched = { ...deps, ...watch };
  const sayUnwatched = createSayUnwatched({ ...deps, ...deps.guarding });
  const queues = { recorder, pendingRollbacks, alerting, sayUnwatched };
  const close = async () => {
    const told = [alerting.stop(), sayUnwatched.stop()];
    await Promise.all([deps.live.close(), pendingRollbacks.stop(), ...told, watch.settled()]);
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
    warnings: () => warningsIn(deps, watch),
    figures: () => engineFigures({ deps, watch, ...queues }),
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
      const mindLateness = () => sayUnwatched.say(watch.unwatched(), watch.fence());
      const stop = keepWatching({ ...watched, beat, flush: recorder.flush, mindLateness });
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

function warningsIn({ journal }: StepDeps, watch: ReleaseWatch): readonly string[] {
  const unwatched = journal.known.open().map(watch.whyUnwatched);
  const none = watch.lookAgeMs() === Infinity ? NO_LOOK_YET : null;
  const sentences = [none, ...unwatched, ...watch.clocksOff()];
  return sentences.filter((sentence) => sentence !== null);
}

const NO_LOOK_YET = 'This instance has not looked at the releases since it started.';

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
  for (const { id, progress } of await deps.journal.releases()) {
    if (isSettled(progress)) await noticeExternalChange(deps, id);
    else await settle(deps, id);
  }
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
