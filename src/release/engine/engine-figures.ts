import { inWords, signedBy } from '../journal/changelog.ts';
import { OUTSIDER, PROGRAM, type HoldCause, type JournalEntry } from '../journal/journal.ts';
import { isOut } from '../journal/progress.ts';
import type { Release } from '../journal/release.ts';
import type { PersonEvent } from '../measuring/kept/person-event.ts';
import type { Snapshot } from '../measuring/snapshot.ts';
import type { Alerting } from '../alerts/alerting.ts';
import type { StepDeps } from './deps.ts';
import type { PendingRollbacks } from './pending-rollbacks.ts';
import type { SayUnwatched } from './watching/attention/say-unwatched.ts';
import type { Recorder } from './watching/recorder.ts';
import type { ReleaseWatch } from './watching/watch-over.ts';

/** How an instance and its releases stand, from what it knows already: asking costs no query. */
export type EngineFigures = {
  readonly leads: boolean;
  /** Milliseconds since a look at the releases last ended here; Infinity before the first. */
  readonly lookAgeMs: number;
  readonly unwatched: number;
  /** How far the clock of this machine is ahead of the store's, in milliseconds; less than 0: it is behind. */
  readonly clockAheadMs: number;
  readonly waiting: QueueDepths;
  /** Releases that are not over, in the order in which they began. */
  readonly releases: readonly ReleaseFigures[];
};

/** What waits to be written down or delivered. Alerts of the journal wait in the instance that leads. */
export type QueueDepths = Readonly<Record<'observations' | 'rollbacks' | 'alerts', number>>;

export type ReleaseFigures = {
  readonly id: string;
  /** Of the newest entry of its journal, and what happened last, in words: who did what. */
  readonly version: number;
  readonly lastStep: string;
  readonly isHeld: boolean;
  readonly holds: ReadonlyMap<HoldCause | 'person', number>;
  readonly rollbacks: ReadonlyMap<'program' | 'person' | 'outside', number>;
  /** Null while nothing is measured. */
  readonly measured: MeasuredFigures | null;
};

export type MeasuredFigures = {
  /** The share of people for whom it is open, 0 to 1. */
  readonly share: number;
  /** People who came in the stage that is open, and those of them who had a visit fail. */
  readonly came: Readonly<Record<PersonEvent['cohort'], number>>;
  readonly failed: Readonly<Record<PersonEvent['cohort'], number>>;
  /** Evidence of harm, on the scale of its logarithm: 1 rolls the release back. */
  readonly harm: number;
};

type FigureSources = {
  readonly deps: Pick<StepDeps, 'journal' | 'live' | 'alignment'>;
  readonly watch: Pick<ReleaseWatch, 'leads' | 'lookAgeMs' | 'unwatched'>;
  readonly recorder: Pick<Recorder, 'waiting'>;
  readonly pendingRollbacks: Pick<PendingRollbacks, 'waiting'>;
  readonly alerting: Pick<Alerting, 'waiting'>;
  readonly sayUnwatched: Pick<SayUnwatched, 'waiting'>;
};

export function engineFigures({ deps, watch, ...queues }: FigureSources): EngineFigures {
  const { journal, live } = deps;
  const releases = journal.known.open();
  const leads = watch.leads();
  return {
    leads,
    lookAgeMs: watch.lookAgeMs(),
    unwatched: watch.unwatched().length,
    clockAheadMs: deps.alignment?.aheadMs() ?? 0,
    waiting: {
      observations: queues.recorder.waiting(),
      rollbacks: queues.pendingRollbacks.waiting(),
      alerts: queues.sayUnwatched.waiting() + (leads ? queues.alerting.waiting(releases) : 0),
    },
    releases: releases.map((one) => figuresOfRelease(one, live.lastKnown(one))),
  };
}

function figuresOfRelease(release: Release, snapshot: Snapshot | null): ReleaseFigures {
  const { id, entries, progress } = release;
  return {
    id,
    version: progress.version,
    lastStep: lastStepIn(entries),
    isHeld: progress.held !== null,
    holds: countBy(entries.flatMap((entry) => (entry.kind === 'held' ? [causeOf(entry)] : []))),
    rollbacks: countBy(
      entries.flatMap((entry) => (entry.kind === 'rolled-back' ? [sideOf(entry)] : [])),
    ),
    measured: snapshot && isOut(progress) ? measuredIn(snapshot) : null,
  };
}

function lastStepIn(entries: readonly JournalEntry[]): string {
  const last = entries.findLast((entry) => inWords(entry) !== null);
  return last ? `${inWords(last) ?? ''} (${signedBy(last.who)})` : '';
}

function measuredIn(snapshot: Snapshot): MeasuredFigures {
  const { watch, opening, share } = snapshot;
  const { came, failed } = watch.people.in(opening);
  const { logEvidence, threshold } = watch.harmFigures(snapshot);
  return { share, came, failed, harm: Math.max(0, logEvidence / threshold) };
}

const causeOf = ({ cause }: { readonly cause?: HoldCause }): HoldCause | 'person' =>
  cause ?? 'person';

function sideOf({ who }: JournalEntry): 'program' | 'person' | 'outside' {
  if (who.role === PROGRAM.role) return 'program';
  return who.role === OUTSIDER.role ? 'outside' : 'person';
}

function countBy<T>(items: readonly T[]): ReadonlyMap<T, number> {
  const counts = new Map<T, number>();
  for (const item of items) counts.set(item, (counts.get(item) ?? 0) + 1);
  return counts;
}
