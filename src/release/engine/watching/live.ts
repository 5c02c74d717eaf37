import { setImmediate } from 'node:timers/promises';

import type { Clock } from '../../../lib/clock.ts';
import { withinDeadline } from '../../../lib/deadline.ts';
import { SECOND_MS } from '../../../lib/duration.ts';
import { errorFields, type Log } from '../../../lib/log.ts';
import type { ReleasePlan } from '../../../plan/index.ts';
import { rulesOf, type PlannedRules } from '../../decisions/rules.ts';
import type { Release } from '../../journal/release.ts';
import {
  FROM_THE_START,
  type Marks,
  type Measurements,
  type NewMeasurements,
} from '../../measuring/kept/measurements.ts';
import type { PersonEvent } from '../../measuring/kept/person-event.ts';
import { RunWatch } from '../../measuring/run-watch.ts';
import { snapshotOf, vitalsOf, type Snapshot } from '../../measuring/snapshot.ts';
import type { MeasuredHead } from './lookout.ts';

/** What is measured of each release, kept in memory and brought up to date from the store when asked for. */
export type Live = {
  /** `head`: what a look has just seen of its measurements, so that what is known is not read again. */
  snapshotOf(release: Release, head?: MeasuredHead | null): Promise<Snapshot>;
  /**
   * The same within this many milliseconds; after that, or when nothing can be read, what was known of the run before, or
   * null. Rolling a feature back must not wait for more.
   */
  snapshotIfAny(release: Release, withinMs?: number): Promise<Snapshot | null>;
  /** Ends the reading of what is new. */
  close(): void;
};

/** How long somebody who asks waits for what is measured, in milliseconds. */
const PATIENCE_MS = 5 * SECOND_MS;

export type LiveDeps = {
  readonly measurements: Measurements;
  /** Features besides these whose people are not independent of theirs at this share, a sentence each. */
  readonly flags: {
    confoundersOf(toggles: readonly string[], percentage: number): readonly string[];
  };
  readonly clock: Clock;
  readonly log: Log;
};

type FoldedRun = { readonly watch: RunWatch; marks: Marks };

export function createLive({ measurements, flags, clock, log }: LiveDeps): Live {
  const folded = new Map<string, FoldedRun>();
  const inTurn = createTurns();
  const known = new Map<string, Snapshot>();
  let isClosed = false;
  // A page at a time, so that requests and the lease get their turns; what was taken up is never read again.
  const takeUp = async (run: FoldedRun, release: Release): Promise<void> => {
    for (;;) {
      if (isClosed) throw new Error('The program stops.');
      const page = await measurements.since(release.id, run.marks);
      const isTakenUp = takeUpPage(run, page, { release, now: clock.now() });
      if (page.isLast || !isTakenUp) return;
      await setImmediate();
    }
  };
  const snapshotOfRun = async (release: Release, head: MeasuredHead | null) => {
    const run = runOf(folded, release);
    run.watch.follow(release);
    if (head === null || isAhead(head.marks, run.marks)) await takeUp(run, release);
    const vitals = head?.vitals ?? vitalsOf(await measurements.heartbeats(release.id));
    const confounders = confoundersNow(flags, release);
    const rules = readRules(release.plan);
    const measured = { release, rules, watch: run.watch, confounders, now: clock.now() };
    const snapshot = snapshotOf(measured, vitals);
    known.set(release.id, snapshot);
    return snapshot;
  };
  const live = {
    snapshotOf: (release: Release, head: MeasuredHead | null = null) =>
      inTurn(release.id, () => snapshotOfRun(release, head)),
  };
  return {
    ...live,
    snapshotIfAny: (release, withinMs = PATIENCE_MS) =>
      withinDeadline(withinMs, live.snapshotOf(release)).catch((error: unknown) => {
        const fields = { release: release.id, ...errorFields(error) };
        log.error('the measurements of a release could not be read', fields);
        const before = known.get(release.id);
        const isOfRun = before?.watch.run === release.progress.run;
        return before && isOfRun ? { ...before, release, now: clock.now() } : null;
      }),
    close: () => {
      isClosed = true;
    },
  };
}

/** Whether all of the page was taken up. */
function takeUpPage(
  run: FoldedRun,
  page: NewMeasurements,
  { release, now }: { readonly release: Release; readonly now: Date },
): boolean {
  const events = knownRunsOnly(page.events, release);
  for (const event of events) run.watch.note(event);
  for (const counted of page.answerCounts) run.watch.noteAnswers(counted, now);
  const isWhole = events.length === page.events.length;
  const event = isWhole ? page.marks.event : (events.at(-1)?.number ?? run.marks.event);
  run.marks = { ...page.marks, event };
  return isWhole;
}

/** Two that ask at once must not fold the same person event twice. */
function createTurns() {
  const turns = new Map<string, Promise<unknown>>();
  return <T>(id: string, work: () => Promise<T>): Promise<T> => {
    const turn = (turns.get(id) ?? Promise.resolve()).then(work, work);
    turns.set(id, turn);
    return turn;
  };
}

function isAhead(head: Marks, known: Marks): boolean {
  return head.event > known.event || head.answerCount > known.answerCount;
}

/**
 * Person events of a stage run that the journal, as it was read, does not tell of yet wait for the next look. The
 * evidence begins again with a stage run, in every instance, before anything is measured of it.
 */
function knownRunsOnly(events: readonly PersonEvent[], { runs }: Release): readonly PersonEvent[] {
  const first = events.findIndex(({ opening }) => opening > runs.length);
  return first === -1 ? events : events.slice(0, first);
}

/** A new run begins with nothing; what was measured of it comes from the store. */
function runOf(folded: Map<string, FoldedRun>, { id, plan, progress }: Release): FoldedRun {
  const known = folded.get(id);
  if (known?.watch.run === progress.run) return known;
  const fresh = { watch: RunWatch.begin(plan, progress.run), marks: FROM_THE_START };
  folded.set(id, fresh);
  return fresh;
}

/** Another feature may be opened, or raised, while a stage goes on. One that is gone has been met all the same. */
function confoundersNow(
  flags: LiveDeps['flags'],
  { plan, progress: { stage } }: Release,
): readonly string[] {
  if (!stage) return [];
  const now = flags.confoundersOf(plan.toggles, stage.percentage);
  const named = new Set(now.map(featureIn));
  const gone = stage.confounders.filter((sentence) => !named.has(featureIn(sentence)));
  return [...now, ...gone.map((sentence) => `When Stage ${stage.letter} was opened, ${sentence}`)];
}

/** The sentence begins with it. */
function featureIn(sentence: string): string {
  return sentence.slice(0, sentence.indexOf(' '));
}

/** Rules are judged several times a second, and are read once. */
const read = new WeakMap<ReleasePlan, PlannedRules>();

function readRules(plan: ReleasePlan): PlannedRules {
  const rules = read.get(plan) ?? rulesOf(plan);
  read.set(plan, rules);
  return rules;
}
