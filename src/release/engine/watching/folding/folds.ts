import { setImmediate } from 'node:timers/promises';

import type { Clock } from '../../../../lib/clock.ts';
import { MINUTE_MS } from '../../../../lib/duration.ts';
import { inSlices } from '../../../../lib/in-slices.ts';
import { errorFields, type Log } from '../../../../lib/log.ts';
import type { Release } from '../../../journal/release.ts';
import { bytesOfFold, foldInBytes, type SavedFold } from '../../../measuring/fold-in-bytes.ts';
import {
  FROM_THE_START,
  type Marks,
  type Measurements,
  type NewMeasurements,
} from '../../../measuring/kept/measurements.ts';
import type { PersonEvent } from '../../../measuring/kept/person-event.ts';
import { RunWatch } from '../../../measuring/run-watch.ts';

/** What was folded of the present run of each release, and how it is brought up to date. One at a time asks for a release. */
export type Folds = {
  /** Null in `upTo`: nobody knows how far the store has come. */
  upToDate(release: Release, upTo: Marks | null): Promise<RunWatch>;
  /** Saves it where an instance that starts finds it, if much was read since. Never fails. */
  save(id: string): Promise<void>;
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

type FoldedRun = {
  readonly watch: RunWatch;
  marks: Marks;
  version: number;
  /** Rows that were read since it was saved, and when that was. */
  unsaved: number;
  savedAtMs: number;
};

export function createFolds(deps: FoldsDeps): Folds {
  const { measurements, clock, log, saving = SAVING } = deps;
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
  const takeUp = async (run: FoldedRun, release: Release, upTo: Marks | null): Promise<void> => {
    for (;;) {
      if (isClosed) throw new Error('The program stops.');
      const page = await measurements.since(release.id, run.marks, run.watch.fromMinute);
      const isTakenUp = await takeUpPage(run, page, { release, now: clock.now() });
      if (!isTakenUp) return;
      // What is left out for its age has been passed, too.
      if (page.isLast) run.marks = later(run.marks, upTo ?? run.marks);
      if (page.isLast) return;
      await setImmediate();
    }
  };
  const write = async (id: string, run: FoldedRun): Promise<void> => {
    const bytes = await bytesOfFold(savedOf(run));
    if (bytes.length <= MOST_BYTES) return measurements.saveFold(id, bytes);
    log.warn('what is measured of a release is too large to be saved', { release: id });
  };
  return {
    upToDate: async (release, upTo) => {
      const run = await runOf(release);
      run.watch.follow(release);
      run.version = release.progress.version;
      if (upTo === null || isAhead(upTo, run.marks)) await takeUp(run, release, upTo);
      return run.watch;
    },
    save: async (id) => {
      const run = folded.get(id);
      const now = performance.now();
      if (!run || run.unsaved < saving.rows || now - run.savedAtMs < saving.everyMs) return;
      Object.assign(run, { unsaved: 0, savedAtMs: now });
      const written = write(id, run).catch((error: unknown) => {
        const fields = { release: id, ...errorFields(error) };
        log.warn('what is measured of a release could not be saved', fields);
      });
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

function savedOf({ watch, marks, version }: FoldedRun): SavedFold {
  return { watch: watch.state, marks, version };
}

/** Whatever is wrong with it, the release can be folded without. */
async function readSaved(
  { measurements, log }: FoldsDeps,
  { id, progress }: Release,
): Promise<SavedFold | null> {
  try {
    const bytes = await measurements.savedFold(id);
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
  const fresh = { version: 0, unsaved: 0, savedAtMs: -Infinity };
  const { run } = progress;
  if (before?.watch.run === run) {
    return { ...fresh, watch: RunWatch.goOn(before.watch), marks: before.marks };
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
