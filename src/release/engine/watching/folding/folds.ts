import { setImmediate as nextTurn } from 'node:timers/promises';

import type { Clock } from '../../../../lib/clock.ts';
import { MINUTE_MS } from '../../../../lib/duration.ts';
import { errorFields, type Log } from '../../../../lib/log.ts';
import type { Release } from '../../../journal/release.ts';
import {
  bytesOfFold,
  FOLD_FORM,
  foldInBytes,
  type SavedFold,
} from '../../../measuring/fold-in-bytes.ts';
import {
  FROM_THE_START,
  type Marks,
  type Measurements,
} from '../../../measuring/kept/measurements.ts';
import { minuteOf } from '../../../measuring/kept/answer-count.ts';
import { RunWatch } from '../../../measuring/run-watch.ts';
import { takeUpPage, type FoldedRun } from './take-up.ts';

/** What was folded of the present run of each release, and how it is brought up to date. One at a time asks for a release. */
export type Folds = {
  /** Null in `upTo`: nobody knows how far the store has come. */
  upToDate(release: Release, upTo: Marks | null): Promise<RunWatch>;
  /**
   * A copy of what is known of a run that was rolled back at this moment, and nothing later than that. To be made while
   * nobody brings the release up to date, and to be completed at leisure.
   */
  copyUntil(release: Release, moment: Date): Promise<FoldedRun>;
  /** Takes up what is missing in the copy until that moment. `release`: as it was then. */
  complete(copy: FoldedRun, release: Release, moment: Date): Promise<RunWatch>;
  /**
   * Saves it where an instance that starts finds it, if much was read since. One that does not lead saves what it had to
   * fold from the beginning, once: the leader may be of another version, which saves in another form. Never fails.
   */
  save(id: string, leads: boolean): Promise<void>;
  /** Ends the reading of what is new, and waits for what is being saved. */
  close(): Promise<void>;
};

export type FoldsDeps = {
  readonly measurements: Measurements;
  readonly clock: Clock;
  readonly log: Log;
  /** When a fold is worth saving; left out, as is usual. */
  readonly saving?: Saving;
};

/** After so many rows, and once in so many milliseconds: at rest nothing is saved, however much there is. */
type Saving = { readonly rows: number; readonly everyMs: number };
const SAVING: Saving = { rows: 10_000, everyMs: MINUTE_MS };

/** What is larger is not saved: reading it anew is the smaller evil. */
const MOST_BYTES = 8 * 1024 * 1024;

export function createFolds(deps: FoldsDeps): Folds {
  const { measurements, clock, saving = SAVING } = deps;
  const folded = new Map<string, FoldedRun>();
  const underWay = new Set<Promise<void>>();
  let isClosed = false;
  const runOf = async (release: Release): Promise<FoldedRun> => {
    const known = folded.get(release.id);
    if (known?.watch.run === release.progress.run) return known;
    const run = runFrom(release, known ? savedOf(known) : await readSaved(deps, release));
    folded.set(release.id, run);
    return run;
  };
  const takeUp = async (run: FoldedRun, release: Release, moment?: Date): Promise<boolean> => {
    const wanted = run.watch.countsUntil(moment);
    const read = (marks: Marks) => measurements.since(release.id, marks, wanted);
    let page = await read(run.marks);
    for (;;) {
      if (isClosed) throw new Error('The program stops.');
      const next = page.isLast ? null : awaitedLater(read(page.marks));
      // The store reads on while this is folded, once the question is on its way.
      if (next) await nextTurn();
      const isTakenUp = await takeUpPage(run, page, { release, now: clock.now(), moment });
      if (!isTakenUp || !next) return isTakenUp;
      page = await next();
    }
  };
  return {
    upToDate: async (release, upTo) => {
      const run = await runOf(release);
      run.watch.follow(release);
      run.version = release.progress.version;
      if (upTo !== null && !isAhead(upTo, run.marks)) return run.watch;
      // What is left out for its age has been passed, too.
      if (await takeUp(run, release)) run.marks = later(run.marks, upTo ?? run.marks);
      return run.watch;
    },
    copyUntil: (release, moment) =>
      copyUntil(deps, { release, moment, known: folded.get(release.id) }),
    complete: async (copy, release, moment) => {
      copy.watch.follow(release);
      await takeUp(copy, release, moment);
      return copy.watch;
    },
    save: async (id, leads) => {
      const run = folded.get(id);
      const now = performance.now();
      if (!run || run.unsaved < saving.rows || now - run.savedAtMs < saving.everyMs) return;
      if (!leads && !run.isAnew) return;
      Object.assign(run, { unsaved: 0, savedAtMs: now, isAnew: false });
      const written = save(deps, id, run);
      underWay.add(written);
      await written;
      underWay.delete(written);
    },
    close: async () => {
      isClosed = true;
      await Promise.all(underWay);
    },
  };
}

/** What fails meanwhile fails for whoever asks for it, and harms nobody where nobody does. */
function awaitedLater<T>(promise: Promise<T>): () => Promise<T> {
  promise.catch(() => null);
  return () => promise;
}

async function save({ measurements, log }: FoldsDeps, id: string, run: FoldedRun): Promise<void> {
  try {
    const bytes = await bytesOfFold(savedOf(run));
    if (bytes.length <= MOST_BYTES) await measurements.saveFold(id, FOLD_FORM, bytes);
    else log.warn('what is measured of a release is too large to be saved', { release: id });
  } catch (error) {
    const fields = { release: id, ...errorFields(error) };
    log.warn('what is measured of a release could not be saved', fields);
  }
}

type EndedRun = {
  readonly release: Release;
  readonly moment: Date;
  readonly known: FoldedRun | undefined;
};

async function copyUntil(
  deps: FoldsDeps,
  { release, moment, known }: EndedRun,
): Promise<FoldedRun> {
  const folds = [known ? savedOf(known) : null, await readSaved(deps, release)];
  const before = folds.find((fold) => fold && isUntil(fold, release, moment)) ?? null;
  return runFrom(release, structuredClone(before));
}

function savedOf({ watch, marks, version, newestMs }: FoldedRun): SavedFold {
  return { watch: watch.state, marks, version, newestMs };
}

/** Whether there is nothing in it that came after this moment. */
function isUntil(
  { watch, newestMs = Infinity }: SavedFold,
  { progress: { run } }: Release,
  moment: Date,
): boolean {
  if (watch.run !== run) return watch.run < run;
  return newestMs <= moment.getTime() && watch.book.newest <= minuteOf(moment);
}

/** Whatever is wrong with it, the release can be folded without. */
async function readSaved(
  { measurements, log }: FoldsDeps,
  { id, progress }: Release,
): Promise<SavedFold | null> {
  try {
    const bytes = await measurements.savedFold(id, FOLD_FORM);
    const saved = bytes && (await foldInBytes(bytes));
    if (bytes && !saved) log.warn('what was saved of a release is folded anew', { release: id });
    // Saved by an instance that knows more of the journal than this one does.
    return saved && saved.version > progress.version ? null : saved;
  } catch (error) {
    const fields = { release: id, ...errorFields(error) };
    log.warn('what was saved of a release could not be read; it is folded anew', fields);
    return null;
  }
}

/**
 * Of an earlier run nothing is taken over, but where its events end: until then none was of a later run. A new run
 * begins with nothing; what was measured of it comes from the store.
 */
function runFrom({ plan, progress }: Release, before: SavedFold | null): FoldedRun {
  const fresh = { version: 0, newestMs: -Infinity, isAnew: true, unsaved: 0, savedAtMs: -Infinity };
  const { run } = progress;
  if (before?.watch.run === run) {
    const { marks, newestMs = Infinity } = before;
    return { ...fresh, isAnew: false, watch: RunWatch.goOn(before.watch), marks, newestMs };
  }
  const event = before && before.watch.run < run ? before.marks.event : FROM_THE_START.event;
  return { ...fresh, watch: RunWatch.begin(plan, run), marks: { ...FROM_THE_START, event } };
}

function later(one: Marks, other: Marks): Marks {
  return {
    event: Math.max(one.event, other.event),
    answerCount: Math.max(one.answerCount, other.answerCount),
  };
}

function isAhead(head: Marks, known: Marks): boolean {
  return head.event > known.event || head.answerCount > known.answerCount;
}
