import { errorFields } from '../../../lib/log.ts';
import { LEASE_MS, type Fence } from '../../../lib/leader/index.ts';
import type { Alerting } from '../../alerts/alerting.ts';
import type { Step } from '../../decisions/decide.ts';
import { rulingOn, type Ruling } from '../../decisions/ruling.ts';
import { PROGRAM } from '../../journal/journal.ts';
import { isBeyondUs, isOut } from '../../journal/progress.ts';
import { isSettled, type Release } from '../../journal/release.ts';
import { assess, assessWithCriteria, evidenceOf } from '../../measuring/assess.ts';
import type { Snapshot } from '../../measuring/snapshot.ts';
import type { StepDeps } from '../deps.ts';
import { externalChangeOf, noticeExternalChange } from '../external-change.ts';
import { measureRollbacks } from '../measure-rollback.ts';
import { carryOut } from '../take-step.ts';
import { settle } from '../write-step.ts';
import { endAccess } from './end-access.ts';
import { createClocks } from './attention/clock-off.ts';
import { createAttention, type Attention, type Unwatched } from './attention/attention.ts';
import type { Head, Sight } from './lookout.ts';
import { createVoiding, type VoidWithoutEvidence } from './void-go.ts';
import { createRetention } from './retention.ts';
import { verifyRollback } from './verify-rollback.ts';

type WatchDeps = StepDeps & Pick<Alerting, 'tellOf'>;
type LookDeps = StepDeps & { readonly voidWithoutEvidence: VoidWithoutEvidence };

export type ReleaseWatch = {
  /**
   * Takes the lead or keeps it, and begins a look at every release under way, with what follows from it. Every instance
   * measures, so that the next leader knows what there is; only the leader acts. Looks go on by themselves, and a release
   * is not looked at again until its look has ended: however long that takes, the lead is kept and others are looked at.
   */
  begin(): Promise<Looked>;
  /** The same to the end of every look. */
  look(): Promise<Looked>;
  /** Since when each release that is out has waited for its look to end, if that is long. */
  unwatched(): readonly Unwatched[];
  /** Why this instance sees no harm to a release that is out, in a sentence: its look is late, or is its first and goes on. */
  whyUnwatched(release: Release): string | null;
  /** The instances whose clock is off, as far as this one knows, a sentence each. */
  clocksOff(): readonly string[];
  /** Of the last look that began; null: another instance led. */
  fence(): Fence | null;
  /** Whether this instance leads, as far as the last look tells: a lead that is not renewed ends by itself. */
  leads(): boolean;
  /** Milliseconds since the releases were last gone through, a look begun at each; Infinity before the first time. */
  lookAgeMs(): number;
  /** Ends when no look is under way any more. */
  settled(): Promise<void>;
};

export type Looked = {
  readonly leads: boolean;
  /** Whether nothing has happened since the last look. */
  readonly isQuiet: boolean;
};

export function createWatch(deps: WatchDeps): ReleaseWatch {
  let last = '';
  let led: Fence | null = null;
  let ledAtMs = -Infinity;
  let lookedAtMs = -Infinity;
  const attention = createAttention(deps);
  const clocks = createClocks(deps);
  const looks = createLooks(deps, attention);
  const begin = async (): Promise<Looked> => {
    const sight = await deps.lookout.look();
    const { fence, heads, time, clocksOff = [] } = sight;
    if (time) deps.alignment?.hear(time.atMs, time.roundTripMs);
    clocks.take(clocksOff);
    led = fence;
    ledAtMs = performance.now();
    const progress = JSON.stringify(
      heads.map(({ id, version, measured }) => [id, version, measured?.marks]),
    );
    const isQuiet = progress === last;
    last = progress;
    looks.begin(sight, () => {
      lookedAtMs = performance.now();
    });
    return { leads: fence !== null, isQuiet };
  };
  return {
    begin,
    look: async () => {
      const looked = await begin();
      await looks.settled();
      return looked;
    },
    unwatched: attention.unwatched,
    whyUnwatched: attention.whyUnwatched,
    clocksOff: clocks.off,
    fence: () => led,
    leads: () => led !== null && performance.now() - ledAtMs < LEASE_MS,
    lookAgeMs: () => performance.now() - lookedAtMs,
    settled: looks.settled,
  };
}

/** A look at each release, once at a time. */
function createLooks(deps: WatchDeps, attention: Attention) {
  const learning = createUnderWay();
  const looking = createUnderWay();
  const measuring = createUnderWay();
  const lookDeps = { ...deps, voidWithoutEvidence: createVoiding(deps) };
  const removeOld = createRetention(deps);
  const beginAll = async ({ fence, heads }: Sight): Promise<void> => {
    await learn(deps, heads);
    if (fence !== null) measuring.begin('what is kept too long', removeOld);
    for (const release of deps.journal.known.open()) {
      const head = heads.find(({ id }) => id === release.id);
      if (!head) continue;
      attention.looksAt(release.id);
      looking.begin(release.id, async () => {
        await watchSafely(lookDeps, { release, head, fence, attention });
        // Apart from the looks: with many people it takes long, and the release may be opened again.
        if (fence !== null) measuring.begin(release.id, () => measureSafely(deps, release, fence));
      });
    }
  };
  return {
    /** `begun`: told once a look has begun at every release, which reading what is new may delay. */
    begin: (sight: Sight, begun: () => void) => {
      learning.begin('releases', () =>
        beginAll(sight).then(begun, (error: unknown) => {
          deps.log.warn('releases could not be looked at', errorFields(error));
        }),
      );
    },
    settled: async () => {
      await learning.settled();
      await looking.settled();
      await measuring.settled();
    },
  };
}

/** What goes on for each release, once at a time. */
function createUnderWay() {
  const underWay = new Map<string, Promise<void>>();
  return {
    begin: (id: string, work: () => Promise<void>) => {
      if (underWay.has(id)) return;
      underWay.set(
        id,
        work().finally(() => underWay.delete(id)),
      );
    },
    settled: () => Promise.all(underWay.values()),
  };
}

async function measureSafely(deps: StepDeps, { id }: Release, fence: Fence): Promise<void> {
  const release = deps.journal.known.get(id);
  try {
    if (release) await measureRollbacks(deps, { release, fence });
  } catch (error) {
    const fields = { release: id, ...errorFields(error) };
    deps.log.error('what a rollback had shown could not be measured yet', fields);
  }
}

/** Reads what is newer than known, if anything is. */
async function learn({ journal }: WatchDeps, heads: readonly Head[]): Promise<void> {
  const known = journal.known.open();
  const isKnown =
    known.length === heads.length &&
    heads.every(({ id, version }) => journal.known.get(id)?.progress.version === version);
  if (!isKnown) await journal.releases();
}

type Watched = {
  readonly release: Release;
  readonly head: Head;
  /** Null: another instance leads. */
  readonly fence: Fence | null;
};

/** One release that can’t be looked at must not keep the others from being looked at. */
async function watchSafely(
  deps: LookDeps & WatchDeps,
  { attention, ...watched }: Watched & { readonly attention: Attention },
): Promise<void> {
  const { release, fence } = watched;
  if (fence !== null) deps.tellOf(release);
  try {
    await watchOne(deps, watched);
    attention.lookedAt(release.id);
    void deps.live.save(release.id, fence !== null);
  } catch (error) {
    const fields = { release: release.id, ...errorFields(error) };
    deps.log.error('a release could not be looked at', fields);
  }
}

async function watchOne(deps: LookDeps, { release: found, head, fence }: Watched): Promise<void> {
  if (fence === null) {
    if (isMeasured(found)) await deps.live.snapshotOf(found, head.measured);
    return;
  }
  const release = await endAccess(deps, { release: await putRight(deps, found), fence });
  const { phase, exposureStopped } = release.progress;
  if (phase === 'rolled-back' && !exposureStopped) await verifyRollback(deps, { release, fence });
  if (!isMeasured(release)) return;
  const snapshot = await deps.live.snapshotOf(release, head.measured);
  if (isOut(release.progress)) await follow(deps, { snapshot, fence });
  await deps.voidWithoutEvidence({ release, snapshot, fence });
}

/** The baseline is taken up as it comes, so that it is known when a stage opens. */
function isMeasured({ progress }: Release): boolean {
  return progress.phase !== 'rolled-back' && progress.phase !== 'closed';
}

/** Finishes a step that another instance died over, and notices what no one else can have noticed. */
async function putRight(deps: StepDeps, found: Release): Promise<Release> {
  const { id } = found;
  const isCutShort = !isSettled(found.progress) && !isBeyondUs(found.progress);
  if (isCutShort) await settle(deps, id);
  const release = (isCutShort ? await deps.journal.release(id) : found) ?? found;
  if (externalChangeOf(deps.flags, release) === null) return release;
  return (await noticeExternalChange(deps, id)) ?? release;
}

type Following = { readonly snapshot: Snapshot; readonly fence: Fence };

async function follow(deps: StepDeps, { snapshot, fence }: Following): Promise<void> {
  const { id, plan, progress } = snapshot.release;
  const ordered = orderedBy(rulingFor(snapshot), plan.terms.advances === 'automatic');
  if (ordered === null) return;
  const program = { evidence: evidenceOf(snapshot), fence, version: progress.version };
  const taken = await carryOut(deps, { id, ...ordered, who: PROGRAM, program });
  if (!taken.ok) return;
  const { kind } = ordered.step;
  const level = MUST_ACT.has(kind) ? 'error' : 'warn';
  deps.log[level]('the program took a step', { release: id, step: kind });
}

/** After these a person has to look at the release now. */
const MUST_ACT: ReadonlySet<Step['kind']> = new Set(['rollback', 'hold', 'step-back']);

/** The criteria are judged only when everything else is there. */
function rulingFor(snapshot: Snapshot): Ruling {
  const { plan, progress } = snapshot.release;
  const { now } = snapshot;
  const ruling = rulingOn({ plan, progress, assessment: assess(snapshot), now });
  if (ruling.kind !== 'judge') return ruling;
  return rulingOn({ plan, progress, assessment: assessWithCriteria(snapshot), now });
}

type Ordered = { readonly step: Step; readonly why: string };

function orderedBy(ruling: Ruling, advancesByItself: boolean): Ordered | null {
  switch (ruling.kind) {
    case 'wait':
    case 'judge':
      return null;
    case 'roll-back':
      return { step: { kind: 'rollback' }, why: ruling.why };
    case 'hold':
    case 'step-back':
      return { step: { kind: ruling.kind, cause: ruling.cause }, why: ruling.why };
    case 'resume':
      return { step: { kind: 'resume' }, why: 'What the program held the release for is over.' };
    case 'note':
      return { step: { kind: 'note', rule: ruling.why }, why: ruling.why };
    case 'advance':
      return advancesByItself
        ? {
            step: { kind: 'advance', override: false },
            why: 'All that the plan asks for is there.',
          }
        : null;
  }
}
