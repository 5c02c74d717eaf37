import { setImmediate as nextTurn } from 'node:timers/promises';

import type { Clock } from '../../../lib/clock.ts';
import { withinDeadline } from '../../../lib/deadline.ts';
import { SECOND_MS } from '../../../lib/duration.ts';
import { errorFields, type Log } from '../../../lib/log.ts';
import type { ReleasePlan } from '../../../plan/index.ts';
import { rulesOf, type PlannedRules } from '../../decisions/rules.ts';
import type { Release } from '../../journal/release.ts';
import type { Heartbeat, Measurements } from '../../measuring/kept/measurements.ts';
import {
  windowsAsked,
  windowStart,
  type PageEvents,
  type PagesInWindows,
} from '../../measuring/pages/page-events.ts';
import { snapshotOf, vitalsOf, type Snapshot } from '../../measuring/snapshot.ts';
import { stageRunInWords } from '../../status/stages.ts';
import { createFolds } from './folding/folds.ts';
import type { MeasuredHead } from './lookout.ts';

/** What is measured of each release, kept in memory and brought up to date from the store when asked for. */
export type Live = {
  /** `head`: what a look has just seen of its measurements, so that what is known is not read again. */
  snapshotOf(release: Release, head?: MeasuredHead | null): Promise<Snapshot>;
  /** The same of a run that was rolled back then. `release`: as it was. */
  snapshotAt(release: Release, moment: Date): Promise<Snapshot>;
  /** The same within this many milliseconds; after that, or when nothing can be read, what was known of the run before, or null. */
  snapshotIfAny(release: Release, withinMs?: number): Promise<Snapshot | null>;
  /** What the last look saw of the present run; null where nothing was measured of it. Reads nothing. */
  lastKnown(release: Release): Snapshot | null;
  /** Saves what was folded of a release, if that is due, for the next instance that starts. Never fails. */
  save(id: string, leads: boolean): Promise<void>;
  /** Ends the reading of what is new, and waits for what is being saved. */
  close(): Promise<void>;
};

/** How long somebody who asks waits for what is measured, in milliseconds. */
const PATIENCE_MS = 5 * SECOND_MS;

export type LiveDeps = {
  readonly measurements: Measurements;
  /** Features besides these whose people are not independent of theirs at this share, a sentence each. */
  readonly flags: {
    confoundersOf(toggles: readonly string[], percentage: number): readonly string[];
  };
  readonly pageEvents: PageEvents;
  readonly clock: Clock;
  readonly log: Log;
};

export function createLive(deps: LiveDeps): Live {
  const { measurements, flags, clock, log } = deps;
  const folds = createFolds(deps);
  const inTurn = createTurns();
  const known = new Map<string, Snapshot>();
  const snapshotOfRun = async (release: Release, head: MeasuredHead | null) => {
    const watch = await folds.upToDate(release, head?.marks ?? null);
    const vitals = head?.vitals ?? vitalsOf(await measurements.heartbeats(release.id));
    const confounders = confoundersNow(flags, release);
    const rules = await readRules(release.plan);
    const now = clock.now();
    const pages = await pagesOf(deps, { release, rules, now });
    const snapshot = snapshotOf({ release, rules, watch, confounders, pages, now }, vitals);
    known.set(release.id, snapshot);
    return snapshot;
  };
  const live = {
    snapshotOf: (release: Release, head: MeasuredHead | null = null) =>
      inTurn(release.id, () => snapshotOfRun(release, head)),
  };
  const lastKnown = (release: Release): Snapshot | null => {
    const before = known.get(release.id);
    return before?.watch.run === release.progress.run ? before : null;
  };
  return {
    ...live,
    lastKnown,
    snapshotAt: async (release, now) => {
      const copy = await inTurn(release.id, () => folds.copyUntil(release, now));
      const watch = await folds.complete(copy, release, now);
      const sinceThenMs = clock.now().getTime() - now.getTime();
      const heartbeats = await measurements.heartbeats(release.id);
      const vitals = vitalsOf(heartbeats.map((one) => asOf(one, sinceThenMs)));
      const confounders = release.progress.stage?.confounders ?? [];
      const rules = await readRules(release.plan);
      const pages = await pagesOf(deps, { release, rules, now });
      return snapshotOf({ release, rules, watch, confounders, pages, now }, vitals);
    },
    snapshotIfAny: (release, withinMs = PATIENCE_MS) =>
      withinDeadline(withinMs, live.snapshotOf(release)).catch((error: unknown) => {
        const fields = { release: release.id, ...errorFields(error) };
        log.error('the measurements of a release could not be read', fields);
        const before = lastKnown(release);
        return before && { ...before, release, now: clock.now() };
      }),
    save: (id, leads) =>
      inTurn(id, () => ({ saved: folds.save(id, leads) })).then(({ saved }) => saved),
    close: folds.close,
  };
}

/** Read for criteria about pages alone. That they can’t be read must keep nobody from looking at the release. */
async function pagesOf(
  { pageEvents, log }: Pick<LiveDeps, 'pageEvents' | 'log'>,
  { release, rules, now }: Pick<Snapshot, 'release' | 'rules' | 'now'>,
): Promise<PagesInWindows | null> {
  const windows = windowsAsked(rules);
  const run = release.runs.at(-1);
  if (windows.length === 0 || !run) return [];
  const since = windows.map((windowMs) => (windowMs === null ? null : windowStart(windowMs, now)));
  const asked = { toggles: release.plan.toggles, stage: stageRunInWords(release, run) };
  try {
    const seen = await withinDeadline(PAGES_MS, pageEvents.seenSince(asked, since));
    return seen.map((one, index) => ({ ...one, windowMs: windows[index] ?? null }));
  } catch (error) {
    log.warn('page events could not be read', { release: release.id, ...errorFields(error) });
    return null;
  }
}

/** How long a look waits for them, in milliseconds. */
const PAGES_MS = SECOND_MS;

/** A heartbeat as it was that long ago. One that came later counts as heard then: how long the silence was is not kept. */
function asOf(heartbeat: Heartbeat, sinceThenMs: number): Heartbeat {
  return { ...heartbeat, silentMs: Math.max(0, heartbeat.silentMs - sinceThenMs) };
}

/** Two that ask at once must not fold the same person event twice. */
function createTurns() {
  const turns = new Map<string, Promise<unknown>>();
  return <T>(id: string, work: () => T | Promise<T>): Promise<T> => {
    const turn = (turns.get(id) ?? Promise.resolve()).then(work, work);
    turns.set(id, turn);
    return turn;
  };
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

const met = new WeakSet<ReleasePlan>();

/** The first time in a turn of the loop of its own, as long as a turn may take. */
async function readRules(plan: ReleasePlan): Promise<PlannedRules> {
  if (met.has(plan)) return rulesOf(plan);
  met.add(plan);
  await nextTurn();
  const rules = rulesOf(plan);
  await nextTurn();
  return rules;
}
