import { setImmediate } from 'node:timers/promises';

import type { Clock } from '../../../../lib/clock.ts';
import { MINUTE_MS } from '../../../../lib/duration.ts';
import { inSlices } from '../../../../lib/in-slices.ts';
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
  type NewMeasurements,
} from '../../../measuring/kept/measurements.ts';
import { minuteOf } from '../../../measuring/kept/answer-count.ts';
import type { PersonEvent } from '../../../measuring/kept/person-event.ts';
import { RunWatch } from '../../../measuring/run-watch.ts';

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

export type FoldedRun = {
  readonly watch: RunWatch;
  marks: Marks;
  version: number;
  newestMs: number;
  /** Nothing that was saved could be gone on from. */
  isAnew: boolean;
  /** Rows that were read since it was saved, and when that was. */
  unsaved: number;
  savedAtMs: number;
};

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
    for (;;) {
      if (isClosed) throw new Error('The program stops.');
      const read = await measurements.since(release.id, run.marks, run.watch.fromMinute);
      const page = moment ? untilMoment(read, run.watch.run, moment) : read;
      const isTakenUp = await takeUpPage(run, page, { release, now: moment ?? clock.now() });
      if (!isTakenUp || page.isLast) return isTakenUp;
      await setImmediate();
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

/** What came later, or in another run, is left out. */
function untilMoment(page: NewMeasurements, ofRun: number, moment: Date): NewMeasurements {
  return {
    ...page,
    events: page.events.filter(({ run, at }) => run === ofRun && at <= moment),
    answerCounts: page.answerCounts.filter(({ minute }) => minute <= minuteOf(moment)),
  };
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

/** Whether all of the page was taken up. It is taken up to its end in any case, so that nothing is folded twice. */
async function takeUpPage(
  run: FoldedRun,
  page: NewMeasurements,
  { release, now }: { readonly release: Release; readonly now: Date },
): Promise<boolean> {
  const { watch } = run;
  const events = knownRunsOnly(page.events, release);
  await inSlices(events, (event) => {
    watch.note(event);
    if (event.run === watch.run) run.newestMs = Math.max(run.newestMs, event.at.getTime());
  });
  await inSlices(page.answerCounts, (counted) => {
    watch.noteAnswers(counted, now);
  });
  const isWhole = events.length === page.events.length;
  const event = isWhole ? page.marks.event : (events.at(-1)?.number ?? run.marks.event);
  run.marks = { ...page.marks, event };
  run.unsaved += events.length + page.answerCounts.length;
  return isWhole;
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

/**
 * Person events of a stage run that the journal, as it was read, does not tell of yet wait for the next look. The
 * evidence begins again with a stage run, in every instance, before anything is measured of it.
 */
function knownRunsOnly(events: readonly PersonEvent[], { runs }: Release): readonly PersonEvent[] {
  const first = events.findIndex(({ opening }) => opening > runs.length);
  return first === -1 ? events : events.slice(0, first);
}
